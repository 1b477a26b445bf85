import Load
import Relational
import SurveyModel

/// Which published figures depend on a cell, or on characters of a report.
///
/// The contract of `millet impact`.
public struct ImpactExplanation: Sendable {
  private let place: RunPlace

  /// Points to a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant; nil for the latest run that
  ///     read the file.
  ///   - output: The folder of results.
  ///   - source: The place that is asked about.
  /// - Throws: `RunFailure` with status 64 where no latest run read the file, or several did.
  public init(run: String?, output: String, reading source: String) throws {
    guard let run else {
      let all = RunPlace.latest(in: output)
      let found = all.filter { place in
        // A run of another version is passed over here, and told where it is named.
        (try? StageReader(at: place.store, on: EmbeddedEngine.provider).place(source)) != nil
      }
      guard let only = found.first, found.count == 1 else {
        let names = (found.isEmpty ? all : found).map(\.pipeline).listed(most: 8)
        throw RunFailure(
          notFound: source,
          found.isEmpty
            ? "expected a file that a latest run below \(output) read (\(names)), found none that has it"
            : "expected a file of one pipeline, found it in those of \(names)",
          remedy: "name the run before the file")
      }
      place = only
      return
    }
    place = RunPlace(run, output: output)
  }

  /// Lists the figures.
  ///
  /// - Parameters:
  ///   - source: A cell, row or span: `FILE!SHEET!C12`, `FILE!SHEET!12`, `FILE:@120-131`.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` with status 64 where the run has no such place; what `write` throws.
  public func explain(
    _ source: String, as format: AnswerFormat, write: (String) throws -> Void
  ) throws {
    let run = try KeptRun(place)
    let tracer = try run.tracer()
    switch try run.reader.place(source) {
    case .row(let row):
      let answer = CellImpactAnswer(row.location, try tracer.impact(of: row), of: run)
      try write(format == .json ? answer.json.lines : answer.text)
    case .span(_, let path, let start, let end):
      let comparisons = try tracer.comparisons(with: path, start: start, end: end)
      let answer = SpanImpactAnswer(
        location: SourceLocation(file: path, .span(start: start, end: end)),
        comparisons: comparisons, run: run)
      try write(format == .json ? answer.json.lines : answer.text)
    }
  }
}

extension ImpactExplanation {
  /// Tells what would be published if a cell had another value.
  ///
  /// - Parameters:
  ///   - source: A cell: `FILE!SHEET!C12`.
  ///   - value: What is written there; nothing empties it.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` with status 64 where the run has no such cell, and (`trace.inputs-changed`) where
  ///   the run could not be made again as it is; what `write` throws.
  public func explain(
    _ source: String, becoming value: String, as format: AnswerFormat,
    write: (String) throws -> Void
  ) async throws {
    let run = try KeptRun(place)
    guard case .row(let row) = try run.reader.place(source) else {
      throw RunFailure(
        notFound: "cell", "expected a cell, found characters of a report",
        remedy: "write FILE!SHEET!CELL, or leave --value out")
    }
    let answer = ChangedCellAnswer(
      location: row.location, change: try await ChangedCell(run, row, value: value), run: run)
    try write(format == .json ? answer.json.lines : answer.text)
  }
}

/// What depends on a cell.
private struct CellImpactAnswer {
  private let location: SourceLocation
  private let impact: CellImpact
  private let run: KeptRun

  init(_ location: SourceLocation, _ impact: CellImpact, of run: KeptRun) {
    self.location = location
    self.impact = impact
    self.run = run
  }

  var text: String {
    var lines = ["\(location)"]
    for reading in impact.readings { lines += self.lines(of: reading) }
    if impact.readings.isEmpty { lines += nothing }
    lines.append(
      impact.figures.isEmpty
        ? "  no published figure depends on it"
        : "  \(impact.figures.count) published figures depend on it")
    var table = ""
    var row: [FigureAddress.Condition] = []
    for figure in impact.figures {
      if figure.table != table {
        (table, row) = (figure.table, [])
        let label = run.pipeline.tables.first { $0.name == table }?.label ?? Label()
        lines.append("  \(table)  \(label.both(or: ""))")
      }
      if figure.row != row {
        row = figure.row
        let values = figure.row.dropFirst().map { " \($0.column ?? "")=\($0.value)" }.joined()
        lines.append(
          "    \(figure.level) \(figure.name ?? "") code=\(figure.row.first?.value ?? "")\(values)")
      }
      lines.append("      \(figure.measure)  \(Self.words(figure.effect))")
    }
    lines += impact.tableRules.map {
      "  rule over tables: \($0.code.rawValue), \($0.condition.description)"
    }
    lines += impact.comparisons.map(SpanImpactAnswer.line)
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  private func lines(of reading: CellImpact.Reading) -> [String] {
    var line =
      "  \(reading.record).\(reading.variable.name)  \(reading.variable.label.both(or: reading.variable.name))"
    if reading.carried > 0 { line += ", carried down to \(reading.carried) rows below" }
    var lines = [line]
    if reading.isOfKey {
      lines.append("    part of what tells one \(reading.record) from another: decides duplicates")
    }
    lines += reading.rules.map { "    rule \($0.code.rawValue): \($0.condition.description)" }
    return lines
  }

  private var nothing: [String] {
    if !impact.standing.records.isEmpty {
      return ["  no source reads a variable from its column"]
    }
    return impact.standing.others.map { other in
      switch other.kind {
      case "header"?:
        "  a header of \(other.source): it says what its column is, and everything read from that depends on it"
      case let kind?: "  a row of kind “\(kind)” to \(other.source), no record"
      case nil: "  outside what \(other.source) read, or not kept"
      }
    }
  }

  private static func words(_ effect: CellImpact.Figure.Effect) -> String {
    switch effect {
    case .notTold: "of a table that withholds figures, so that its records are not told"
    case .otherFigures: "by figures of other rows"
    case .outcome(.counted): "counts"
    case .outcome(.conditionFailed): "left out by its condition"
    case .outcome(.conditionNotTested): "left out, its condition is not tested"
    case .outcome(.valueMissing): "left out, has no value"
    case .outcome(.placeOpen): "its place is open, so that there is no figure"
    case .outcome(.filteredOut): "left out by the table’s condition"
    case .outcome(.filterNotTested): "left out, the table’s condition is not tested"
    case .outcome: "left out"
    }
  }

  private static func name(_ effect: CellImpact.Figure.Effect) -> String {
    switch effect {
    case .notTold: "not_told"
    case .otherFigures: "by_other_figures"
    case .outcome(let outcome): outcome.name
    }
  }

  var json: JSONText {
    .object([
      .init("pipeline", .text(run.pipeline.name)), .init("run", .text(run.place.id)),
      .init("location", .text(location.description)),
      .init(
        "readings",
        .list(
          impact.readings.map { reading in
            .object([
              .init("record", .text(reading.record)),
              .init("variable", .text(reading.variable.name)),
              .init("label", FigureJSON.json(reading.variable.label)),
              .init("rows", .list(reading.origins.map { .count(Int($0.row) + 1) })),
              .init("is_of_key", .boolean(reading.isOfKey)),
              .init("rules", .list(reading.rules.map { .text($0.code.rawValue) })),
            ])
          })),
      .init(
        "figures",
        .list(
          impact.figures.map { figure in
            .object([
              .init("table", .text(figure.table)),
              .init(
                "row", .object(figure.row.map { .init($0.column ?? "", .text($0.value)) })),
              .init("level", .text(figure.level)), .init("name", .text(figure.name)),
              .init("column", .text(figure.measure)),
              .init("outcome", .text(Self.name(figure.effect))),
            ])
          })),
      .init(
        "table_rules", .list(impact.tableRules.map { .text($0.code.rawValue) })),
      .init("statements", .list(impact.comparisons.map(SpanImpactAnswer.json))),
    ])
  }
}

/// What is held against characters of a report.
private struct SpanImpactAnswer {
  let location: SourceLocation
  let comparisons: [CellImpact.Comparison]
  let run: KeptRun

  var text: String {
    var lines = ["\(location)"]
    if comparisons.isEmpty { lines.append("  no figure is held against what stands there") }
    lines += comparisons.map(Self.line)
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  static func line(of comparison: CellImpact.Comparison) -> String {
    let statement = comparison.statement
    let place = SourceLocation(
      file: statement.path, .span(start: statement.start, end: statement.end))
    let verdict = statement.verdict.replacing("_", with: " ")
    let figure =
      comparison.table.isEmpty
      ? "" : "\(comparison.table).\(comparison.measure) of \(comparison.code), "
    return "  held against \(place) “\(statement.text)”: \(figure)\(verdict)"
  }

  var json: JSONText {
    .object([
      .init("pipeline", .text(run.pipeline.name)), .init("run", .text(run.place.id)),
      .init("location", .text(location.description)),
      .init("statements", .list(comparisons.map(Self.json))),
    ])
  }

  static func json(_ comparison: CellImpact.Comparison) -> JSONText {
    let statement = comparison.statement
    return .object([
      .init("table", .text(comparison.table)), .init("column", .text(comparison.measure)),
      .init("code", .text(comparison.code)), .init("file", .text(statement.path)),
      .init("start", .count(statement.start)), .init("end", .count(statement.end)),
      .init("text", .text(statement.text)),
      .init("stated", statement.stated.map { .number($0) } ?? .null),
      .init("verdict", .text(statement.verdict)),
    ])
  }
}
