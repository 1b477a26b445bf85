internal import Relational
internal import SurveyModel

/// The figures of a table that are computed from those of other rows: changes between waves, shares of
/// a place around.
///
/// They are formulas over cells as they are published, so that they are computed behind all others and
/// tell nothing that those do not.
struct FiguresOfOthers {
  /// A row of the table.
  private struct Row: Hashable {
    var code: StoredValue?
    var dimensions: [StoredValue?]
  }

  private let table: CompiledTable
  private let code: Int
  private let dimensions: Range<Int>
  /// The place of the wave among the dimensions, or nil where it does not split the table.
  private let wave: Int?
  private let numbers: [String: Int]

  /// Nil for a table that has no such figures.
  init?(_ table: CompiledTable) {
    guard table.measures.contains(where: \.isOfOthers) else { return nil }
    self.table = table
    let keys = table.keyColumns
    code = keys.firstIndex { $0.role == .code } ?? 0
    dimensions = keys.count - table.definition.dimensions.count..<keys.count
    wave = table.definition.dimensions.firstIndex(of: Waves.variable)
    numbers = Dictionary(
      table.measures.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Computes the figures of all rows.
  ///
  /// - Parameters:
  ///   - rows: All rows of the table.
  ///   - cells: The other figures of each row; those that are computed from other rows are replaced.
  func compute(_ rows: [TableRow], _ cells: inout [[PublishedCell]]) {
    var places: [Row: Int] = [:]
    var sets: [Row: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      places[key(of: row)] = index
      sets[set(of: row), default: []].append(index)
    }
    for (number, measure) in table.measures.enumerated() where measure.isOfOthers {
      for (index, row) in rows.enumerated() {
        cells[index][number] = measure.formula.cell { name in
          if let own = numbers[name] { return cells[index][own] }
          if let attribute = row.attributes[name] { return PublishedCell(attribute) }
          guard let reference = RowReference(name, levels: table.levels),
            let figure = numbers[reference.measure]
          else { return .absent(.missing) }
          if reference.row == .all {
            return Self.sum(of: (sets[set(of: row)] ?? []).map { cells[$0][figure] })
          }
          switch other(reference.row, than: row, rows, places) {
          case .success(let other): return cells[other][figure]
          case .failure(let absence): return .absent(absence.reason)
          }
        }
      }
    }
  }

  /// Why there is no other row.
  private struct Nowhere: Error {
    let reason: PublishedCell.Absence
  }

  /// The place among the rows of another one: not applicable where there can be none, missing where the
  /// table has none.
  private func other(
    _ kind: RowReference.Row, than row: TableRow, _ rows: [TableRow], _ places: [Row: Int]
  ) -> Result<Int, Nowhere> {
    var key = key(of: row)
    switch kind {
    case .before, .first, .last:
      guard let wave,
        let day = Self.day(for: kind, of: key.dimensions[wave], among: table.waves.map(\.asOf))
      else {
        return .failure(Nowhere(reason: .notApplicable))
      }
      key.dimensions[wave] = .text(day.description)
    case .level(let level):
      while let index = places[key], rows[index].level != level.name {
        guard let parent = rows[index].parent else {
          return .failure(Nowhere(reason: .notApplicable))
        }
        key.code = .text(parent)
      }
    case .total:
      while let index = places[key], let parent = rows[index].parent { key.code = .text(parent) }
    case .all: break
    }
    return places[key].map { .success($0) } ?? .failure(Nowhere(reason: .missing))
  }

  /// The wave of another row, as seen from one of a wave; nil where there is none.
  static func day(
    for kind: RowReference.Row, of wave: StoredValue?, among waves: [CalendarDate]
  ) -> CalendarDate? {
    guard let position = waves.firstIndex(where: { .text($0.description) == wave }) else {
      return nil
    }
    return switch kind {
    case .first: waves.first
    case .last: waves.last
    default: position > 0 ? waves[position - 1] : nil
    }
  }

  /// The sum of figures; of one that is not there, the worst of what they lack.
  static func sum(of cells: [PublishedCell]) -> PublishedCell {
    if let absence = cells.compactMap(\.absence).max() { return .absent(absence) }
    return PublishedCell(.number(cells.reduce(0) { $0 + ($1.number ?? 0) }))
  }

  private func key(of row: TableRow) -> Row {
    Row(code: row.keys[code], dimensions: Array(row.keys[dimensions]))
  }

  /// What the rows of one place and wave have in common.
  private func set(of row: TableRow) -> Row {
    Row(code: row.keys[code], dimensions: wave.map { [row.keys[dimensions.lowerBound + $0]] } ?? [])
  }
}

extension TableRow {
  /// The name of the level of its place, or that of the grand total.
  fileprivate var level: String? { keys.first??.string }
}
