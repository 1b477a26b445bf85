import PropertyTesting
import Relational
import SurveyModel

@testable import Load

/// What a target should have after some runs, in plain Swift.
struct MigrationModel {
  typealias Mode = PipelineDefinition.MigrationPublication.Mode

  /// A record and where its values were read.
  struct Entry: Hashable {
    let values: [StoredValue?]
    let place: [StoredValue?]
  }

  /// What a run does to the rows of a record.
  struct Counts: Hashable {
    var inserted = 0
    var updated = 0
    var unchanged = 0
    var deleted = 0
  }

  static let householdColumns =
    ["household_id"]
    + ["village", "head_name", "water", "members", "income", "visited"]
    .flatMap { [$0, "\($0)_missing"] }
  static let loanColumns =
    ["loan_id"] + ["household_id", "village", "amount"].flatMap { [$0, "\($0)_missing"] }

  private(set) var households: [String: Entry] = [:]
  private(set) var loans: [String: Entry] = [:]
  /// The names of the places by their codes, but for one that is there no more.
  private(set) var places: [String: String] = [:]
  /// The places that the last run left as they were under another name.
  private(set) var keptPlaces = 0
  /// Who brought rows.
  private var owners: Set<String> = []

  /// Brings the rows of a run.
  ///
  /// - Returns: What that does to households and loans; nil where a key is there with other values or the
  ///   rows are not the pipeline's alone to replace, and nothing changes.
  mutating func bring(
    _ rows: MigrationSample.Rows, _ mode: Mode, as owner: String = "sample"
  ) -> [Counts]? {
    let isAlone = owners.isSubset(of: [owner])
    if mode == .replace, !isAlone, !(households.isEmpty && loans.isEmpty) { return nil }
    let runs = [
      (households, Self.entries(rows.households, file: "a.xlsx", rows)),
      (loans, Self.entries(rows.loans, file: "loans.xlsx", rows)),
    ]
    var results: [(after: [String: Entry], counts: Counts)] = []
    for (before, run) in runs {
      let changed = run.filter { key, entry in
        before[key].map { $0.values != entry.values } ?? false
      }
      if mode == .insert, !changed.isEmpty { return nil }
      var counts = Counts()
      counts.inserted = run.keys.count { before[$0] == nil }
      counts.updated = changed.count
      counts.unchanged = run.count - counts.inserted - counts.updated
      counts.deleted = mode == .replace ? before.keys.count { run[$0] == nil } : 0
      let after =
        mode == .replace
        ? run
        : before.merging(run) { old, new in old.values == new.values ? old : new }
      results.append((after, counts))
    }
    (households, loans) = (results[0].after, results[1].after)
    bring(rows.places, mode, isAlone: isAlone)
    owners.insert(owner)
    return results.map(\.counts)
  }

  private mutating func bring(_ run: [Place], _ mode: Mode, isAlone: Bool) {
    let names = Dictionary(
      run.filter { $0.validTo == nil }.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    keptPlaces = mode == .insert ? names.count { places[$0.key, default: $0.value] != $0.value } : 0
    places =
      mode == .replace && isAlone
      ? names : places.merging(names) { old, new in mode == .insert ? old : new }
  }

  /// The rows of a record with where they were read, in the order of their keys.
  static func rows(of entries: [String: Entry]) -> [[StoredValue?]] {
    entries.sorted { $0.key < $1.key }.map { $0.value.values + $0.value.place }
  }

  private static func entries(
    _ rows: [[Value]], file: String, _ run: MigrationSample.Rows
  ) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for (number, row) in rows.enumerated() {
      guard case .text(let key) = row[0] else { continue }
      let values =
        [StoredValue.text(key)]
        + row.dropFirst().enumerated()
        .flatMap { column, value -> [StoredValue?] in
          let isCount = file == "a.xlsx" && column == 3
          return stored(value, isCount: isCount)
        }
      entries[key] = Entry(
        values: values,
        place: [.text(file), .text(run.content), .text("表一"), .integer(Int64(number + 2))])
    }
    return entries
  }

  /// A value and why it is missing.
  private static func stored(_ value: Value, isCount: Bool) -> [StoredValue?] {
    switch value {
    case .text(let text): [.text(text), nil]
    case .number(let number): [isCount ? .integer(Int64(number)) : .real(number), nil]
    case .date(let date): [.text(date.description), nil]
    case .missing(let reason): [nil, .text(reason.rawValue)]
    default: [nil, .text("blank")]
    }
  }
}
