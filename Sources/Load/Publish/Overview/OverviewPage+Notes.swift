internal import SurveyModel
internal import WebPages

/// What the figures rest on: the reports, the quality of the data, the files, the method.
extension OverviewPage {
  var reconciliation: Section {
    let doubtful = statements.filter(\.isDoubtful)
    let alone = statements.filter { $0.verdict == .noCounterpart }
    let others = statements.filter { !$0.isDoubtful && $0.verdict != .noCounterpart }
    var counts = ""
    for verdict in OverviewStatement.order {
      let count = statements.count { $0.verdict == verdict }
      if count > 0 {
        counts += "<li>\(OverviewWords.verdict(verdict).chosen()): <strong>\(count)</strong>\n"
      }
    }
    var content = "<p>\(OverviewWords.noReports.chosen())</p>\n"
    if !statements.isEmpty {
      content = "<ul class=index>\(counts)</ul>\n"
      if !doubtful.isEmpty { content += list(doubtful, OverviewWords.reconciliation) }
      if !others.isEmpty {
        content +=
          "<details><summary>\(OverviewWords.otherStatements.chosen()) (\(others.count))</summary>\n\(list(others, OverviewWords.otherStatements))</details>\n"
      }
      if !alone.isEmpty { content += lines(alone) }
    }
    return Section(
      id: "reports", title: OverviewWords.reconciliation,
      content: pipeline.reconciliations.isEmpty && statements.isEmpty ? "" : content)
  }

  /// Statements that no table has a figure for, report by report.
  private func lines(_ statements: [OverviewStatement]) -> String {
    var content =
      "<details><summary>\(OverviewWords.verdict(.noCounterpart).chosen()) (\(statements.count))</summary>\n"
    var paths: [String] = []
    for path in statements.map(\.path) where !paths.contains(path) { paths.append(path) }
    for path in paths {
      let words = statements.filter { $0.path == path }
        .map { "<span lang=zh>\(HTMLText.escaped($0.text))</span> (\($0.start)–\($0.end))" }
      content +=
        "<p><code>\(HTMLText.escaped(path))</code>: \(words.joined(separator: "; "))</p>\n"
    }
    return content + "</details>\n"
  }

  private func list(_ statements: [OverviewStatement], _ caption: Label) -> String {
    var table = HTMLTable(
      caption,
      [
        OverviewWords.verdict, OverviewWords.statement, OverviewWords.place, OverviewWords.measure,
        OverviewWords.stated, OverviewWords.tabulated, OverviewWords.difference,
        OverviewWords.report,
      ])
    for statement in statements {
      let found = statement.table.flatMap { name in
        tables.first { $0.definition.name == name }
      }
      let number = statement.measure.flatMap { found?.measures[$0] }
      let column = number.flatMap { found?.compiled.measureColumns[$0] }
      func shown(_ value: Double?, decimals: Int?) -> String {
        guard let value else { return "" }
        return DecimalText.grouped(
          decimals.map { DecimalText.rounded(value, decimals: $0) } ?? DecimalText.shortest(value))
      }
      let measure =
        column.map {
          "<a href=\"#t-\(statement.table ?? "")\">\($0.label.chosen(or: $0.name))</a>"
        }
        ?? HTMLText.escaped(
          statement.indicator ?? statement.reason?.replacing("_", with: " ") ?? "")
      let figure = [statement.table, statement.measure, statement.code].compactMap(\.self)
      table.append(
        [
          .label(statement.verdict.map(OverviewWords.verdict) ?? Label()),
          .html("<span lang=zh>\(HTMLText.escaped(statement.text))</span>"),
          .text(statement.place), .html(measure),
          .number(shown(statement.stated, decimals: nil)),
          .number(shown(statement.tabulated, decimals: column?.decimals)),
          .number(shown(statement.difference, decimals: column?.decimals)),
          .html("\(HTMLText.escaped(statement.path)), \(statement.start)–\(statement.end)"),
        ],
        (statement.isDoubtful ? " class=doubtful" : "")
          + (figure.count == 3
            ? " data-f=\"\(HTMLText.escaped(figure.joined(separator: " ")))\"" : ""))
    }
    return table.html
  }

  var qualitySection: Section {
    var gates = HTMLTable(
      OverviewWords.gate,
      [OverviewWords.gate, OverviewWords.value, OverviewWords.limit, OverviewWords.outcome])
    for gate in result.gates {
      gates.append([
        .text(gate.name), .number(gate.shownValue),
        .number(gate.limit.map(DecimalText.shortest) ?? "–"),
        .label(gate.isPassed ? OverviewWords.passed : OverviewWords.failed),
      ])
    }
    var rows = HTMLTable(
      OverviewWords.sourceRows,
      [
        OverviewWords.source, OverviewWords.rowsRead, OverviewWords.rowsClean,
        OverviewWords.rowsHeld, OverviewWords.rowsOther,
      ])
    for (source, tally) in result.tallies {
      let counts = [
        tally.read, tally.clean + tally.corrected, tally.quarantined,
        tally.other.values.reduce(0, +),
      ]
      rows.append([.text(source)] + counts.map { .number(DecimalText.grouped(String($0))) })
    }
    var content = (result.gates.isEmpty ? "" : gates.html) + rows.html
    content += "<h3>\(OverviewWords.quarantine.chosen())</h3>\n"
    content += findings(
      quality.held, OverviewWords.quarantine, OverviewWords.variable, OverviewWords.quarantineFile)
    content += "<h3>\(OverviewWords.rules.chosen())</h3>\n" + rules
    content += "<h3>\(OverviewWords.findings.chosen())</h3>\n"
    content += findings(quality.others, OverviewWords.findings, OverviewWords.severity, nil)
    return Section(id: "quality", title: OverviewWords.quality, content: content)
  }

  private func findings(
    _ findings: [OverviewQuality.Finding], _ caption: Label, _ subject: Label, _ note: Label?
  ) -> String {
    guard !findings.isEmpty else { return "<p>\(OverviewWords.noFindings.chosen())</p>\n" }
    var table = HTMLTable(
      caption, [OverviewWords.code, subject, OverviewWords.count, OverviewWords.example])
    for finding in findings {
      table.append([
        .html("<code>\(HTMLText.escaped(finding.code))</code>"), .text(finding.subject),
        .number(DecimalText.grouped(String(finding.count))), .text(finding.place),
      ])
    }
    return (note.map { "<p class=note>\($0.chosen())</p>\n" } ?? "") + table.html
  }

  private var rules: String {
    guard !quality.rules.isEmpty else { return "<p>\(OverviewWords.noFindings.chosen())</p>\n" }
    var table = HTMLTable(
      OverviewWords.rules,
      [
        OverviewWords.rule, OverviewWords.record, OverviewWords.severity, OverviewWords.condition,
        OverviewWords.tested, OverviewWords.failures, OverviewWords.corrected,
      ])
    for rule in quality.rules {
      table.append(
        [
          .html("<code>\(HTMLText.escaped(rule.name))</code>"), .text(rule.subject),
          .text(rule.severity), .html("<code>\(HTMLText.escaped(rule.condition))</code>"),
        ]
          + [rule.tested, rule.failed, rule.corrected]
          .map { .number(DecimalText.grouped(String($0))) })
    }
    return "<p class=note>\(OverviewWords.editsFile.chosen())</p>\n" + table.html
  }

  var sources: Section {
    var table = HTMLTable(
      OverviewWords.sources,
      [OverviewWords.path, OverviewWords.source, OverviewWords.bytes, OverviewWords.hash])
    for file in report.files {
      table.append([
        .text(file.path), .text(file.sources.joined(separator: ", ")),
        .number(DecimalText.grouped(String(file.size))),
        .html("<code>\(file.sha256)</code>"),
      ])
    }
    for file in report.references {
      table.append([
        .text(file.path), .text(file.role), .number(""), .html("<code>\(file.sha256)</code>"),
      ])
    }
    return Section(id: "sources", title: OverviewWords.sources, content: table.html)
  }

  var method: Section {
    let marks = PublishedCell.Absence.allCases.reversed()
      .map { absence in
        "<dt>\(MarkConvention.bracket.mark(for: absence))<dd>\(SheetWords.meaning(of: absence).chosen())"
      }
    let content = """
      <p>\(OverviewWords.marksNote.chosen())</p>
      <dl>\(marks.joined())<dt>0<dd>\(SheetWords.zero.chosen())</dl>
      <dl><dt>\(SheetWords.computedBy.chosen())<dd>Millet \(HTMLText.escaped(report.version))
      <dt>\(SheetWords.definition.chosen())<dd><code>\(report.definition.whole)</code></dl>

      """
    return Section(id: "method", title: OverviewWords.method, content: content)
  }

  /// What the script tells of figures, as JSON that no browser takes for markup.
  var data: String {
    let shown = tables.map { table in
      let definition = table.definition
      return JSONText.Member(
        definition.name,
        .object([
          .init("filter", .text(definition.filter?.description)),
          .init("base", .text((definition.base ?? pipeline.asOf).description)),
          .init("is_direct", .boolean(!table.compiled.isMapped && definition.counted == .all)),
          .init("keys", .list(table.dimensions.map { .text($0.name) })),
          .init(
            "wave",
            pipeline.hasWaves
              ? .text((pipeline.waves(of: definition).last ?? pipeline.asOf).description) : .null),
        ]))
    }
    var numbers: [Int64: Int] = [:]
    for (number, file) in report.files.enumerated() { numbers[Int64(file.number)] = number }
    let groups = behind.groups
      .map { key, group in
        (
          [key.record, key.wave ?? "", key.place].joined(separator: " "),
          JSONText.list(
            [.count(group.clean), .count(group.held)]
              + group.files.compactMap { numbers[$0] }.sorted().map { .count($0) })
        )
      }
      .sorted { $0.0 < $1.0 }
    let object = JSONText.object([
      .init("run", .text(isShown ? pipeline.name : ".")), .init("tables", .object(shown)),
      .init("records", .object(groups.map { .init($0.0, $0.1) })),
      .init("files", .list(report.files.map { .text($0.path) })),
    ])
    return object.line.replacing("<", with: "\\u003c")
  }
}
