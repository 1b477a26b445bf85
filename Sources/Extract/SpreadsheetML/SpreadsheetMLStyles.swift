internal import SurveyModel
internal import XMLStream

/// What the styles of a SpreadsheetML document make of numbers, and its epoch.
struct SpreadsheetMLStyles {
  /// The day that numbers count from.
  var epoch = DateEpoch.year1900
  private var formats: [[UInt8]: CellFormat] = [:]
  private var current: [UInt8] = []
  private var lastText: [UInt8] = []
  private var last: [UInt8] = []
  private var lastFormat = CellFormat.number
  private static let defaultStyle = Array("Default".utf8)

  /// The format of cells to which no style is given.
  private(set) var standard = CellFormat.number

  /// Whether the last text outside of worksheets says yes (or nothing).
  var isFlagged: Bool { lastText.first != UInt8(ascii: "F") && lastText.first != UInt8(ascii: "0") }

  /// Forgets the last text, so that an element without one says yes.
  mutating func startFlag() { lastText = [] }

  /// Takes a start tag of a style, its font or its number format.
  mutating func start(_ tag: borrowing XMLStartTag) {
    lastText = []
    if tag.name == SpreadsheetMLNames.style.rawValue {
      current = tag.string(SpreadsheetMLNames.id.rawValue).map { Array($0.utf8) } ?? []
      let parent = tag.string(SpreadsheetMLNames.parent.rawValue).map { Array($0.utf8) }
      formats[current] = parent.flatMap { formats[$0] } ?? standard
    } else if tag.name == SpreadsheetMLNames.font.rawValue {
      if let flag = tag.integer(SpreadsheetMLNames.strikeThrough.rawValue) {
        formats[current, default: .number].isStruck = flag == 1
      }
    } else if let code = tag.string(SpreadsheetMLNames.format.rawValue) {
      var format = Self.named[code] ?? CellFormat(code: code)
      format.isStruck = formats[current]?.isStruck ?? false
      formats[current] = format
    }
    // It stands before all others, which build on it where they name no style that they build on.
    if current == Self.defaultStyle { standard = formats[current] ?? .number }
  }

  /// Takes text that stands outside of worksheets.
  mutating func text(_ utf8: Span<UInt8>) {
    guard utf8.count > 0, utf8[0] > 0x20 else { return }
    lastText = []
    lastText.append(utf8)
  }

  /// The number format of a style.
  mutating func format(of style: Span<UInt8>) -> CellFormat {
    // Neighbours mostly have one style.
    if style.count == last.count {
      var index = 0
      while index < last.count, style[index] == last[index] { index += 1 }
      if index == last.count { return lastFormat }
    }
    last.removeAll(keepingCapacity: true)
    last.append(style)
    lastFormat = formats[last] ?? standard
    return lastFormat
  }

  /// The formats that SpreadsheetML gives by name.
  private static let named: [String: CellFormat] = [
    "General": .number, "General Number": .number, "General Date": date, "Long Date": date,
    "Medium Date": date, "Short Date": date, "Long Time": time, "Medium Time": time,
    "Short Time": time, "Currency": .number, "Euro Currency": .number, "Fixed": .number,
    "Standard": .number, "Percent": CellFormat(code: "0.00%"), "Scientific": .number,
    "Yes/No": .number, "True/False": .number, "On/Off": .number,
  ]
  private static let date = CellFormat(meaning: .date, shown: nil)
  private static let time = CellFormat(meaning: .time, shown: nil)
}
