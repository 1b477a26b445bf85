internal import Relational
internal import SurveyModel

/// The records that are in every wave of a table, told by their key.
struct Panel: Hashable {
  private let record: StoreLayout.Record
  private let waves: [CalendarDate]
  /// What tells one record of a wave from another.
  private let key: [String]

  /// Finds the panel of a table; nil for one that counts all records.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - record: Its record.
  ///   - waves: Its waves for which a source gives such records; of others nothing is known.
  init?(of table: TableDefinition, _ record: StoreLayout.Record, over waves: [CalendarDate]) {
    guard table.counted == .panel else { return nil }
    self.record = record
    self.waves = waves
    key = record.key.filter { $0 != Waves.variable }
  }

  /// Rows of the record without those that are not in every wave.
  func restricting(_ rows: Plan, known alias: String) -> Plan {
    rows.joined(.inner, .named(members, "panel"), on: .same(key, of: "panel", and: alias))
  }

  /// Rows of the record beside the panel; see ``isMember``.
  func beside(_ rows: Plan, known alias: String) -> Plan {
    rows.joined(.left, .named(members, "panel"), on: .same(key, of: "panel", and: alias))
  }

  /// Whether a row that stands ``beside(_:known:)`` the panel is in every wave.
  var isMember: Scalar { .isPresent(.column("panel", key[0])) }

  /// The name of the step of ``members``, which is the same for every wave.
  static let stepName = "in_every_wave"

  /// The keys of the records that are in every wave, as a step.
  var members: Plan {
    let key = key.map { Derived($0, .column(nil, $0)) }
    let count = Scalar.countDistinct(.column(nil, Waves.variable))
    return .step(
      Self.stepName,
      .group(
        records, by: key.map(\.value), key,
        having: .binary(count, .equal, .number(Double(waves.count)))))
  }

  /// The records of the table's waves.
  private var records: Plan {
    .filter(
      .scan(record.cleanView),
      .among(.column(nil, Waves.variable), waves.map { .text($0.description) }))
  }

  /// The records of each wave, and how many of them are in every wave, in the order of the waves.
  var counts: Plan {
    let wave = Derived("wave", .column("v", Waves.variable))
    let rows = beside(.named(records, "v"), known: "v")
    return .order(
      .group(
        rows, by: [wave.value],
        [
          wave, Derived("records", .count(nil)),
          Derived("members", .count(.column("panel", key[0]))),
        ]), [Ordering(.column(nil, "wave"))])
  }

  /// What a table leaves out: those of each wave that are not in every wave.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func finding(
    in table: TableDefinition, file: String, from engine: any Engine
  ) throws(RunFailure) -> Diagnostic {
    var members = 0
    var others: [String: Int] = [:]
    try engine.rows(of: counts) { row throws(RunFailure) in
      members = Int(row[2]?.double ?? 0)
      others[row[0]?.published ?? ""] = Int(row[1]?.double ?? 0) - members
    }
    let rest = waves.map { "\(others["\($0)"] ?? 0) of \($0)" }.joined(separator: ", ")
    // Where figures are withheld, one of these could give one away by subtraction.
    return Diagnostic(
      .tablePanel, .note, at: SourceLocation(file: file),
      table.isWithholding
        ? "table \(table.name) leaves out records of \(record.name) that are not in every wave"
        : """
        table \(table.name) counts the \(members) records of \(record.name) that are in every wave, and \
        leaves out \(rest)
        """)
  }
}
