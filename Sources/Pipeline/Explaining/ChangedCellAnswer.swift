import Load
import SurveyModel

/// What a run would have come to if a cell had another value, written.
struct ChangedCellAnswer {
  let location: SourceLocation
  let change: ChangedCell
  let run: KeptRun

  private func text(_ cell: PublishedCell?, _ figure: RunDifference.Figure) -> String {
    cell.map { ExplainedFigure.text(of: $0, decimals: figure.decimals) } ?? "no row"
  }

  /// For a terminal.
  var text: String {
    let figures = change.difference.figures
    var lines = [
      "\(location)",
      figures.isEmpty
        ? "  no published figure would be another"
        : "  \(figures.count) published figures would be others",
    ]
    var table = ""
    for figure in figures {
      if figure.table != table {
        table = figure.table
        let label = run.pipeline.tables.first { $0.name == table }?.label ?? Label()
        lines.append("  \(table)  \(label.both(or: ""))")
      }
      let row = figure.row.dropFirst().map { " \($0.column ?? "")=\($0.value)" }.joined()
      lines.append(
        "    \(figure.level) \(figure.name ?? "") code=\(figure.row.first?.value ?? "")\(row)  \(figure.measure): \(text(figure.old, figure)) → \(text(figure.new, figure))"
      )
    }
    for records in change.difference.records {
      lines.append(
        "  \(records.record): \(records.added) more would be clean, \(records.removed) fewer, \(records.changed) would have other values"
      )
    }
    lines += change.outcomes.rules.map {
      "  rule \($0.name) of \($0.subject): would fail on \($0.new) cases, not on \($0.old)"
    }
    lines += change.outcomes.statements.map {
      "  \($0.location) “\($0.text)”: \($0.old.replacing("_", with: " ")) → \($0.new.replacing("_", with: " "))"
    }
    lines += change.failing.map { "  gate \($0): would fail, so that nothing would be published" }
    lines += change.passing.map { "  gate \($0): would be passed" }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  /// As data.
  var json: JSONText {
    .object([
      .init("pipeline", .text(run.pipeline.name)), .init("run", .text(run.place.id)),
      .init("location", .text(location.description)),
      .init(
        "figures",
        .list(
          change.difference.figures.map { .object(FigureJSON.members(of: $0)) })),
      .init(
        "records",
        .list(
          change.difference.records.map { records in
            .object([
              .init("record", .text(records.record)), .init("added", .count(records.added)),
              .init("removed", .count(records.removed)),
              .init("changed", .count(records.changed)),
            ])
          })),
      .init(
        "rules",
        .list(
          change.outcomes.rules.map {
            .object([
              .init("code", .text($0.name)), .init("of", .text($0.subject)),
              .init("old", .count($0.old)), .init("new", .count($0.new)),
            ])
          })),
      .init(
        "statements",
        .list(
          change.outcomes.statements.map {
            .object([
              .init("place", .text($0.location.description)), .init("text", .text($0.text)),
              .init("old", .text($0.old)), .init("new", .text($0.new)),
            ])
          })),
      .init(
        "gates",
        .object([
          .init("failing", .list(change.failing.map { .text($0) })),
          .init("passing", .list(change.passing.map { .text($0) })),
        ])),
    ])
  }
}
