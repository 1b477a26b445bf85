internal import Relational
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
  /// - Throws: `RunFailure` when the engine refuses.
  func test(against earlier: String?) throws(RunFailure) -> GateResult {
    var log = DiagnosticLog()
    let before = earlier.flatMap { path in
      StageReader.earlier(
        at: path, on: store.engines, for: "gates.row_change is not tested", &log
      ) { reader throws(RunFailure) in
        try counts(in: reader.engine)
      }
    }
    try store.append(log)
    let now = try counts(in: store.engine)
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
    let named =
      beyond.map { change in
        let place = change.group.place.map { " in \($0)" } ?? ""
        let isFall = (now[change.group] ?? 0) < (before?[change.group] ?? 0)
        let percent = Int((100 * change.share).rounded())
        return "\(change.group.source)\(place) \(isFall ? "−" : "+")\(percent) %"
      }
      .listed(most: Self.most)
    return GateResult(
      name: "row_change", limit: limits.share, value: changes.first?.share ?? 0,
      finding: named.isEmpty ? nil : named)
  }

  /// The rows of each source and place that are not held back.
  private func counts(in engine: any ReadableEngine) throws(RunFailure) -> [Group: Int] {
    var counts: [Group: Int] = [:]
    for record in store.layout.records {
      let sources = store.pipeline.sources.filter { $0.schema?.record == record.name }
      try engine.rows(of: query(record, sources.map(\.name))) { row throws(RunFailure) in
        guard let source = row[0]?.string, let count = row[2]?.double.map({ Int($0) }) else {
          return
        }
        counts[Group(source: source, place: nil), default: 0] += count
        guard let place = row[1]?.string else { return }
        counts[Group(source: source, place: place), default: 0] += count
      }
    }
    return counts
  }

  private func query(_ record: StoreLayout.Record, _ sources: [String]) -> Plan {
    let isOfSource = Scalar.among(.column("t", "source"), sources.map { .text($0) })
    var rows = Plan.named(.scan(record.cleanView), "r")
      .joined(
        .inner, .named(.scan("row_tally"), "t"),
        on: .binary(.same(["file", "worksheet"], of: "t", and: "r"), .and, isOfSource))
    let source = Scalar.column("t", "source")
    var place = Scalar.null
    var places: [(level: PlaceLevel, name: String)] = []
    for variable in record.variables {
      if case .place(let level, _) = variable.kind { places.append((level, variable.name)) }
    }
    if !places.isEmpty {
      let codes = places.sorted { $1.level < $0.level }.map { Scalar.column("r", $0.name) }
      let (code, level) = (Scalar.column("g", "code"), limits.level.name)
      // A place has a line for each time in which it was another.
      let wider = Plan.group(
        .named(.scan("place"), "g"), by: [code],
        [Derived("code", code), Derived(level, .call(.max, [.column("g", level)]))])
      rows = rows.joined(
        .left, .named(wider, "p"),
        on: .binary(.column("p", "code"), .equal, .call(.coalesce, codes + [.null])))
      place = .column("p", level)
    }
    return .group(
      rows, by: places.isEmpty ? [source] : [source, place],
      [Derived("source", source), Derived("place", place), Derived("rows", .count(nil))])
  }
}
