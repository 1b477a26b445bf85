internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// Takes complete items (rows, shared strings) from the bytes of a part, faster than a parser.
protocol PartScanner {
  /// The tag behind which items start, such as `<sheetData>`.
  var opening: [UInt8] { get }
  /// The bytes with which an item ends, such as `</row>`.
  var itemEnd: [UInt8] { get }
  /// Whether the parser, which was given all up to the opening tag, found what was expected.
  var isReady: Bool { get }

  /// Takes items from the bytes in a range; `limit` is the end of the last item in it.
  ///
  /// Behind `limit` the bytes go on, and are followed by at least 64 more.
  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) throws -> PartScan
  /// Says that the parser goes on.
  mutating func yield() throws
}

/// How far a scan came.
enum PartScan {
  /// All items were taken; the rest is at the offset.
  case all(Int)
  /// The item at the offset, and all behind it, is for the parser.
  case unusual(Int)
}

/// Reads a part of an XLSX package: its items by a scanner as long as they are usual, the rest by
/// the parser.
///
/// The parser is given what stands before the items and what stands behind those that the scanner
/// took, which together are a well-formed document exactly when the part is one. So the scanner can
/// stop before any item, and nothing is lost, read twice or left unchecked.
struct PartReader<Scanner: PartScanner> {
  private let package: OfficePackage
  private let entry: ZipEntry
  private let events: any XMLEvents
  private var scanner: Scanner?

  /// The room for bytes; an item that is longer is for the parser.
  private static var chunk: Int { 1 << 19 }
  private static var padding: Int { 64 }

  init(_ package: OfficePackage, _ entry: ZipEntry, _ events: any XMLEvents, scanner: Scanner?) {
    self.package = package
    self.entry = entry
    self.events = events
    self.scanner = scanner
  }

  /// Reads the part.
  func read(progress: ((_ done: Int, _ total: Int) -> Void)? = nil) throws {
    guard let scanner else {
      return try package.stream(entry, SheetNames.vocabulary, events, progress: progress)
    }
    do {
      try read(scanner, progress)
    } catch {
      throw package.source.translate(error, part: entry.name)
    }
  }

  private enum Stage {
    case head
    case items
    case parser
  }

  private func read(
    _ start: Scanner, _ progress: ((_ done: Int, _ total: Int) -> Void)?
  ) throws {
    var scanner = start
    let member = try package.archive.open(entry)
    let parser = XMLStreamParser(SheetNames.vocabulary, events: events)
    var buffer = [UInt8](repeating: 0, count: Self.chunk * 2 + Self.padding)
    var stage = Stage.head
    var have = 0
    while true {
      let room = Self.chunk * 2 - have
      let count = try member.read(into: &buffer, from: have, most: min(room, Self.chunk))
      if count == 0 { break }
      have += count
      if let progress { progress(member.progress.done, member.progress.total) }
      var position = 0
      if stage == .head {
        switch PartHead.find(scanner.opening, in: buffer, upTo: have) {
        case .missing: if have >= Self.chunk { stage = .parser }
        case .unusual: stage = .parser
        case .found(let end):
          try parser.feed(buffer.span.extracting(0..<end))
          position = end
          stage = scanner.isReady ? .items : .parser
        }
        if stage == .head { continue }
      }
      if stage == .items {
        let limit = PartHead.end(of: scanner.itemEnd, in: buffer, position..<have)
        if let limit {
          switch try scanner.scan(buffer, position..<limit) {
          case .all(let end): position = end
          case .unusual(let end):
            position = end
            stage = .parser
          }
        }
        // What stands behind the last whole item is for the parser when no item can follow.
        if limit == nil, have - position >= Self.chunk { stage = .parser }
        if stage == .parser { try scanner.yield() }
      }
      if stage == .parser {
        try parser.feed(buffer.span.extracting(position..<have))
        have = 0
      } else {
        if position > 0 { buffer.moveToFront(position..<have) }
        have -= position
      }
    }
    if stage != .parser { try scanner.yield() }
    try parser.feed(buffer.span.extracting(0..<have))
    try parser.finish()
  }
}

/// Looks for the places in a part between which items stand.
enum PartHead {
  enum Outcome {
    case missing
    case unusual
    case found(Int)
  }

  /// The end of the opening tag in the bytes before `end`; unusual when what stands before it is
  /// in another encoding than UTF-8, or has comments and declarations that could hide it.
  static func find(_ opening: [UInt8], in bytes: [UInt8], upTo end: Int) -> Outcome {
    let head = bytes[..<min(end, 512)]
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard head.count - start > 5 else { return .missing }
    guard head[start] == UInt8(ascii: "<") else { return .unusual }
    if head[start...].starts(with: "<?xml".utf8) {
      let declaration = String(decoding: head.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        .lowercased()
      if declaration.contains("encoding"), !declaration.contains("utf-8") { return .unusual }
    }
    var index = start
    while index + opening.count <= end {
      if bytes[index] == UInt8(ascii: "<") {
        if bytes[index + 1] == UInt8(ascii: "!") { return .unusual }
        if bytes[index..<(index + opening.count)].elementsEqual(opening) {
          guard let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ">")) else {
            return .missing
          }
          let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
          return isEmpty || bytes[index + opening.count] > 0x3E ? .unusual : .found(close + 1)
        }
      }
      index += 1
    }
    return .missing
  }

  /// The end of the last item that ends in the range.
  static func end(of item: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.upperBound - item.count
    while index >= range.lowerBound {
      if bytes[index] == item[0], bytes[index..<(index + item.count)].elementsEqual(item) {
        return index + item.count
      }
      index -= 1
    }
    return nil
  }
}
