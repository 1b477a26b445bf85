internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// The shared strings of a workbook, and which of them are empty.
struct SharedStrings: Sendable {
  /// The texts.
  let texts: SharedTexts
  /// The number of texts.
  let count: Int
  /// The indices of empty texts, which make blank cells.
  let empty: Set<Int>

  /// A workbook without shared strings.
  static let none = SharedStrings(TextTable())

  init(_ table: TextTable) {
    texts = SharedTexts(table)
    count = table.count
    var empty: Set<Int> = []
    for index in 0..<table.count where table.offsets[index] == table.offsets[index + 1] {
      empty.insert(index)
    }
    self.empty = empty
  }

  /// Reads the part that holds them.
  static func read(
    _ entry: ZipEntry, in package: OfficePackage, path: XLSXReadingPath
  ) throws -> SharedStrings {
    let events = SharedStringEvents(source: package.source, limits: package.limits)
    // Room that is not used costs no memory, growing step by step costs copies.
    events.table.reserveCapacity(
      utf8: min(entry.size / 2, package.limits.sharedStringBytes, 1 << 26))
    let reader = PartReader(
      package, entry, events,
      scanner: path == .scanner ? SharedStringScanner(events, limits: package.limits) : nil)
    try reader.read()
    return SharedStrings(events.table)
  }
}

/// Collects shared strings: runs are joined, phonetic ones left out.
final class SharedStringEvents: XMLEvents {
  /// The texts so far.
  var table = TextTable()
  /// Whether the element that holds all strings has started.
  private(set) var isInTable = false
  private let source: SourceName
  private let limits: ReadingLimits
  private var text = RichText()
  private var isInText = false
  private var phonetic = 0

  init(source: SourceName, limits: ReadingLimits) {
    self.source = source
    self.limits = limits
  }

  func start(_ tag: borrowing XMLStartTag) throws {
    let name = SheetNames(rawValue: tag.name)
    switch name {
    case .sst: isInTable = true
    case .si: text.removeAll()
    case .t: isInText = phonetic == 0
    case .r: text.style = .plain
    case .vertAlign?, .strike?: if let name { text.style = max(text.style, tag.runStyle(of: name)) }
    case .rPh: phonetic += 1
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SheetNames(rawValue: name) {
    case .t: isInText = false
    case .r: text.style = .plain
    case .rPh: phonetic -= 1
    case .si:
      var utf8 = text.finished()
      EscapedText.decode(&utf8)
      table.append(utf8: utf8)
      try check()
    default: break
    }
  }

  /// Fails when the strings are more than the limits allow.
  func check() throws {
    guard table.count <= limits.sharedStrings else {
      throw source.limit(
        .sharedStrings, "expected at most \(limits.sharedStrings) shared strings, found more")
    }
    guard table.bytes.count <= limits.sharedStringBytes else {
      throw source.limit(
        .sharedStringBytes,
        "expected at most \(limits.sharedStringBytes) bytes of shared strings, found more")
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    guard isInText else { return }
    guard text.utf8.count + utf8.count <= limits.textBytes else {
      throw source.limit(
        .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more")
    }
    text.append(utf8)
  }
}
