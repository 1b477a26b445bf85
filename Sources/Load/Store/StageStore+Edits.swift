internal import Relational
internal import SurveyModel

/// What came of the rules of rows, worksheet by worksheet, until it is written.
struct EditTallies {
  /// A worksheet that a source read.
  struct Worksheet: Hashable, Comparable {
    let source: String
    let file: UInt32
    let worksheet: UInt32

    static func < (left: Self, right: Self) -> Bool {
      (left.source, left.file, left.worksheet) < (right.source, right.file, right.worksheet)
    }
  }

  /// By worksheet and the number of a rule.
  private(set) var rules: [Worksheet: [Int: RuleTally]] = [:]
  /// By worksheet, record and variable the rows in which rules name the variable.
  private(set) var located: [Worksheet: [String: [String: Int]]] = [:]

  /// Adds what came of the rules of a batch.
  mutating func add(_ batch: RecordBatch, source: String, rules numbers: [Int]) {
    guard let origin = batch.origins.first else { return }
    let worksheet = Worksheet(
      source: source, file: origin.file, worksheet: origin.worksheet)
    for (number, tally) in zip(numbers, batch.ruleTallies) where tally.tested > 0 {
      rules[worksheet, default: [:]][number, default: RuleTally()] += tally
    }
    let record = batch.schema.record
    for (variable, rows) in zip(batch.schema.variables, batch.located) where rows > 0 {
      located[worksheet, default: [:]][record, default: [:]][variable.name, default: 0] += rows
    }
  }
}

extension StageStore {
  /// Adds what came of the rules of a batch's rows; it is written with the next ``commit()``.
  func addEdits(of batch: RecordBatch, source: String) {
    edits.add(batch, source: source, rules: rowRules[batch.schema.record] ?? [])
  }

  /// Writes what came of the rules since the last time.
  func writeEdits() throws(RunFailure) {
    let (rules, located) = (edits.rules, edits.located)
    guard !rules.isEmpty || !located.isEmpty else { return }
    edits = EditTallies()
    var tallies: [[StoredValue?]] = []
    for (worksheet, ofRules) in rules.sorted(by: { $0.key < $1.key }) {
      for (number, tally) in ofRules.sorted(by: { $0.key < $1.key }) {
        let counts = [number, tally.tested, tally.failed, tally.corrected]
        tallies.append(worksheet.row + counts.map { StoredValue($0) })
      }
    }
    let key = FixedTables.keyOfWorksheet
    try engine.append(tallies, to: "edit_tally", key + ["rule", "tested", "failed", "corrected"])
    var rows: [[StoredValue?]] = []
    for (worksheet, ofRecords) in located.sorted(by: { $0.key < $1.key }) {
      for (record, ofVariables) in ofRecords.sorted(by: { $0.key < $1.key }) {
        for (variable, count) in ofVariables.sorted(by: { $0.key < $1.key }) {
          rows.append(worksheet.row + [.text(record), .text(variable), StoredValue(count)])
        }
      }
    }
    try engine.append(rows, to: "edit_located", key + ["record", "variable", "rows"])
  }
}

extension EditTallies.Worksheet {
  fileprivate var row: [StoredValue?] {
    [.text(source), StoredValue(Int(file)), StoredValue(Int(worksheet))]
  }
}
