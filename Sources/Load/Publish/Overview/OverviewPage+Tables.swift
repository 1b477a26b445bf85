internal import SurveyModel
internal import WebPages

/// The tables with their drawings and formulas.
extension OverviewPage {
  var tableSections: Section {
    let download =
      archive.tables.isEmpty
      ? ""
      : """
      <p><a id=all download="\(HTMLText.escaped(pipeline.name))-tables.zip" href="\(archive.address)">\(OverviewWords.downloadAll.chosen())</a></p>

      """
    let intro = "<p class=note>\(OverviewWords.traceNote.chosen())</p>\n" + download
    let links = tables.map {
      "<li><a href=\"#t-\($0.definition.name)\">\($0.definition.label.chosen(or: $0.definition.name))</a>"
    }
    return Section(
      id: "tables", title: OverviewWords.tables,
      content: tables.isEmpty
        ? ""
        : intro + "<ul class=index>\(links.joined(separator: "\n"))</ul>\n"
          + tables.map(article).joined())
  }

  private func article(of table: OverviewTable) -> String {
    let definition = table.definition
    let note = definition.note.zh ?? definition.note.en
    return """
      <article id="t-\(definition.name)">
      <h3>\(definition.label.chosen(or: definition.name)) <code>\(definition.name)</code></h3>
      \(note == nil ? "" : "<p class=note>\(definition.note.chosen())</p>")
      <div class=charts>\(bars(of: table))\(breakdowns(of: table))</div>
      \(grid(of: table))
      \(method(of: table))
      </article>

      """
  }

  /// The headline figures of the places as bars.
  private func bars(of table: OverviewTable) -> String {
    let (whole, rows) = table.compared
    guard let column = table.headlineColumn, rows.count > 1, rows.count <= 40 else { return "" }
    let bars = rows.map { row in
      let split = table.split(of: row)
      let name =
        table.isSplit
        ? Label(
          zh: split.compactMap { $0.zh ?? $0.en }.joined(separator: "·"),
          en: split.compactMap { $0.en ?? $0.zh }.joined(separator: "·"))
        : Label(zh: table.place(of: row))
      return BarChart.Bar(
        name: name, value: row.cells[table.headline].number,
        shown: table.drawn(row, table.headline))
    }
    let isShare = column.unit == "percent"
    let title = table.title(of: table.headline)
    guard
      let chart = BarChart(
        title: title.plain(), bars: bars, greatest: isShare ? 100 : nil,
        mark: isShare ? whole?.cells[table.headline].number : nil)
    else { return "" }
    return """
      <figure><figcaption>\(title.chosen()) \(unit(column.unit).chosen())\(table.waves.count > 1 ? ", \(table.waves.last ?? "")" : "")</figcaption>
      \(chart.html)</figure>
      """
  }

  /// Measures that are parts of a whole, as bars of the same length.
  private func breakdowns(of table: OverviewTable) -> String {
    let record = store.layout.records.first { $0.name == table.definition.record }
    let (whole, rows) = table.compared
    let shown = [whole].compactMap(\.self) + rows
    guard shown.count <= 40 else { return "" }
    return FigureBreakdown.all(of: table, record)
      .compactMap { breakdown -> String? in
        let bars = shown.compactMap { row -> StackedBars.Bar? in
          let numbers = breakdown.measures.map { row.cells[$0].number }
          guard !numbers.contains(nil) else { return nil }
          return StackedBars.Bar(
            name: table.place(of: row), parts: numbers.compactMap(\.self),
            shown: breakdown.measures.map { table.drawn(row, $0) })
        }
        let label = record?.variable(breakdown.variable)?.label ?? Label()
        guard
          let chart = StackedBars(
            title: label.plain(or: breakdown.variable),
            parts: breakdown.measures.map { table.title(of: $0) }, bars: bars)
        else { return nil }
        return """
          <figure><figcaption>\(label.chosen(or: breakdown.variable)): \(OverviewWords.breakdownNote.chosen())</figcaption>
          \(chart.html)</figure>
          """
      }
      .joined()
  }

  /// The figures themselves.
  private func grid(of table: OverviewTable) -> String {
    let name = table.definition.name
    let dimensions = table.dimensions
    let heads =
      [OverviewWords.place.chosen()] + dimensions.map { $0.label.chosen(or: $0.name) }
      + table.compiled.measureColumns.map { column in
        let unit = unit(column.unit)
        let label = column.label.chosen(or: column.name)
        return unit.zh == nil && unit.en == nil ? label : "\(label) <small>\(unit.chosen())</small>"
      }
    let widest = table.rows.first?.keys[0]
    let lines = table.rows.map { row in
      let split = zip(table.split(of: row), table.values(of: row))
        .map { label, value in
          let code = value == label.zh ? "" : " data-v=\"\(HTMLText.escaped(value ?? ""))\""
          return "<td\(code)>\(label.chosen())"
        }
        .joined()
      let cells = table.compiled.measureColumns.indices.map {
        "<td>" + HTMLText.escaped(table.shown(row, $0))
      }
      let level = row.keys[0] == widest ? " class=whole" : ""
      return
        "<tr\(level) data-k=\"\(HTMLText.escaped(row.code))\"><th scope=row>\(HTMLText.escaped(table.place(of: row)))\(split)\(cells.joined())\n"
    }
    let isCut = table.rows.count < table.count
    let has = archive.tables.contains(name)
    let links =
      pipeline.publications.contains(.tables(.csv))
      ? "<a\(has ? " class=csv data-t=\"\(name)\"" : "") download=\"\(name).csv\" href=\"tables/\(name).csv\">\(OverviewWords.download.chosen())</a>"
      : has
        ? "<a class=csv data-t=\"\(name)\" hidden download=\"\(name).csv\" href=\"#t-\(name)\">\(OverviewWords.download.chosen())</a>"
        : ""
    let title = table.definition.label.plain(or: name)
    return """
      <div class=wide tabindex=0 role=region aria-label="\(title)"><table class=grid data-t="\(name)" data-d=\(dimensions.count)>
      <caption class=skip>\(table.definition.label.chosen(or: name))</caption>
      <thead><tr>\(heads.map { "<th scope=col>\($0)" }.joined())</thead>
      <tbody>
      \(lines.joined())</tbody></table></div>
      <p class=after>\(isCut ? "<span class=note>\((has ? OverviewWords.narrower : OverviewWords.elsewhere).chosen())</span> " : "")\(isCut && has ? "<button type=button class=more data-t=\"\(name)\" hidden></button> " : "")\(links)</p>
      """
  }

  /// The formula of a measure, the measures of its own row that it takes marked.
  private func formula(
    of measure: TableDefinition.Measure, in table: OverviewTable
  ) -> String {
    var aggregates: [String] = []
    let marked = measure.formula
      .replacing { part in
        guard case .aggregate = part else { return part }
        aggregates.append(part.description)
        return .variable("\u{1}\(aggregates.count - 1)\u{1}")
      }
      .replacing { part in
        guard case .variable(let name) = part, table.measures[name] != nil, name != measure.name
        else { return part }
        return .variable("\u{2}\(name)\u{3}")
      }
    var html = ""
    for (index, piece) in marked.description
      .split(
        separator: "\u{1}", omittingEmptySubsequences: false
      )
      .enumerated()
    {
      let text = index % 2 == 0 ? String(piece) : Int(piece).map { aggregates[$0] } ?? ""
      html += text.split(separator: "\u{2}", omittingEmptySubsequences: false).enumerated()
        .map { number, part in
          let halves = part.split(separator: "\u{3}", omittingEmptySubsequences: false)
          guard number > 0, halves.count == 2 else { return HTMLText.escaped(part) }
          return "<var>\(HTMLText.escaped(halves[0]))</var>\(HTMLText.escaped(halves[1]))"
        }
        .joined()
    }
    return html
  }

  /// How the figures of a table are computed.
  private func method(of table: OverviewTable) -> String {
    let definition = table.definition
    var facts: [(Label, String)] = [
      (OverviewWords.record, definition.record),
      (OverviewWords.base, (definition.base ?? pipeline.asOf).description),
    ]
    if let filter = definition.filter { facts.append((OverviewWords.filter, filter.description)) }
    var formulas = HTMLTable(
      OverviewWords.computed,
      [OverviewWords.measure, OverviewWords.formula, OverviewWords.record])
    for measure in definition.measures {
      formulas.append([
        .html("\(measure.label.chosen(or: measure.name)) <code>\(measure.name)</code>"),
        .html("<code>\(formula(of: measure, in: table))</code>"),
        .text(measure.record ?? definition.record),
      ])
    }
    let items = facts.map { "<dt>\($0.chosen())<dd><code>\(HTMLText.escaped($1))</code>" }
    return """
      <details class=formulas data-t="\(definition.name)"><summary>\(OverviewWords.computed.chosen())</summary>
      <dl>\(items.joined())</dl>
      \(formulas.html)</details>
      """
  }
}
