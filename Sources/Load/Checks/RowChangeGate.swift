internal import GRDB
internal import SQLDialect
internal import SurveyModel

/// Holds the number of rows of each source, in all and in each place, against the latest published
/// run.
struct RowChangeGate {
  /// A source, and a place or all of them.
  private struct Group: Hashable {
    let source: String
    /// The place's code, or nil for the whole source.
    let place: String?
  }

  private let limits: PipelineDefinition.RowChange
  private let store: StageStore

  /// How many changes are named.
  private static let most = 3

  init(_ limits: PipelineDefinition.RowChange, _ store: StageStore) {
    self.limits = limits
    self.store = store
  }

  /// Compares the rows that are not held back.
  ///
  /// - Parameter earlier: The store of the earlier run, or nil where there is none.
  /// - Returns: The greatest change, as a share of the earlier rows; 0 where nothing can be compared.
  /// - Throws: `RunFailure` when SQLite refuses.
  func test(against earlier: String?) throws(RunFailure) -> GateResult {
    var log = DiagnosticLog()
    let before = earlier.flatMap { path in
      StageReader.earlier(at: path, for: "gates.row_change is not tested", &log) {
        reader throws(RunFailure) in
        try reader.read { try counts(in: $0) }
      }
    }
    try store.append(log)
    let now = try store.read { try counts(in: $0) }
    var changes: [(share: Double, group: Group)] = []
    for (group, count) in before ?? [:] {
      let present = now[group] ?? 0
      guard count >= limits.minimum || present == 0 || group.place == nil else { continue }
      changes.append((abs(Double(present - count)) / Double(count), group))
    }
    // The order must not be that of a dictionary.
    changes.sort { left, right in
      (right.share, left.group.source, left.group.place ?? "")
        < (left.share, right.group.source, right.group.place ?? "")
    }
    let beyond = changes.filter { $0.share > limits.share }
    // The number of rows itself may be a figure that is withheld.
    let named = beyond.prefix(Self.most)
      .map { change in
        let place = change.group.place.map { " in \($0)" } ?? ""
        let isFall = (now[change.group] ?? 0) < (before?[change.group] ?? 0)
        let percent = Int((100 * change.share).rounded())
        return "\(change.group.source)\(place) \(isFall ? "−" : "+")\(percent) %"
      }
    let more = beyond.count > Self.most ? " and \(beyond.count - Self.most) more" : ""
    return GateResult(
      name: "row_change", limit: limits.share, value: changes.first?.share ?? 0,
      finding: named.isEmpty ? nil : named.joined(separator: ", ") + more)
  }

  /// The rows of each source and place that are not held back.
  private func counts(in database: Database) throws -> [Group: Int] {
    var counts: [Group: Int] = [:]
    for record in store.layout.records {
      let sources = store.pipeline.sources.filter { $0.schema?.record == record.name }
      let rows = try Row.fetchAll(database, sql: query(record, sources.map(\.name)))
      for row in rows {
        let source: String = row[0]
        let place: String? = row[1]
        let count: Int = row[2]
        counts[Group(source: source, place: nil), default: 0] += count
        if let place { counts[Group(source: source, place: place), default: 0] += count }
      }
    }
    return counts
  }

  private func query(_ record: StoreLayout.Record, _ sources: [String]) -> String {
    var places: [(level: PlaceLevel, name: String)] = []
    for variable in record.variables {
      if case .place(let level, _) = variable.kind { places.append((level, variable.name)) }
    }
    let codes = places.sorted { $1.level < $0.level }.map { "r.\(SQLName.quoted($0.name))" }
    let level = SQLName.quoted(limits.level.rawValue)
    // A place has a line for each time in which it was another.
    let place =
      codes.isEmpty
      ? (column: "NULL", join: "")
      : (
        column: "p.\(level)",
        join: """
        LEFT JOIN (SELECT "code", MAX(\(level)) AS \(level) FROM "place" GROUP BY "code") p
        ON p."code" = COALESCE(\((codes + ["NULL"]).joined(separator: ", ")))
        """
      )
    return """
      SELECT t."source", \(place.column), COUNT(*) FROM \(SQLName.quoted(record.cleanView)) r
      JOIN "row_tally" t ON t."file" = r."file" AND t."worksheet" = r."worksheet"
      AND t."source" IN (\(sources.map(SQLName.literal).joined(separator: ", ")))
      \(place.join)
      GROUP BY 1, 2
      """
  }
}
