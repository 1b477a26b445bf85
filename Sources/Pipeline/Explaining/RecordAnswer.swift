import Load
import SurveyModel

/// What becomes of one record in a column.
struct RecordAnswer {
  /// What becomes of it in one aggregate of the column.
  private struct Part {
    let aggregate: RecordReach.Aggregate
    let outcome: RecordOutcome
    let words: String
  }

  private let reach: RecordReach
  private let column: String
  private let table: TableDefinition
  private let location: SourceLocation
  private let trace: RecordTrace?
  private let parts: [Part]
  /// Whether it lies in the row that is asked about; nil where none is.
  private let isInRow: Bool?

  /// - Parameters:
  ///   - reach: The record in the table.
  ///   - column: The column.
  ///   - table: The table.
  ///   - asked: The values that tell the row that is asked about: its code, and what splits it.
  ///   - run: The run.
  ///   - tracer: What traces its figures.
  /// - Throws: `RunFailure` when the run's store refuses.
  init(
    _ reach: RecordReach, _ column: String, _ table: TableDefinition, asked: [String]?,
    run: KeptRun, by tracer: FigureTracer
  ) throws(RunFailure) {
    self.reach = reach
    self.column = column
    self.table = table
    let asked = asked.map { asked in reach.rows.first { $0.conditions.map(\.value) == asked } }
    isInRow = asked.map { $0 != nil }
    let ofColumn = reach.aggregates.filter { $0.measures.contains(column) }
    let names = ofColumn.flatMap { $0.variables.keys.sorted() }
    var seen: Set<String> = []
    trace = try tracer.record(reach, showing: names.filter { seen.insert($0).inserted })
    location =
      trace?.location
      ?? SourceLocation(
        file: tracer.path(of: reach.origin),
        .row(sheet: tracer.worksheet(of: reach.origin), row: Int(reach.origin.row)))
    // Where no row is asked about, that in which it lies most certainly.
    let row = asked ?? nil ?? reach.rows.first { !$0.isOpen } ?? reach.rows.first
    parts = ofColumn.map { aggregate in
      let outcome = row.map { aggregate.outcome(in: $0) } ?? aggregate.outcome
      return Part(
        aggregate: aggregate, outcome: outcome, words: Self.words(outcome, aggregate, table))
    }
  }

  /// Whether it counts in the column: in the row that is asked about, or in any.
  private var counts: Bool {
    !reach.rows.isEmpty && isInRow != false
      && parts.contains { $0.outcome == .counted }
  }

  private static func words(
    _ outcome: RecordOutcome, _ aggregate: RecordReach.Aggregate, _ table: TableDefinition
  ) -> String {
    switch outcome {
    case .counted: "counts"
    case .quarantined: "in quarantine"
    case .ofOtherWave: "of a wave that the table does not count, or that is not known"
    case .notInPanel: "not in every wave of the table"
    case .filteredOut: "does not meet the table’s “\(table.filter?.description ?? "")”"
    case .filterNotTested:
      "the table’s “\(table.filter?.description ?? "")” is not tested: a value is missing"
    case .placeOpen: "may lie in one row or in another"
    case .conditionFailed: "does not meet “\(aggregate.condition ?? "")”"
    case .conditionNotTested: "“\(aggregate.condition ?? "")” is not tested: a value is missing"
    case .valueMissing: "has no value"
    }
  }

  /// The place that keeps it out, where that does.
  private var placeWords: String? {
    if reach.rows.isEmpty {
      return reach.place.map {
        "its place \([$0, reach.placeName].compactMap(\.self).joined(separator: " ")) has no row in the table"
      } ?? "it names no place"
    }
    guard isInRow == false else { return nil }
    return "it lies in other rows"
  }

  /// What is said first.
  private var verdict: String {
    let whole = "\(table.name).\(column)"
    guard let first = parts.first else { return "\(whole) takes nothing of it" }
    let counted = parts.count { $0.outcome == .counted }
    if counted == 0 { return "does not count in \(whole): \(first.words)" }
    if let placeWords { return "does not count in \(whole): \(placeWords)" }
    return counted == parts.count
      ? "counts in \(whole)" : "counts in \(counted) of \(parts.count) aggregates of \(whole)"
  }

  /// For a terminal.
  var text: String {
    var lines = ["\(location)  \(reach.record)", "  \(verdict)"]
    for held in trace?.quarantine ?? [] {
      lines.append("    \(held.code): \(held.message)")
      if let remedy = held.remedy { lines.append("      remedy: \(remedy)") }
    }
    for part in parts { lines.append("  \(part.aggregate.expression): \(part.words)") }
    if !reach.rows.isEmpty {
      let rows = reach.rows.map { row in
        ([row.level, row.name ?? ""]
          + row.conditions.dropFirst().map { "\($0.column ?? "")=\($0.value)" })
          .joined(separator: " ") + (row.isOpen ? " (or another)" : "")
      }
      lines.append("  lies in the rows \(rows.joined(separator: ", "))")
    } else if let placeWords {
      lines.append("  \(placeWords)")
    }
    for value in trace?.values ?? [] { lines.append("    \(FigureText.line(of: value))") }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  /// As data.
  var json: JSONText {
    .object([
      .init("record", .text(reach.record)), .init("location", .text(location.description)),
      .init("counts", .boolean(counts)), .init("verdict", .text(verdict)),
      .init("in_row", isInRow.map { .boolean($0) } ?? .null),
      .init("place", .text(reach.place)), .init("place_name", .text(reach.placeName)),
      .init(
        "aggregates",
        .list(
          parts.map { part in
            .object([
              .init("expression", .text(part.aggregate.expression)),
              .init("outcome", .text(part.outcome.name)),
              .init("words", .text(part.words)),
            ])
          })),
      .init(
        "rows",
        .list(
          reach.rows.map { row in
            .object(
              [
                .init("level", .text(row.level)), .init("name", .text(row.name)),
                .init("open", .boolean(row.isOpen)),
              ] + row.conditions.map { .init($0.column ?? "", .text($0.value)) })
          })),
      .init("trace", trace.map { FigureJSON.json($0, contribution: nil) } ?? .null),
    ])
  }
}
