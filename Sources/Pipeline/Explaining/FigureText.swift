import Load
import SurveyModel

/// An explained figure for a terminal.
struct FigureText {
  private let figure: ExplainedFigure
  private var trace: FigureTrace { figure.trace }

  init(_ figure: ExplainedFigure) { self.figure = figure }

  /// The text.
  var text: String {
    var lines = head
    lines += formula
    for aggregate in trace.aggregates { lines += [""] + self.lines(of: aggregate) }
    if trace.isWithholding {
      lines += [
        "",
        "The table withholds figures of few records, so that its records are not told here.",
      ]
    }
    if !trace.statements.isEmpty {
      lines += ["", "reports held against it"]
      lines += trace.statements.map { statement in
        "  \(statement.path):@\(statement.start)-\(statement.end)  \(statement.verdict.replacing("_", with: " "))  “\(statement.text)”"
      }
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  private var head: [String] {
    let unit = trace.measure.unit.map { " \($0)" } ?? ""
    let row = trace.row.compactMap { key in key.value.map { "\(key.column)=\($0)" } }
    var lines = [
      "\(trace.measure.label.both(or: trace.measure.name)): \(figure.published)\(unit)",
      "  table  \(trace.table.name), \(trace.table.label.both(or: trace.table.name))",
      "  row    \(row.joined(separator: " "))",
      "  run    \(figure.run.place.id) of \(figure.run.pipeline.name), records of \(trace.asOf) on the places of \(trace.base)",
    ]
    if trace.table.counted == .panel {
      lines.append("  counts records that are in every wave of the table")
    }
    return lines
  }

  private var formula: [String] {
    var lines = ["", "formula"]
    for step in trace.steps.reversed() {
      let given = ExplainedFigure.text(of: step.cell, decimals: nil)
      var line = "  \(step.measure) = \(step.formula)"
      if step.values != step.formula, step.values != given { line += " = \(step.values)" }
      line += " = \(given)"
      if let decimals = step.decimals, step.cell.number != nil {
        let published = ExplainedFigure.text(of: step.cell, decimals: decimals)
        if published != given { line += ", published \(published)" }
      }
      lines.append(line + (step.unit.map { " \($0)" } ?? ""))
    }
    if let quotient = trace.quotient {
      lines.append("  numerator \(quotient.numerator), denominator \(quotient.denominator)")
    }
    for other in trace.others {
      let row = other.row.map { "\($0.column ?? "")=\($0.value)" }.joined(separator: " ")
      lines.append(
        "  \(other.name) = \(ExplainedFigure.text(of: other.cell, decimals: nil))"
          + (row.isEmpty ? "" : ", \(other.measure) of the row \(row)"))
    }
    lines += trace.attributes.map {
      "  \($0.name) = \($0.value ?? "missing"), of the gazetteer’s place \($0.place)"
    }
    return lines
  }

  private func lines(of aggregate: AggregateTrace) -> [String] {
    var lines = [
      "\(aggregate.expression) = \(ExplainedFigure.text(of: aggregate.value, decimals: nil))"
    ]
    if let obstacle = aggregate.obstacle {
      lines.append("  no figure: \(obstacle.words(record: aggregate.record))")
    }
    if let filter = aggregate.filter { lines.append("  of records that meet “\(filter)”") }
    lines.append("  \(aggregate.counted) records of \(aggregate.record) count")
    for left in aggregate.leftOut {
      let codes = left.codes.map { "\($0.code) \($0.records)" }.joined(separator: ", ")
      lines.append(
        "  \(left.records) left out: \(left.outcome.words(aggregate))\(codes.isEmpty ? "" : " (\(codes))")"
      )
    }
    lines += shares("by file", aggregate.byFile)
    lines += shares("by place", aggregate.byPlace)
    lines += records(of: aggregate)
    if aggregate.counted > 0 {
      lines.append("  sha256 of all that count: \(figure.digest(of: aggregate))")
    }
    return lines
  }

  private static let mostShares = 12

  private func shares(_ title: String, _ shares: [AggregateTrace.Share]) -> [String] {
    guard shares.count > 1 else { return shares.map { "  \(title): all in \(name(of: $0))" } }
    var lines = ["  \(title)"]
    for share in shares.prefix(Self.mostShares) {
      let sum = share.sum.map { ", together \(DecimalText.shortest($0))" } ?? ""
      lines.append("    \(share.records)  \(name(of: share))\(sum)")
    }
    if shares.count > Self.mostShares {
      let rest = shares.dropFirst(Self.mostShares).reduce(0) { $0 + $1.records }
      lines.append(
        "    \(rest)  in \(shares.count - Self.mostShares) others (--format json has all)")
    }
    return lines
  }

  private func name(of share: AggregateTrace.Share) -> String {
    [share.title, share.name].compactMap(\.self).joined(separator: " ").ifEmpty("no place")
  }

  private func records(of aggregate: AggregateTrace) -> [String] {
    guard !aggregate.records.isEmpty else { return [] }
    let isLeftOut = figure.page.subject == .leftOut
    let all = isLeftOut ? aggregate.leftOut.reduce(0) { $0 + $1.records } : aggregate.counted
    let last = figure.page.offset + aggregate.records.count
    var title =
      "  records \(isLeftOut ? "left out, " : "")\(figure.page.offset + 1) to \(last) of \(all)"
    if last < all { title += "; --offset \(last) has the next" }
    return [title] + aggregate.records.flatMap { lines(of: $0, in: aggregate) }
  }

  private func lines(of record: RecordTrace, in aggregate: AggregateTrace) -> [String] {
    let outcome =
      record.outcome == .counted
      ? figure.contribution(of: record, to: aggregate).map { "gives \($0)" } ?? "counts"
      : record.outcome.words(aggregate)
    return ["    \(record.location)  \(outcome)"]
      + record.quarantine.map { "      \($0.code): \($0.message)" }
      + record.values.map { "      \(line(of: $0))" }
  }

  private func line(of value: RecordTrace.Value) -> String {
    Self.line(of: value, title: value.value.flatMap { figure.title(ofPlace: $0) })
  }

  /// A value with its cell.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - title: The name of the place that it is the code of, where it is known.
  /// - Returns: The line.
  static func line(of value: RecordTrace.Value, title: String? = nil) -> String {
    let cell = value.elsewhere?.description ?? value.cell?.description ?? "–"
    var words = "\(value.variable)  \(cell)  "
    if value.isSensitive {
      words += Diagnostic.Message.withheldText
    } else {
      let shown = value.value.map { code in
        [code, value.uses.contains(.place) ? title : nil].compactMap(\.self)
          .joined(separator: " ")
      }
      switch (value.read, shown) {
      case (let read?, let shown?): words += read == value.value ? read : "“\(read)” → \(shown)"
      case (let read?, nil): words += "“\(read)” → missing"
      case (nil, let shown?): words += shown
      case (nil, nil): words += "missing"
      }
    }
    if let formula = value.formula { words += "  derived: \(formula)" }
    if !value.changes.isEmpty {
      words += "  [\(value.changes.map(\.rule).joined(separator: ", "))]"
    }
    return words
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
