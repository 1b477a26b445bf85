import Load
import SurveyModel
import WebPages

/// An explained figure as one page, with the sheets around the cells of the records that are told.
struct FigurePage {
  /// A worksheet with what is marked on it.
  private struct Sheet {
    let place: WorksheetPlace
    var rows: Set<Int> = []
    var used: Set<CellReference> = []
  }

  private let figure: ExplainedFigure
  private var sheets: [Sheet] = []
  private var trace: FigureTrace { figure.trace }

  /// Gathers what the page shows.
  ///
  /// - Throws: `RunFailure` when the run's store refuses.
  init(_ figure: ExplainedFigure) throws(RunFailure) {
    self.figure = figure
    struct Key: Hashable {
      let file: UInt32
      let worksheet: UInt32
      let record: String
    }
    var places: [Key: WorksheetPlace?] = [:]
    for aggregate in trace.aggregates {
      for record in aggregate.records {
        let key = Key(
          file: record.origin.file, worksheet: record.origin.worksheet, record: aggregate.record)
        if places[key] == nil {
          places[key] = .some(
            try figure.run.reader.worksheet(
              of: record.origin, aggregate.record, in: figure.run.pipeline))
        }
        guard let place = places[key] ?? nil else { continue }
        let cells = record.values.filter { $0.elsewhere == nil }.compactMap(\.cell)
        add(cells, row: Int(record.origin.row), on: place)
      }
    }
  }

  private mutating func add(_ cells: [CellReference], row: Int, on place: WorksheetPlace) {
    let index =
      sheets.firstIndex {
        ($0.place.path, $0.place.name, $0.place.source) == (place.path, place.name, place.source)
      }
      ?? sheets.count
    if index == sheets.count { sheets.append(Sheet(place: place)) }
    sheets[index].rows.formUnion([row] + cells.map(\.row))
    sheets[index].used.formUnion(cells)
  }

  /// The page.
  var html: String {
    get throws {
      let title = trace.measure.label.both(or: trace.measure.name)
      var body = "<a class=\"skip\" href=\"#records\">Skip to the records</a>\n<main>\n"
      body += head + formula
      for (number, aggregate) in trace.aggregates.enumerated() {
        body += section(aggregate, number)
      }
      if trace.isWithholding {
        body +=
          "<p>The table withholds figures of few records, so that its records are not told here.</p>\n"
      }
      body += try excerpts + statements + "</main>"
      return HTMLPage(title: title, style: PageStyle.css).html(around: body)
    }
  }

  private static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

  private static func definitions(_ pairs: [(String, String)]) -> String {
    "<dl>\n" + pairs.map { "<dt>\($0)</dt><dd>\($1)</dd>\n" }.joined() + "</dl>\n"
  }

  /// A table, whose frame no other of the page is named like: by its caption, and by what it is of.
  private static func table(
    _ caption: String, of subject: String? = nil, _ columns: [String],
    _ rows: [[(text: String, isNumber: Bool)]]
  ) -> String {
    let name = [caption, subject].compactMap(\.self).joined(separator: ": ")
    let head = columns.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      "<tr>"
        + row.map { "<td\($0.isNumber ? " class=\"number\"" : "")>\($0.text)</td>" }.joined()
        + "</tr>\n"
    }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(escaped(name))"><table>
      <caption>\(escaped(caption))</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(lines.joined())</tbody>
      </table></div>

      """
  }

  private var head: String {
    let unit = trace.measure.unit.map { " <small>\(Self.escaped($0))</small>" } ?? ""
    let row = trace.row.compactMap { key -> String? in
      guard let value = key.value else { return nil }
      return "\(key.label.marked(or: key.column)): <strong>\(Self.escaped(value))</strong>"
    }
    var html = """
      <h1>\(trace.measure.label.marked(or: trace.measure.name))</h1>
      <p class="figure">\(Self.escaped(figure.published))\(unit)</p>

      """
    if !trace.isReproduced {
      html +=
        "<p class=\"warning\">The records give \(Self.escaped(figure.computed ?? "nothing")).</p>\n"
    }
    return html
      + Self.definitions([
        (
          "table",
          "\(trace.table.label.marked(or: trace.table.name)) <code>\(Self.escaped(trace.table.name))</code>"
        ),
        ("row", row.joined(separator: "; ")),
        (
          "run",
          "<code>\(Self.escaped(figure.run.place.id))</code> of \(Self.escaped(figure.run.pipeline.name))"
        ),
        ("records of", trace.asOf.description), ("on the places of", trace.base.description),
      ])
  }

  private var formula: String {
    var html = "<h2>Formula</h2>\n"
    html += Self.table(
      "From the figure to what it rests on", ["measure", "formula", "with its values", "gives"],
      trace.steps.reversed()
        .map { step in
          [
            (step.label.marked(or: step.measure), false),
            ("<code>\(Self.escaped("\(step.measure) = \(step.formula)"))</code>", false),
            ("<code>\(Self.escaped(step.values))</code>", false),
            (Self.escaped(ExplainedFigure.text(of: step.cell, decimals: nil)), true),
          ]
        })
    if let quotient = trace.quotient {
      html += Self.definitions([
        ("numerator", "<code>\(Self.escaped(quotient.numerator))</code>"),
        ("denominator", "<code>\(Self.escaped(quotient.denominator))</code>"),
      ])
    }
    let others =
      trace.others.map { other in
        let row = other.row.map { "\($0.column ?? "")=\($0.value)" }.joined(separator: " ")
        return (
          "<code>\(Self.escaped(other.name))</code>",
          Self.escaped(ExplainedFigure.text(of: other.cell, decimals: nil))
            + (row.isEmpty ? "" : " (\(Self.escaped("\(other.measure), \(row)")))")
        )
      }
      + trace.attributes.map {
        (
          "<code>\(Self.escaped($0.name))</code>",
          "\(Self.escaped($0.value ?? "missing")), of the gazetteer’s place \(Self.escaped($0.place))"
        )
      }
    return html + (others.isEmpty ? "" : Self.definitions(others))
  }

  private func section(_ aggregate: AggregateTrace, _ number: Int) -> String {
    let value = ExplainedFigure.text(of: aggregate.value, decimals: nil)
    var html =
      "<h2\(number == 0 ? " id=\"records\"" : "")><code>\(Self.escaped(aggregate.expression))</code> = \(Self.escaped(value))</h2>\n"
    if let obstacle = aggregate.obstacle {
      html +=
        "<p class=\"warning\">No figure: \(Self.escaped(obstacle.words(record: aggregate.record))).</p>\n"
    }
    let left = aggregate.leftOut.map { left in
      let codes = left.codes.map { "\($0.code) \($0.records)" }.joined(separator: ", ")
      return (
        "left out",
        "\(left.records): \(Self.escaped(left.outcome.words(aggregate)))\(codes.isEmpty ? "" : " (\(Self.escaped(codes)))")"
      )
    }
    html += Self.definitions(
      [("records", "\(aggregate.counted) of <code>\(Self.escaped(aggregate.record))</code> count")]
        + left
        + [("SHA-256", "<code>\(figure.digest(of: aggregate))</code> of all that count")])
    html += shares("file", aggregate.byFile, of: aggregate)
    html += shares("place", aggregate.byPlace, of: aggregate)
    guard !aggregate.records.isEmpty else { return html }
    let last = figure.page.offset + aggregate.records.count
    let rows = aggregate.records.flatMap { record in
      record.values.enumerated()
        .map { index, value -> [(text: String, isNumber: Bool)] in
          let outcome =
            record.outcome == .counted
            ? figure.contribution(of: record, to: aggregate) ?? "counts"
            : record.outcome.words(aggregate)
          return [
            (index == 0 ? Self.escaped(record.location.description) : "", false),
            (index == 0 ? Self.escaped(outcome) : "", record.outcome == .counted),
            (value.label.marked(or: value.variable), false),
            (Self.escaped(value.elsewhere?.description ?? value.cell?.description ?? "–"), false),
            (
              Self.escaped(value.isSensitive ? Diagnostic.Message.withheldText : value.read ?? ""),
              false
            ),
            (Self.escaped(shown(value)), false),
            (
              Self.escaped(
                (value.formula.map { [$0] } ?? [] + value.changes.map(\.rule))
                  .joined(separator: ", ")), false
            ),
          ]
        }
    }
    return html
      + Self.table(
        "Records \(figure.page.offset + 1) to \(last)\(figure.page.subject == .counted ? " of \(aggregate.counted)" : ", left out")",
        of: aggregate.expression,
        ["row", "gives", "variable", "cell", "as read", "value", "rule or formula"], rows)
  }

  private func shown(_ value: RecordTrace.Value) -> String {
    if value.isSensitive { return Diagnostic.Message.withheldText }
    guard let text = value.value else { return "missing" }
    let title = value.uses.contains(.place) ? figure.title(ofPlace: text) : nil
    return title.map { "\(text) \($0)" } ?? text
  }

  private static let mostShares = 40

  private func shares(
    _ what: String, _ shares: [AggregateTrace.Share], of aggregate: AggregateTrace
  ) -> String {
    guard shares.count > 1 else { return "" }
    let hasSum = shares.contains { $0.sum != nil }
    let rows = shares.prefix(Self.mostShares)
      .map { share -> [(text: String, isNumber: Bool)] in
        let name = [share.title, share.name].compactMap(\.self).joined(separator: " ")
        return [
          (Self.escaped(name.isEmpty ? "no place" : name), false), ("\(share.records)", true),
        ] + (hasSum ? [(share.sum.map(DecimalText.shortest) ?? "", true)] : [])
      }
    let rest =
      shares.count > Self.mostShares ? ", the first \(Self.mostShares) of \(shares.count)" : ""
    return Self.table(
      "Records that count by \(what)\(rest)", of: aggregate.expression,
      [what, "records"] + (hasSum ? ["together"] : []), rows
    )
  }

  // MARK: Sheets

  private var excerpts: String {
    get throws {
      guard !sheets.isEmpty else { return "" }
      var html = "<h2>On the sheets</h2>\n"
      for sheet in sheets {
        let place = sheet.place
        html +=
          "<h3>\(Self.escaped(place.path)): \(Self.escaped(figure.run.pipeline.conventions.personalText.shown(place.name)))</h3>\n"
        let path = PathBelowRoot.path(place.path, in: figure.run.pipeline.root)
        do {
          if try ContentHash.of(fileAt: path) != place.sha256 {
            html += "<p class=\"warning\">The file is another than the run read.</p>\n"
            continue
          }
          html += Self.html(
            of: try SheetExcerpt(place, rows: sheet.rows, of: figure.run), sheet)
        } catch let failure as RunFailure {
          html +=
            "<p class=\"warning\">\(Self.escaped(failure.diagnostic.message.description))</p>\n"
        }
      }
      return html
        + "<p class=\"note\">Marked: the cells behind the records above. Columns that are sensitive or that the pipeline does not read are not shown.</p>\n"
    }
  }

  private static func html(of excerpt: SheetExcerpt, _ sheet: Sheet) -> String {
    let letters = excerpt.columns.map {
      "<th scope=\"col\">\(CellReference.letters(ofColumn: $0))</th>"
    }
    var lines: [String] = []
    var last: Int?
    for row in excerpt.rows {
      if let last, row.number > last + 1 {
        lines.append("<tr class=\"gap\"><td colspan=\"\(excerpt.columns.count + 1)\">…</td></tr>\n")
      }
      last = row.number
      var cells = ""
      var covered = 0
      for column in excerpt.columns {
        if covered > 0 {
          covered -= 1
          continue
        }
        let cell = row.cells[column]
        // What a range from above goes over is not there.
        if cell == nil, isCovered(row.number, column, in: excerpt) { continue }
        covered = (cell?.columns ?? 1) - 1
        var classes: [String] = []
        if row.isHeader { classes.append("header") }
        if sheet.used.contains(CellReference(row: row.number - 1, column: column)) {
          classes.append("used")
        }
        if let cell, cell.text == nil { classes.append("withheld") }
        let spans =
          ((cell?.columns ?? 1) > 1 ? " colspan=\"\(cell?.columns ?? 1)\"" : "")
          + ((cell?.rows ?? 1) > 1 ? " rowspan=\"\(cell?.rows ?? 1)\"" : "")
        let mark = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        cells += "<td\(mark)\(spans)>\(escaped(cell.map { $0.text ?? "▒▒" } ?? ""))</td>"
      }
      lines.append("<tr><th scope=\"row\">\(row.number)</th>\(cells)</tr>\n")
    }
    let label = escaped("\(sheet.place.path), \(excerpt.name)")
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(label)"><table class="sheet">
      <thead><tr><td></td>\(letters.joined())</tr></thead>
      <tbody>
      \(lines.joined())</tbody>
      </table></div>

      """
  }

  /// Whether a merged range from above or from the left goes over a cell.
  private static func isCovered(_ number: Int, _ column: Int, in excerpt: SheetExcerpt) -> Bool {
    excerpt.rows.contains { row in
      row.number <= number
        && row.cells.contains { start, cell in
          (cell.rows > 1 || cell.columns > 1) && (start..<start + cell.columns).contains(column)
            && (row.number..<row.number + cell.rows).contains(number)
        }
    }
  }

  private var statements: String {
    guard !trace.statements.isEmpty else { return "" }
    return "<h2>Reports held against it</h2>\n"
      + Self.table(
        "Statements of reports", ["report", "characters", "text", "verdict"],
        trace.statements.map { statement in
          [
            (Self.escaped(statement.path), false), ("\(statement.start)–\(statement.end)", true),
            ("<span lang=\"zh\">\(Self.escaped(statement.text))</span>", false),
            (Self.escaped(statement.verdict.replacing("_", with: " ")), false),
          ]
        })
  }
}
