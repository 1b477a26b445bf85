internal import OfficeEncryption
package import SurveyModel
internal import TextEncoding
internal import ZipArchive

/// Opens workbooks of every format, told by content.
package enum WorkbookReader {
  /// Opens the workbook at `path`.
  ///
  /// - Parameters:
  ///   - path: The path in the file system.
  ///   - name: The path that diagnostics show.
  ///   - limits: What the file may ask of memory and time.
  ///   - way: How the worksheets of XLSX are read.
  ///   - encoding: The name of the encoding that its text is in, where that is no Unicode; nil for what
  ///     the file says and looks like.
  /// - Returns: The open workbook.
  /// - Throws: `RunFailure` when the file cannot be opened or is of no known format.
  package static func open(
    path: String, name: String, limits: ReadingLimits = .default, way: XLSXReadingPath = .scanner,
    encoding: String? = nil
  ) throws(RunFailure) -> any Workbook {
    let source = SourceName(name: name)
    do {
      return try open(path, source, limits, way, try source.encoding(encoding))
    } catch let failure as RunFailure {
      throw failure
    } catch let failure as ZipFailure {
      throw source.failure(failure)
    } catch {
      throw source.unreadable("expected a readable file, found that \("\(error)")")
    }
  }

  private static func open(
    _ path: String, _ source: SourceName, _ limits: ReadingLimits, _ way: XLSXReadingPath,
    _ encoding: TextEncoding?
  ) throws -> any Workbook {
    let file = try FileStream(path: path)
    var head = [UInt8](repeating: 0, count: 1 << 16)
    let count = try file.read(into: &head, from: 0)
    head.removeSubrange(count...)
    try passBlanks(&head, file)
    switch ContentSniffer.sniff(head) {
    case .zip:
      return try open(ZipArchive(path: path, limits: ZipLimits(limits)), source, limits, way)
    case .compound: return try openCompound(path, source, limits, way, encoding)
    case .records:
      return try XLSWorkbook(
        records: contents(of: path, source, limits), source: source, limits: limits,
        encoding: encoding)
    case .fods:
      return try ODFWorkbook(path: path, source: source, limits: limits)
    case .spreadsheetML:
      return try SpreadsheetMLWorkbook(path: path, source: source, limits: limits)
    case .empty:
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook, found an empty file",
        remedy: "ask for the file again")
    case .html:
      return try HTMLWorkbook(
        contents(of: path, source, limits), source: source, limits: limits, stated: encoding)
    case .message:
      return try WebArchive.open(
        contents(of: path, source, limits), source: source, limits: limits, stated: encoding)
    case .other(let name): throw source.otherKind(name)
    case .unknown:
      let sample = head + (try file.rest(most: DelimitedWorkbook.sampleSize - head.count))
      if TableMarkup.isPage(sample) {
        return try HTMLWorkbook(
          contents(of: path, source, limits), source: source, limits: limits, stated: encoding)
      }
      return try DelimitedWorkbook(
        path: path, source: source, limits: limits, encoding: encoding)
    }
  }

  /// Looks further where a file starts with nothing but blanks and line breaks, up to a piece that has
  /// more.
  private static func passBlanks(_ head: inout [UInt8], _ file: FileStream) throws {
    while !head.isEmpty, ContentSniffer.isBlank(head) {
      let next = try file.rest(most: 1 << 16)
      guard !next.isEmpty else { return }
      head = next
    }
  }

  private static func open(
    _ archive: ZipArchive, _ source: SourceName, _ limits: ReadingLimits, _ way: XLSXReadingPath
  ) throws -> any Workbook {
    if archive.entry(named: "[Content_Types].xml") == nil,
      let content = archive.entry(named: "content.xml")
    {
      return try ODFWorkbook(archive, content: content, source: source, limits: limits)
    }
    return try XLSXWorkbook(archive, source: source, limits: limits, path: way)
  }

  /// Opens a compound file: an old workbook, or a package that is encrypted.
  private static func openCompound(
    _ path: String, _ source: SourceName, _ limits: ReadingLimits, _ way: XLSXReadingPath,
    _ encoding: TextEncoding?
  ) throws -> any Workbook {
    do {
      let file = try CompoundFile(contents(of: path, source, limits))
      guard let package = try EncryptedPackage(in: file) else {
        return try XLSWorkbook(
          compound: file, source: source, limits: limits, encoding: encoding)
      }
      let bytes = try package.decrypted(mostRounds: limits.passwordRounds)
      return try open(
        ZipArchive(bytes: bytes, limits: ZipLimits(limits)), source, limits, way)
    } catch let damage as CompoundFile.Damage {
      throw source.failure(damage)
    } catch let failure as DecryptionFailure {
      throw source.failure(failure)
    }
  }

  /// The whole of a file that is read from memory.
  private static func contents(
    of path: String, _ source: SourceName, _ limits: ReadingLimits
  ) throws -> [UInt8] {
    let file = try FileStream(path: path)
    guard file.size <= limits.fileBytes else { throw source.tooLarge(file.size, limits) }
    return try file.rest(most: limits.fileBytes)
  }
}

extension SourceName {
  /// The failure of a file that is no workbook, and what it is.
  func otherKind(_ name: String) -> RunFailure {
    failure(
      .sourceUnknownFormat, "expected a workbook in a known format, found \(name)",
      remedy: "give an XLSX, XLS, ODS, SpreadsheetML, HTML or CSV file")
  }

  /// The encoding of a name that the user gives.
  func encoding(_ name: String?) throws(RunFailure) -> TextEncoding? {
    guard let name else { return nil }
    if let encoding = TextEncoding(name: name) { return encoding }
    throw failure(
      .textUndecodable, "expected the name of an encoding, found “\(name)”",
      remedy: "give a name such as gb18030, big5, windows-1251 or shift_jis")
  }
}

extension ZipLimits {
  /// What the limits of reading allow an archive.
  init(_ limits: ReadingLimits) {
    self.init()
    inflatedBytes = limits.inflatedBytes
    ratio = limits.inflationRatio
    members = limits.packageParts
  }
}
