internal import SurveyModel
internal import Workbooks

/// The columns of a sheet that name its rows.
struct SheetKeys {
  /// What a column shows.
  private enum Column {
    /// The title of the level.
    case level
    /// The name of the place, further in the narrower its level is.
    case indentedName
    /// A value as it is, by its number among the keys.
    case value(Int)
  }

  private static let widest = 45.0
  private static let narrowest = 8.0
  /// How much wider bold letters are.
  private static let boldWidth = 1.1

  /// The width of each column.
  private(set) var widths: [Double]
  /// The number of columns.
  var count: Int { columns.count }
  /// The number of columns, up to the name of the place, that stay in sight.
  let frozen: Int
  /// The titles of the columns.
  let labels: [(label: Label, name: String)]

  private let columns: [Column]
  /// The table's columns that name rows, by their numbers among the keys.
  private let keys: [CompiledTable.Column]
  private let languages: SheetLanguages
  private let levels: [String: (depth: Int, title: String)]
  /// The levels whose rows are the sum of those below.
  private let totals: Set<String>

  init(_ shown: ShownTable, _ languages: SheetLanguages, _ pipeline: PipelineDefinition) {
    let keys = shown.keyColumns
    self.keys = keys
    self.languages = languages
    let splits = keys.indices.filter { keys[$0].role == .dimension }
    let code = 1
    let name = 2
    switch shown.layout.places {
    case .indent:
      columns = [.indentedName, .value(code)] + splits.map { .value($0) }
      labels = ([keys[name], keys[code]] + splits.map { keys[$0] }).map { ($0.label, $0.name) }
      frozen = 1
    case .columns:
      let around = keys.indices.filter { $0 > name && keys[$0].role == .name }
      columns = [.level, .value(code), .value(name)] + (around + splits).map { .value($0) }
      labels = ([0, code, name] + around + splits).map { (keys[$0].label, keys[$0].name) }
      frozen = 3
    }
    let levels = shown.table.levels
    var known = [GrandTotal.level: (depth: 0, title: languages.line(SheetWords.total))]
    for (depth, level) in levels.enumerated() {
      known[level.name] = (
        depth, languages.line(pipeline.levels.label(of: level), or: level.name)
      )
    }
    self.levels = known
    totals = Set([GrandTotal.level] + (levels.count > 1 ? levels.prefix(1).map(\.name) : []))
    widths = labels.map { label in
      let titles = languages.texts(label.label, or: label.name)
      return min(Self.widest, max(Self.narrowest, (titles.map(SheetText.width).max() ?? 0) + 1))
    }
  }

  /// Makes the columns wide enough for a row.
  mutating func measure(_ row: ShownTable.Row) {
    for (index, column) in columns.enumerated() {
      let indent = if case .indentedName = column { Double(depth(of: row)) * 2 } else { 0.0 }
      let weight = isTotal(row) ? Self.boldWidth : 1
      let width = SheetText.width(text(column, row)) * weight + indent + 1
      widths[index] = min(Self.widest, max(widths[index], width))
    }
  }

  /// Whether a row is the sum of those below it.
  func isTotal(_ row: ShownTable.Row) -> Bool { totals.contains(row.level) }

  /// The cells that name a row.
  func cells(_ row: ShownTable.Row, _ style: CellStyle) -> [SheetCell] {
    columns.map { column in
      var style = style
      if case .indentedName = column { style.alignment = .leading(indent: depth(of: row)) }
      return .text(text(column, row), style)
    }
  }

  private func depth(of row: ShownTable.Row) -> Int { levels[row.level]?.depth ?? 0 }

  private func text(_ column: Column, _ row: ShownTable.Row) -> String {
    switch column {
    case .level: levels[row.level]?.title ?? row.level
    case .indentedName: row.keys[2] ?? ""
    case .value(let index):
      row.keys[index].map { languages.line(keys[index].label(of: $0), or: $0) } ?? ""
    }
  }
}
