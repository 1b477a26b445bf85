package import SurveyModel
internal import TextEncoding
internal import ZipArchive

/// Reads written reports.
package enum DocumentReader {
  /// Reads a report: text in any encoding, HTML, DOCX, or what an installed program reads.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: What the user calls it; diagnostics and the document say so.
  ///   - limits: What the file may ask of memory and time.
  ///   - encoding: The name of the encoding that its text is in; nil for what it says and looks like.
  /// - Returns: The text with the position of each character in the file.
  /// - Throws: `RunFailure` when the file cannot be opened or is no text.
  package static func read(
    path: String, name: String, limits: ReadingLimits = .default, encoding: String? = nil
  ) throws(RunFailure) -> ReportDocument {
    let source = SourceName(name: name)
    let (head, bytes) = try bytes(of: path, source, limits)
    switch format(of: head) {
    case .doc?:
      let text = try DocumentConverter(format: .doc, source: source, limits: limits).text(of: path)
      return try read(bytes: text, name: name, limits: limits)
    case .pdf?:
      let text = try DocumentConverter(format: .pdf, source: source, limits: limits).text(of: path)
      let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
      return ReportDocument(
        name: name, encoding: "utf-8", scalars: scalars,
        paragraphs: PDFText.paragraphs(of: scalars))
    case nil: return try read(bytes: bytes, name: name, limits: limits, encoding: encoding)
    }
  }

  /// The format of a document that another program reads, told by how it starts.
  private static func format(of head: [UInt8]) -> DocumentConverter.Format? {
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .doc }
    return head.starts(with: "%PDF".utf8) ? .pdf : nil
  }

  /// Whether a file's name says that its text is Markdown.
  private static func isMarkdown(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }

  private static func isArchive(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04])
  }

  /// Reads a report from its bytes.
  ///
  /// - Throws: `RunFailure` when the bytes are no text.
  package static func read(
    bytes: [UInt8], name: String, limits: ReadingLimits = .default, encoding: String? = nil
  ) throws(RunFailure) -> ReportDocument {
    let source = SourceName(name: name)
    if isArchive(bytes) { return try word(bytes, source, limits) }
    guard bytes.count <= limits.reportBytes else { throw source.tooLong(limits) }
    let stated = try source.encoding(encoding)
    let text: String
    let found: DetectedEncoding
    do throws(UndecodableText) {
      (text, found) = try TextEncoding.decode(
        bytes, stated: stated, declared: declaration(in: bytes))
    } catch {
      throw source.failure(error) { TextLine(of: $0, in: bytes, $1) }
    }
    var scalars: [Unicode.Scalar] = []
    // Chinese text has three bytes a character.
    scalars.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars { scalars.append(scalar) }
    let paragraphs =
      HTMLDocument.isHTML(scalars)
      ? HTMLDocument.paragraphs(of: scalars)
      : isMarkdown(name)
        ? MarkdownText.paragraphs(of: scalars) : PlainText.paragraphs(of: scalars)
    var document = ReportDocument(
      name: name, encoding: found.encoding.name, scalars: scalars,
      paragraphs: paragraphs)
    if let finding = source.finding(found) { document.log.record(finding) }
    return document
  }

  private static func word(
    _ bytes: [UInt8], _ source: SourceName, _ limits: ReadingLimits
  ) throws(RunFailure) -> ReportDocument {
    do {
      let archive = try ZipArchive(bytes: bytes, limits: ZipLimits(limits))
      if let document = try WordDocument.read(archive, source: source, limits: limits) {
        return document
      }
    } catch let failure as RunFailure {
      throw failure
    } catch let failure as ZipFailure {
      throw source.failure(failure)
    } catch {
      throw source.unreadable("expected a DOCX document, found \("\(error)")")
    }
    throw source.failure(
      .sourceUnknownFormat, "expected a report, found an archive that holds no DOCX document",
      remedy: "give the report as text, HTML or DOCX")
  }

  /// The encoding that a page of HTML declares in its head.
  private static func declaration(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(2048).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    let key = Array("charset=".utf8)
    guard let start = head.indices.first(where: { head[$0...].starts(with: key) }) else {
      return nil
    }
    let name = head[(start + key.count)...].drop { $0 == 0x22 || $0 == 0x27 }
      .prefix { $0 > 0x2C && $0 < 0x7B && $0 != 0x3B && $0 != 0x2F && $0 != 0x3E }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// How a file starts, and all of it where Millet reads it itself.
  private static func bytes(
    of path: String, _ source: SourceName, _ limits: ReadingLimits
  ) throws(RunFailure) -> (head: [UInt8], bytes: [UInt8]) {
    let file: FileStream
    let head: [UInt8]
    do throws(ZipFailure) {
      file = try FileStream(path: path)
      head = try file.rest(most: 4)
      if format(of: head) != nil { return (head, []) }
      let most = isArchive(head) ? limits.fileBytes : limits.reportBytes
      if file.size <= most { return (head, head + (try file.rest(most: most))) }
    } catch {
      throw source.failure(error)
    }
    throw isArchive(head) ? source.tooLarge(file.size, limits) : source.tooLong(limits)
  }
}
