internal import XMLStream
internal import ZipArchive

/// Reads the file of a workbook to its last byte, to see whether it holds what was written.
///
/// The library does not look whether its own files took and give back all of a workbook.
struct XLSXReadBack {
  /// What is not as it was written.
  struct Loss: Error {
    /// What was found.
    let reason: String
  }

  private let archive: ZipArchive

  /// Opens a file.
  ///
  /// - Throws: ``Loss`` when it is no archive.
  init(_ path: String) throws(Loss) {
    // It is no file of somebody else's: half a million rows that are alike are packed more than a thousandfold.
    var limits = ZipLimits()
    limits.inflatedBytes = .max
    limits.inflatedBytesAlwaysAllowed = .max
    do {
      archive = try ZipArchive(path: path, limits: limits)
    } catch {
      throw Loss(reason: error.reason)
    }
  }

  /// Compares the file with what was written.
  ///
  /// - Throws: ``Loss`` when something is missing.
  func require(_ written: XLSXTally) throws(Loss) {
    var parts: [String: XLSXPart] = [:]
    for entry in archive.entries { parts[entry.name] = try part(entry) }
    guard parts.count == archive.entries.count else { throw Loss(reason: "a part stands twice") }
    for (index, sheet) in written.sheets.enumerated() {
      let name = "xl/worksheets/sheet\(index + 1).xml"
      guard parts[name]?.sheet == sheet else { throw Loss(reason: "\(name) is not whole") }
    }
    // Every part is named by lists of parts, but for the lists themselves.
    let files = parts.keys.filter { !$0.hasSuffix(".rels") && $0 != "[Content_Types].xml" }
    let book = files.filter { $0.hasPrefix("xl/") && $0 != "xl/workbook.xml" }
    let counts = [
      ("xl/workbook.xml", XLSXPart.Name.sheet, written.sheets.count),
      ("xl/workbook.xml", .definedName, written.names),
      ("_rels/.rels", .relationship, files.count - book.count),
      ("xl/_rels/workbook.xml.rels", .relationship, book.count),
      ("[Content_Types].xml", .override, files.count),
    ]
    for (name, element, count) in counts where parts[name]?[element] != count {
      throw Loss(reason: "\(name) is not whole")
    }
  }

  private func part(_ entry: ZipEntry) throws(Loss) -> XLSXPart {
    let part = XLSXPart()
    do {
      let member = try archive.open(entry)
      let parser = XMLStreamParser(XLSXPart.vocabulary, events: part)
      var buffer = [UInt8](repeating: 0, count: 1 << 17)
      while true {
        let count = try member.read(into: &buffer, from: 0)
        if count == 0 { break }
        try parser.feed(buffer.span.extracting(0..<count))
      }
      try parser.finish()
    } catch let failure as ZipFailure {
      throw Loss(reason: failure.reason)
    } catch {
      // The parser's own words may quote a cell.
      throw Loss(reason: "\(entry.name) is not well formed")
    }
    guard part.isComplete else { throw Loss(reason: "\(entry.name) is not whole") }
    return part
  }
}
