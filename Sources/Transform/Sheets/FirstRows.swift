import SurveyModel

/// Tells the first row of each household from the rows of its other members.
///
/// A row continues the one above where its key is blank, or the same again; where rows tell their wave,
/// only a row of the same one, or of none.
struct FirstRows {
  private let column: Int
  private let wave: Int?
  private var key: Value = .blank
  private var lastWave: Value = .blank

  /// Watches the column of a variable; nil where the worksheet lacks it.
  init?(_ name: String?, schema: RecordSchema, layout: Layout) {
    guard let index = name.flatMap(schema.index),
      let column = layout.columns.first(where: { $0.variable == index })?.column
    else { return nil }
    self.column = column
    wave = layout.columns.first { !Waves.days(of: schema.variables[$0.variable]).isEmpty }?.column
  }

  /// Whether a data row continues the household of the data rows before it.
  mutating func isContinuation(_ row: Int, of batch: RowBatch) -> Bool {
    let value = Self.value(row, column, of: batch)
    let told = wave.map { Self.value(row, $0, of: batch) } ?? .blank
    let isOfWave = told == .blank || told == lastWave
    defer {
      if value != .blank { key = value }
      if told != .blank { lastWave = told }
    }
    return isOfWave && (value == .blank ? key != .blank : value == key)
  }

  private static func value(_ row: Int, _ column: Int, of batch: RowBatch) -> Value {
    let value = batch.value(row: row, column: column)
    if case .text(let text) = value, text.trimmed.isEmpty { return .blank }
    return value
  }
}
