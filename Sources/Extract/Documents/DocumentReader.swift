internal import FoundationEssentials
package import SurveyModel
internal import TextEncoding
internal import ZipArchive

/// Reads written reports.
package enum DocumentReader {
  /// The largest file that is read, in bytes.
  private static let largest = 1 << 30

  /// Reads a report: text in any encoding, HTML, DOCX, or what an installed program reads.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: What the user calls it; diagnostics and the document say so.
  /// - Returns: The text with the position of each character in the file.
  /// - Throws: `RunFailure` when the file cannot be opened or is no text.
  package static func read(path: String, name: String) throws(RunFailure) -> ReportDocument {
    let bytes = try bytes(of: path, name: name)
    let source = SourceName(name: name)
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return try read(
        bytes: DocumentConverter.text(path, .doc, source: source), name: name)
    }
    if bytes.starts(with: "%PDF".utf8) {
      let text = try DocumentConverter.text(path, .pdf, source: source)
      let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
      return ReportDocument(
        name: name, encoding: "utf-8", scalars: scalars,
        paragraphs: PDFText.paragraphs(of: scalars))
    }
    return try read(bytes: bytes, name: name)
  }

  /// Reads a report from its bytes.
  ///
  /// - Throws: `RunFailure` when the bytes are no text.
  package static func read(bytes: [UInt8], name: String) throws(RunFailure) -> ReportDocument {
    let source = SourceName(name: name)
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try word(bytes, source) }
    let text: String
    let encoding: String
    do throws(UndecodableText) {
      (text, encoding) = try TextEncoding.decode(bytes, declared: declaration(in: bytes))
    } catch {
      throw source.failure(
        .textUndecodable,
        "expected text in UTF-8, UTF-16, GB18030 or Big5, found bytes of no encoding",
        remedy: "save the report as UTF-8 text")
    }
    var scalars: [Unicode.Scalar] = []
    // Chinese text has three bytes a character.
    scalars.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars { scalars.append(scalar) }
    return ReportDocument(
      name: name, encoding: encoding, scalars: scalars,
      paragraphs: HTMLDocument.isHTML(scalars)
        ? HTMLDocument.paragraphs(of: scalars) : PlainText.paragraphs(of: scalars))
  }

  private static func word(
    _ bytes: [UInt8], _ source: SourceName
  ) throws(RunFailure)
    -> ReportDocument
  {
    do {
      let archive = try ZipArchive(bytes: bytes)
      if let document = try WordDocument.read(archive, source: source) { return document }
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

  private static func bytes(of path: String, name: String) throws(RunFailure) -> [UInt8] {
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      guard data.count <= largest else {
        throw CocoaError(.fileReadTooLarge)
      }
      return Array(data)
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      throw RunFailure(
        Diagnostic(
          exists ? .sourceUnreadable : .sourceNotFound, at: SourceLocation(file: name),
          exists ? "expected a readable file" : "expected a file, found none",
          remedy: exists ? "check its permissions and size" : "check the path"))
    }
  }
}
