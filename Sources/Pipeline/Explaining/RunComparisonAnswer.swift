import Load
import SurveyModel

/// What differs between two runs, written.
struct RunComparisonAnswer {
  let old: KeptRun
  let new: KeptRun
  let inputs: InputDifference
  let difference: RunDifference

  /// For a terminal.
  var text: String {
    var lines = ["from \(old.place.id) to \(new.place.id)"] + inputs.lines
    for records in difference.records {
      lines.append(
        "\(records.record): \(records.changed) changed, \(records.added) added, \(records.removed) removed"
      )
      lines += records.examples.flatMap(Self.lines)
    }
    let tables = Set(difference.figures.map(\.table)).count
    lines.append(
      difference.figures.isEmpty
        ? "no published figure differs"
        : "\(difference.figures.count) published figures of \(tables) tables differ")
    var (table, row): (String, [FigureAddress.Condition]) = ("", [])
    for figure in difference.figures {
      if figure.table != table {
        (table, row) = (figure.table, [])
        lines.append("  \(table)")
      }
      if figure.row != row {
        row = figure.row
        let values = row.dropFirst().map { " \($0.column ?? "")=\($0.value)" }.joined()
        lines.append(
          "    \(figure.level) \(figure.name ?? "") code=\(row.first?.value ?? "")\(values)")
      }
      lines.append("      \(figure.measure)  \(Self.words(figure))")
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  private static func lines(of record: RunDifference.Record) -> [String] {
    guard record.old != nil, let new = record.new else {
      let place = (record.new ?? record.old)?.description ?? ""
      return [
        "  \(record.new == nil ? "removed" : "added")  \(record.key == place ? "" : record.key + "  ")\(place)"
      ]
    }
    let values = record.values.map { value in
      value.isSensitive
        ? "\(value.variable) \(Diagnostic.Message.withheldText)"
        : "\(value.variable) \(value.old ?? "missing") → \(value.new ?? "missing")"
    }
    let name = record.key == new.description ? "" : record.key + "  "
    return ["  changed  \(name)\(new)  \(values.joined(separator: ", "))"]
  }

  private static func words(_ figure: RunDifference.Figure) -> String {
    func text(_ cell: PublishedCell?) -> String {
      cell.map { ExplainedFigure.text(of: $0, decimals: figure.decimals) } ?? "no row"
    }
    var words = "\(text(figure.old)) → \(text(figure.new))"
    if let difference = figure.difference {
      let shown =
        figure.decimals.map { DecimalText.rounded(difference, decimals: $0) }
        ?? DecimalText.shortest(difference)
      words += "  (\(difference > 0 ? "+" : "")\(shown))"
    }
    return words
  }

  /// As data.
  var json: JSONText {
    .object([
      .init("from", .text(old.place.id)), .init("to", .text(new.place.id)),
      .init("inputs", inputs.json),
      .init(
        "records",
        .list(
          difference.records.map { records in
            .object([
              .init("record", .text(records.record)), .init("changed", .count(records.changed)),
              .init("added", .count(records.added)), .init("removed", .count(records.removed)),
              .init("examples", .list(records.examples.map(Self.json))),
            ])
          })),
      .init(
        "figures",
        .list(
          difference.figures.map { figure in
            .object(
              FigureJSON.members(of: figure) + [
                .init("difference", figure.difference.map { .number($0) } ?? .null),
                .init("cause", .text(inputs.only?.rawValue)),
              ])
          })),
    ])
  }

  private static func json(_ record: RunDifference.Record) -> JSONText {
    .object([
      .init("key", .text(record.key)), .init("old", .text(record.old?.description)),
      .init("new", .text(record.new?.description)),
      .init(
        "values",
        .list(
          record.values.map {
            .object([
              .init("variable", .text($0.variable)), .init("old", .text($0.old)),
              .init("new", .text($0.new)), .init("withheld", .boolean($0.isSensitive)),
            ])
          })),
    ])
  }
}

/// How one figure differs between two runs, written.
struct FigureComparisonAnswer {
  let runs: (old: String, new: String)
  let old: FigureTrace
  let new: FigureTrace
  let parts: [ContributionDifference]
  let inputs: InputDifference

  private func text(_ cell: PublishedCell, _ trace: FigureTrace) -> String {
    ExplainedFigure.text(of: cell, decimals: trace.measure.decimals)
  }

  /// For a terminal.
  var text: String {
    var lines = [
      "\(new.measure.label.both(or: new.measure.name)): \(text(old.published, old)) → \(text(new.published, new))",
      "from \(runs.old) to \(runs.new)",
    ]
    lines += inputs.lines
    if old.steps.last?.formula != new.steps.last?.formula {
      lines.append("the formula was \(old.steps.last?.formula ?? "")")
    }
    lines += new.steps.reversed()
      .map { step in
        let before = old.steps.first { $0.measure == step.measure }?.cell
        let then = before.map { ExplainedFigure.text(of: $0, decimals: nil) } ?? "not there"
        return
          "  \(step.measure) = \(step.formula): \(then) → \(ExplainedFigure.text(of: step.cell, decimals: nil))"
      }
    for part in parts {
      let (then, now) = (
        ExplainedFigure.text(of: part.old, decimals: nil),
        ExplainedFigure.text(of: part.new, decimals: nil)
      )
      lines += [
        "", "\(part.expression): \(then) → \(now)",
        "  \(part.entered.records) records count now and did not (together \(DecimalText.shortest(part.entered.sum)))",
        "  \(part.left.records) records counted and do not now (together \(DecimalText.shortest(part.left.sum)))",
        "  \(part.changed.records) records count with another value (together \(part.changed.sum > 0 ? "+" : "")\(DecimalText.shortest(part.changed.sum)))",
      ]
      lines += part.examples.map { record in
        let place = record.location.description
        let name = record.key == place ? "" : record.key + "  "
        return
          "    \(name)\(place)  \(record.old ?? "did not count") → \(record.new ?? "does not count")"
      }
    }
    if new.isWithholding || old.isWithholding {
      lines.append(
        "The table withholds figures of few records, so that its records are not told here.")
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  /// As data.
  var json: JSONText {
    func sum(_ part: (records: Int, sum: Double)) -> JSONText {
      .object([.init("records", .count(part.records)), .init("sum", .number(part.sum))])
    }
    return .object([
      .init("from", .text(runs.old)), .init("to", .text(runs.new)),
      .init("table", .text(new.table.name)), .init("column", .text(new.measure.name)),
      .init("old", FigureJSON.cell(old.published)), .init("new", FigureJSON.cell(new.published)),
      .init("inputs", inputs.json),
      .init(
        "aggregates",
        .list(
          parts.map { part in
            .object([
              .init("expression", .text(part.expression)), .init("old", FigureJSON.cell(part.old)),
              .init("new", FigureJSON.cell(part.new)), .init("entered", sum(part.entered)),
              .init("left", sum(part.left)), .init("changed", sum(part.changed)),
              .init(
                "examples",
                .list(
                  part.examples.map {
                    .object([
                      .init("key", .text($0.key)), .init("place", .text($0.location.description)),
                      .init("old", .text($0.old)), .init("new", .text($0.new)),
                    ])
                  })),
            ])
          })),
    ])
  }
}
