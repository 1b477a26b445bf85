internal import Relational
internal import SurveyModel

/// A published table as the page of a run shows it: the rows of its wider levels, and which figures are drawn.
struct OverviewTable {
  /// The most rows that stand in the page itself; those of narrower levels are in the archive of tables.
  static let mostRows = 80

  let compiled: CompiledTable
  /// The rows that are shown, in the order of publication.
  let rows: [PublishedTable.Row]
  /// The number of all rows.
  let count: Int
  /// The numbers of the measures by their names.
  let measures: [String: Int]

  /// Reads the rows of a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - engine: What keeps its rows.
  /// - Throws: `RunFailure` when the engine refuses.
  init(_ table: CompiledTable, from engine: any Engine) throws(RunFailure) {
    compiled = table
    var rows: [PublishedTable.Row] = []
    var wholeLevels = 0
    var (last, isCut, count) = (String?.none, false, 0)
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        count += 1
        guard !isCut else { return }
        if row.keys[0] != last {
          last = row.keys[0]
          wholeLevels = rows.count
        }
        isCut = rows.count == Self.mostRows
        if !isCut { rows.append(row) }
      }
    // A level is shown whole or not at all, but for the widest.
    if isCut, wholeLevels > 0 { rows.removeLast(rows.count - wholeLevels) }
    self.rows = rows
    self.count = count
    measures = Dictionary(
      table.measureColumns.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var definition: TableDefinition { compiled.definition }

  /// The figure that stands for the table: the first share, or else the first of all.
  var headline: Int {
    let columns = compiled.measureColumns
    return columns.firstIndex { $0.unit == "percent" && $0.type == .number }
      ?? columns
      .firstIndex { $0.type == .number } ?? 0
  }

  /// The column of that figure; nil of a table without one.
  var headlineColumn: CompiledTable.Column? {
    let columns = compiled.measureColumns
    return columns.indices.contains(headline) ? columns[headline] : nil
  }

  /// Whether something else than waves splits the rows of a place.
  var isSplit: Bool { dimensions.contains { $0.name != Waves.variable } }

  /// The columns that split the rows of a place.
  var dimensions: [CompiledTable.Column] { compiled.columns.filter { $0.role == .dimension } }

  /// What the values are called that split the row of a place.
  func split(of row: PublishedTable.Row) -> [Label] {
    let columns = compiled.keyColumns
    return columns.indices.filter { columns[$0].role == .dimension }
      .map { index in
        guard let value = row.keys[index] else { return OverviewWords.none }
        let label = columns[index].categories.first { $0.code == value }?.label
        return label.flatMap { $0.zh == nil && $0.en == nil ? nil : $0 } ?? Label(zh: value)
      }
  }

  /// The value of the column that tells the wave of a row; nil where the table has none.
  func wave(of row: PublishedTable.Row) -> String? {
    compiled.keyColumns.firstIndex { $0.role == .dimension && $0.name == Waves.variable }
      .flatMap { row.keys[$0] }
  }

  /// The waves of the rows that are shown, in order.
  var waves: [String] { Set(rows.compactMap { wave(of: $0) }).sorted() }

  /// The value of each variable that splits the place of a row, as the tables have it; nil where it is missing.
  func values(of row: PublishedTable.Row) -> [String?] {
    let columns = compiled.keyColumns
    return columns.indices.filter { columns[$0].role == .dimension }.map { row.keys[$0] }
  }

  /// What the place of a row is called, with the place around it where another one has its name.
  func place(of row: PublishedTable.Row) -> String {
    let others = rows.contains {
      $0.name == row.name && $0.code != row.code && $0.keys[0] == row.keys[0]
    }
    guard others else { return row.name }
    let columns = compiled.keyColumns
    let around = columns.indices.dropFirst(3)
      .filter { columns[$0].role == .name }.compactMap { row.keys[$0] }
      .last { $0 != row.name }
    return "\(row.name)（\(around ?? row.code)）"
  }

  /// A figure as there is room for it in a drawing: one without a number of decimals with two.
  func drawn(_ row: PublishedTable.Row, _ measure: Int) -> String {
    let column = compiled.measureColumns[measure]
    guard column.decimals == nil, let number = row.cells[measure].number else {
      return shown(row, measure)
    }
    let rounded = DecimalText.rounded(number, decimals: 2)
    let isWhole = DecimalText.shortest(number).count <= rounded.count
    return isWhole ? shown(row, measure) : "≈" + DecimalText.grouped(rounded)
  }

  /// A figure as it is published, its thousands apart.
  func shown(_ row: PublishedTable.Row, _ measure: Int) -> String {
    let column = compiled.measureColumns[measure]
    return OverviewFigure.shown(row.cells[measure], decimals: column.decimals)
  }

  /// What a column's figures are called, with their unit.
  func title(of measure: Int) -> Label {
    let column = compiled.measureColumns[measure]
    return column.label.zh == nil && column.label.en == nil ? Label(en: column.name) : column.label
  }

  /// The rows that charts compare: those of the widest level that has several, of the latest wave, each named;
  /// and before them that of the whole.
  var compared: (whole: PublishedTable.Row?, rows: [PublishedTable.Row]) {
    let latest = waves.last
    let ofWave = rows.filter { wave(of: $0) == latest }
    if isSplit {
      let first = ofWave.first?.keys[0]
      let ofWhole = ofWave.filter { $0.keys[0] == first && $0.code == ofWave.first?.code }
      return (nil, ofWhole)
    }
    let levels = [GrandTotal.level] + compiled.levels.map(\.name)
    let byLevel = levels.map { level in ofWave.filter { $0.keys[0] == level } }
      .filter { !$0.isEmpty }
    guard let several = byLevel.first(where: { $0.count > 1 }) else {
      return (nil, byLevel.last ?? [])
    }
    return (
      byLevel.first?.first.flatMap { several.count > 1 && byLevel[0].count == 1 ? $0 : nil },
      several
    )
  }

  /// What the rows of the whole say: the first row, and of the latest wave where there are several.
  var whole: PublishedTable.Row? {
    guard !isSplit, let first = rows.first else { return nil }
    let latest = waves.last
    return rows.first { $0.code == first.code && wave(of: $0) == latest }
  }
}

/// A figure as a page shows it.
enum OverviewFigure {
  /// The figure with its thousands apart, or the mark of why there is none.
  static func shown(_ cell: PublishedCell, decimals: Int?) -> String {
    if let absence = cell.absence { return MarkConvention.bracket.mark(for: absence) }
    let text = cell.published(decimals: decimals) ?? ""
    return cell.number == nil ? text : DecimalText.grouped(text)
  }
}
