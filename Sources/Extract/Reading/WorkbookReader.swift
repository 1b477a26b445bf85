internal import OfficeEncryption
package import SurveyModel
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
  /// - Returns: The open workbook.
  /// - Throws: `RunFailure` when the file cannot be opened or is of no known format.
  package static func open(
    path: String, name: String, limits: ReadingLimits = .default, way: XLSXReadingPath = .scanner
  ) throws(RunFailure) -> any Workbook {
    let source = SourceName(name: name)
    do {
      return try open(path, source, limits, way)
    } catch let failure as RunFailure {
      throw failure
    } catch let failure as ZipFailure {
      throw source.failure(failure)
    } catch {
      throw source.unreadable("expected a readable file, found that \("\(error)")")
    }
  }

  private static func open(
    _ path: String, _ source: SourceName, _ limits: ReadingLimits, _ way: XLSXReadingPath
  ) throws -> any Workbook {
    let file = try FileStream(path: path)
    var head = [UInt8](repeating: 0, count: 1 << 16)
    let count = try file.read(into: &head, from: 0)
    head.removeSubrange(count...)
    switch ContentSniffer.sniff(head) {
    case .zip:
      return try open(ZipArchive(path: path, limits: ZipLimits(limits)), source, limits, way)
    case .compound: return try openCompound(path, source, limits, way)
    case .records:
      return try XLSWorkbook(
        records: contents(of: path, source, limits), source: source, limits: limits)
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
        contents(of: path, source, limits), source: source, limits: limits)
    case .otherDocument:
      throw source.failure(
        .sourceUnknownFormat, "expected a workbook, found a document of another kind",
        remedy: "give an XLSX, XLS, ODS, SpreadsheetML, HTML or CSV file")
    case .unknown:
      return try DelimitedWorkbook(path: path, source: source, limits: limits)
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
    _ path: String, _ source: SourceName, _ limits: ReadingLimits, _ way: XLSXReadingPath
  ) throws -> any Workbook {
    do {
      let file = try CompoundFile(contents(of: path, source, limits))
      guard let package = try EncryptedPackage(in: file) else {
        return try XLSWorkbook(compound: file, source: source, limits: limits)
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

extension ZipLimits {
  /// What the limits of reading allow an archive.
  init(_ limits: ReadingLimits) {
    self.init()
    inflatedBytes = limits.inflatedBytes
    ratio = limits.inflationRatio
    members = limits.packageParts
  }
}
