/// The number format of a cell style: what it makes of numbers, and what it shows beside them.
struct CellFormat: Hashable, Sendable {
  /// A format that shows a number as it is.
  static let number = CellFormat(meaning: .number, shown: nil)

  /// What it makes of a number.
  let meaning: NumberFormat
  /// What it shows of a number or date, where that can be told.
  let shown: ShownFormat?
  /// Whether its font strikes the cell through.
  var isStruck = false

  /// A built-in format of Excel; nil for ids that it leaves to custom formats.
  init?(builtIn id: Int) {
    guard let meaning = NumberFormat(builtIn: id) else { return nil }
    self.init(meaning: meaning, shown: ShownFormat.builtIn(id))
  }

  /// The format of a code such as `0.0%`, `000000` or `yyyy"年"m"月"`.
  init(code: some StringProtocol) {
    self.init(meaning: NumberFormat(code: code), shown: ShownFormat(code: code))
  }

  /// A format of a meaning, which shows nothing that its meaning excludes.
  init(meaning: NumberFormat, shown: ShownFormat?) {
    switch meaning {
    case .number, .marked:
      self.shown = shown?.form == .date ? nil : shown
      self.meaning = self.shown == nil ? .number : .marked
    case .date, .time:
      self.shown = shown?.form == .date ? shown : nil
      self.meaning = meaning
    case .elapsed:
      self.shown = nil
      self.meaning = meaning
    }
  }
}
