internal import Relational
package import SurveyModel

/// What making a table showed.
package struct Tabulation: Sendable {
  /// What is worth knowing of its cells.
  package let log: DiagnosticLog
  /// The places whose records have none at a level.
  let absences: [Absence: Set<String?>]

  /// A part of a table over a wave, and a level; its places are those of records without one, nil for
  /// records that name none at all.
  struct Absence: Hashable, Sendable {
    let wave: Int
    let part: Int
    let level: PlaceLevel
  }
}

/// The aggregates of a table's rows, summed by level and held against the whole.
///
/// A level may lack only what has no place on it. Counts and sums add up; on the map of another date
/// they are missing where some records may lie elsewhere, and then a level is not tested.
struct LevelSums {
  private struct Sum {
    var value = 0.0
    var magnitude = 0.0
    var missing = 0
  }

  /// A level, or nil for the whole, and a combination of dimensions.
  private struct Key: Hashable {
    let level: PlaceLevel?
    let dimensions: String
  }

  /// See ``Tabulation/absences``.
  private(set) var absences: [Tabulation.Absence: Set<String?>] = [:]

  private let table: CompiledTable
  private let slots: [Int]
  private let dimensions: Range<Int>
  private var expected: [Key: [Double?]] = [:]
  private var sums: [Key: [Sum]] = [:]

  init(_ table: CompiledTable) {
    self.table = table
    slots = table.selections.flatMap(\.levelSlots)
    let end = table.keyColumns.count
    dimensions = end - table.definition.dimensions.count..<end
  }

  /// What tells one combination of dimensions from another.
  static func key(_ cells: ArraySlice<StoredValue?>) -> String {
    cells.map { $0?.published ?? "\u{1E}" }.joined(separator: "\u{1F}")
  }

  /// Asks what the aggregates of a plan must add up to, while its steps are kept.
  mutating func expect(
    _ selection: CompiledTable.Selection, from engine: any Engine
  ) throws(RunFailure) {
    var sums = self
    if absences.isEmpty {
      for (wave, checks) in table.waves.enumerated() {
        try engine.rows(of: checks.absences) { row throws(RunFailure) in
          guard let level = row[1]?.string.flatMap(table.level) else { return }
          let absence = Tabulation.Absence(
            wave: wave, part: Int(row[0]?.double ?? 0), level: level)
          sums.absences[absence, default: []].insert(row[2]?.string)
        }
      }
    }
    if let plan = selection.levelFigures {
      let numbers = selection.levelSlots.compactMap { slots.firstIndex(of: $0) }
      try engine.rows(of: plan) { row throws(RunFailure) in
        let values = 1 + dimensions.count
        let key = Key(
          level: row[0]?.string.flatMap(table.level), dimensions: Self.key(row[1..<values]))
        for (index, number) in numbers.enumerated() {
          sums.expected[key, default: Array(repeating: nil, count: slots.count)][number] =
            row[values + index]?.double
        }
      }
    }
    self = sums
  }

  /// Adds a row of the table to its level.
  mutating func add(_ row: TableRow) {
    guard !slots.isEmpty, let level = row.keys[0]?.string.flatMap(table.level) else { return }
    let key = Key(level: level, dimensions: Self.key(row.keys[dimensions]))
    var sums = self.sums.removeValue(forKey: key) ?? Array(repeating: Sum(), count: slots.count)
    for (index, slot) in slots.enumerated() {
      guard let number = row.slots[slot]?.double else {
        sums[index].missing += 1
        continue
      }
      sums[index].value += number
      sums[index].magnitude += abs(number)
    }
    self.sums[key] = sums
  }

  /// An error for each level and measure that do not add up; figures are not named.
  func breaches(file: String) -> DiagnosticLog {
    var found: Set<String> = []
    var log = DiagnosticLog()
    let isMapped = table.isMapped
    for level in table.hasPlaces ? table.levels : [] {
      for (key, absent) in expected where key.level == level {
        guard let whole = expected[Key(level: nil, dimensions: key.dimensions)] else { continue }
        let sums = sums[key] ?? Array(repeating: Sum(), count: slots.count)
        for index in slots.indices {
          let sum = sums[index]
          if isMapped, sum.missing > 0 { continue }
          let difference = (whole[index] ?? 0) - (absent[index] ?? 0) - sum.value
          let scale = max(sum.magnitude, abs(whole[index] ?? 0), abs(absent[index] ?? 0), 1)
          guard abs(difference) > 1e-9 * scale else { continue }
          found.insert("\(level.name)\u{1F}\(measure(of: slots[index]))")
        }
      }
    }
    for breach in found.sorted() {
      let parts = breach.split(separator: "\u{1F}")
      log.record(
        Diagnostic(
          .placeNotConserved, at: SourceLocation(file: file),
          """
          expected the rows of level \(parts[0]) in table \(table.definition.name) to add up to the \
          whole, found another sum of \(parts[1])
          """,
          remedy: "see whether a place stands in the gazetteer twice, or lies in none of that level"
        ))
    }
    return log
  }

  /// The first measure that names a slot; for a slot that only others rest on, what it counts.
  private func measure(of slot: Int) -> String {
    table.measures.first { $0.formula.variables.contains(MeasureScope.Slot.name(slot)) }?.name
      ?? "records"
  }
}
