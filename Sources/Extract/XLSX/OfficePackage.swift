internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// A package of parts that refer to each other by relationships (ECMA-376 part 2).
final class OfficePackage {
  /// A reference from one part to another.
  struct Relationship {
    /// The id by which the part names it.
    let id: String
    /// The last word of its type, such as `worksheet`.
    let kind: String
    /// The name of the part that it leads to.
    let target: String
  }

  let archive: ZipArchive
  let source: SourceName
  let limits: ReadingLimits

  init(_ archive: ZipArchive, source: SourceName, limits: ReadingLimits) {
    self.archive = archive
    self.source = source
    self.limits = limits
  }

  /// The name of the part that the package is about, told by its relationships or, failing them,
  /// by its content types.
  func mainPart() throws -> String? {
    let root = try relationships(of: "").first { $0.kind == "officeDocument" }
    if let root, archive.entry(named: root.target) != nil { return root.target }
    let main = try overrides()
      .first {
        $0.type.hasSuffix("sheet.main+xml")
          || $0.type.hasSuffix("main+xml") && $0.type.contains("excel")
      }
    if let main, archive.entry(named: main.part) != nil { return main.part }
    return ["xl/workbook.xml", "xl/workbook.bin"].first { archive.entry(named: $0) != nil }
  }

  /// The relationships of a part, in the order of the file; none where it has no such part.
  func relationships(of part: String) throws -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
    guard let entry = archive.entry(named: "\(folder)_rels/\(file).rels") else { return [] }
    var relationships: [Relationship] = []
    let names = XMLVocabulary(
      groups: [["http://schemas.openxmlformats.org/package/2006/relationships", ""]],
      names: ["Relationship", "Id", "Type", "Target", "TargetMode"].map { .init(0, $0) })
    let events = ClosureEvents()
    events.onStart = { tag in
      guard tag.name == 0, let id = tag.string(1), let type = tag.string(2),
        let target = tag.string(3), tag.string(4) != "External"
      else { return }
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      relationships.append(
        Relationship(id: id, kind: kind, target: Self.resolve(target, in: folder)))
    }
    try parse(entry, names, events)
    return relationships
  }

  /// Parses a part that is small.
  func parse(_ entry: ZipEntry, _ names: XMLVocabulary, _ events: any XMLEvents) throws {
    let bytes = try contents(of: entry)
    let parser = XMLStreamParser(names, events: events)
    do {
      try parser.feed(bytes.span)
      try parser.finish()
    } catch {
      throw source.translate(error, part: entry.name)
    }
  }

  /// Parses a part that may be long, in chunks.
  ///
  /// `isDone` is asked after each chunk whether the rest matters.
  func stream(
    _ entry: ZipEntry, _ names: XMLVocabulary, _ events: any XMLEvents,
    progress: ((_ done: Int, _ total: Int) -> Void)? = nil, until isDone: () -> Bool = { false }
  ) throws {
    do {
      let member = try archive.open(entry)
      let parser = XMLStreamParser(names, events: events)
      var buffer = [UInt8](repeating: 0, count: 1 << 17)
      while true {
        let count = try member.read(into: &buffer, from: 0)
        if count == 0 { break }
        try parser.feed(buffer.span.extracting(0..<count))
        if let progress { progress(member.progress.done, member.progress.total) }
        if isDone() { return }
      }
      try parser.finish()
    } catch {
      throw source.translate(error, part: entry.name)
    }
  }

  /// Whether a part is the workbook of a binary package (XLSB): it starts with the record that begins
  /// one ([MS-XLSB] 2.4.24).
  func isBinaryWorkbook(_ entry: ZipEntry) throws(ZipFailure) -> Bool {
    var head: [UInt8] = [0, 0]
    let count = try archive.open(entry).read(into: &head, from: 0)
    return count == 2 && head == [0x83, 0x01]
  }

  /// The whole of a part that describes others.
  func contents(of entry: ZipEntry) throws(RunFailure) -> [UInt8] {
    do throws(ZipFailure) {
      return try archive.contents(of: entry, most: limits.descriptionBytes)
    } catch {
      throw source.failure(error)
    }
  }

  private func overrides() throws -> [(part: String, type: String)] {
    guard let entry = archive.entry(named: "[Content_Types].xml") else { return [] }
    var overrides: [(part: String, type: String)] = []
    let names = XMLVocabulary(
      groups: [["http://schemas.openxmlformats.org/package/2006/content-types", ""]],
      names: ["Override", "PartName", "ContentType"].map { .init(0, $0) })
    let events = ClosureEvents()
    events.onStart = { tag in
      guard tag.name == 0, let part = tag.string(1), let type = tag.string(2) else { return }
      overrides.append((part, type))
    }
    try parse(entry, names, events)
    return overrides
  }

  /// The part that a target means, seen from a folder that is empty or ends with a slash.
  static func resolve(_ target: String, in folder: String) -> String {
    let target = target.replacing("\\", with: "/")
    var path: [Substring] = []
    let full = target.hasPrefix("/") ? target : folder + target
    for step in full.split(separator: "/") where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }
}
