internal import SurveyModel
internal import WebPages

/// The figures at a glance: those of the whole, place by place, on a map, between waves, over runs.
extension OverviewPage {
  /// The tables that stand at the head: shares of places whose rows are not split but by waves.
  private var shares: [OverviewTable] {
    tables.filter { table in
      table.headlineColumn?.unit == "percent" && !table.isSplit && !table.compared.rows.isEmpty
    }
  }

  var headlines: Section {
    let cards = tables.compactMap { table -> String? in
      guard table.waves.count < 2, table.definition.base == nil, let row = table.whole,
        let column = table.headlineColumn, row.cells[table.headline].number != nil
      else { return nil }
      return """
        <li><a href="#t-\(table.definition.name)"><span class=figure>\(table.shown(row, table.headline)) <small>\(unit(column.unit).chosen())</small></span>
        <span>\(table.title(of: table.headline).chosen())</span>
        <span class=note>\(table.definition.label.chosen(or: table.definition.name))</span></a>

        """
    }
    let content =
      cards.isEmpty
      ? ""
      : """
      <p class=note>\(OverviewWords.headlinesNote.chosen())</p>
      <ul class=cards>
      \(cards.joined())</ul>

      """
    return Section(id: "headlines", title: OverviewWords.headlines, content: content)
  }

  var multiples: Section {
    // A share that most places have none of compares nothing.
    let shown =
      shares.filter { table in
        let rows = table.compared.rows
        return table.waves.count < 2 && table.definition.base == nil && rows.count > 1
          && rows.count { $0.cells[table.headline].number != nil } * 2 > rows.count
      }
      .prefix(6)
    var places: [(code: String, name: String)] = []
    for table in shown {
      for row in table.compared.rows where !places.contains(where: { $0.code == row.code }) {
        places.append((row.code, table.place(of: row)))
      }
    }
    guard !shown.isEmpty, places.count > 1, places.count <= 60 else {
      return Section(id: "places", title: OverviewWords.byPlace, content: "")
    }
    let keys = shown.map { "<li>\($0.title(of: $0.headline).chosen())" }.joined(separator: "\n")
    let tiles = places.map { code, name -> String in
      let bars = shown.enumerated()
        .map { number, table -> BarTile.Bar in
          let row = table.compared.rows.first { $0.code == code }
          return BarTile.Bar(
            name: String(number + 1), share: row?.cells[table.headline].number,
            shown: row.map { table.drawn($0, table.headline) } ?? "",
            ofWhole: table.compared.whole?.cells[table.headline].number)
        }
      let words = bars.map { "\($0.name): \($0.shown)" }.joined(separator: ", ")
      return
        "<li><h3>\(HTMLText.escaped(name))</h3>\(BarTile(title: HTMLText.escaped("\(name): \(words)"), bars: bars).html)\n"
    }
    let content = """
      <p class=note>\(OverviewWords.multiplesNote.chosen())</p>
      <ol class=legend>\(keys)</ol>
      <ul class=tiles>
      \(tiles.joined())</ul>

      """
    return Section(id: "places", title: OverviewWords.byPlace, content: content)
  }

  var map: Section {
    var content = ""
    if let table = points.table, let column = table.headlineColumn,
      let map = PointMap(title: table.title(of: table.headline).plain(), points: points.points)
    {
      content = """
        <figure><figcaption>\(table.title(of: table.headline).chosen()) \(unit(column.unit).chosen())</figcaption>
        <ul class=keys>\(map.classes.enumerated().map { number, bounds in
          "<li><svg viewBox=\"0 0 12 12\" aria-hidden=true><circle class=m\(number) cx=6 cy=6 r=5 /></svg> \(bound(bounds.lowerBound, column))–\(bound(bounds.upperBound, column))"
        }.joined())</ul>
        \(map.html)</figure>
        <p class=note>\(OverviewWords.mapNote.chosen())</p>

        """
    }
    return Section(id: "map", title: OverviewWords.map, content: content)
  }

  private func bound(_ number: Double, _ column: CompiledTable.Column) -> String {
    DecimalText.grouped(DecimalText.rounded(number, decimals: column.decimals ?? 2))
  }

  var waves: Section {
    var content = ""
    for table in tables {
      let days = table.waves
      guard days.count > 1, !table.isSplit, let after = days.last,
        let before = days.dropLast().last, let column = table.headlineColumn
      else { continue }
      func pair(_ row: PublishedTable.Row) -> DumbbellChart.Pair? {
        let old = table.rows.first { $0.code == row.code && table.wave(of: $0) == before }
        guard let old, let start = old.cells[table.headline].number,
          let end = row.cells[table.headline].number
        else { return nil }
        return DumbbellChart.Pair(
          name: table.place(of: row), before: start, after: end,
          shownBefore: table.drawn(old, table.headline),
          shownAfter: table.drawn(row, table.headline))
      }
      // A share of the whole is always all of it there, and would leave the places no room.
      let whole = table.compared.whole.flatMap(pair).flatMap { $0.before == $0.after ? nil : $0 }
      let pairs = [whole].compactMap(\.self) + table.compared.rows.compactMap(pair)
      let title = table.title(of: table.headline)
      guard let chart = DumbbellChart(title: title.plain(), pairs: pairs) else { continue }
      content += """
        <figure><figcaption><a href="#t-\(table.definition.name)">\(table.definition.label.chosen(or: table.definition.name))</a>: \(title.chosen()) \(unit(column.unit).chosen()), \(HTMLText.escaped(before)) → \(HTMLText.escaped(after))</figcaption>
        \(chart.html)</figure>

        """
    }
    let note = "<p class=note>\(OverviewWords.wavesNote.chosen())</p>\n"
    return Section(
      id: "waves", title: OverviewWords.waves,
      content: content.isEmpty ? "" : note + "<div class=charts>\(content)</div>\n")
  }

  var trends: Section {
    guard !earlier.series.isEmpty, !earlier.times.isEmpty else {
      return Section(
        id: "trends", title: OverviewWords.trends,
        content: "<p>\(OverviewWords.noTrends.chosen())</p>\n")
    }
    let times = earlier.times.map { Label(zh: $0) } + [OverviewWords.thisRun]
    var table = HTMLTable(
      OverviewWords.trends, [OverviewWords.measure, OverviewWords.trend] + times)
    for series in earlier.series {
      let line = TrendLine(title: series.title.plain(), values: series.values)
      let title = "\(series.title.chosen()) <small>\(unit(series.unit).chosen())</small>"
      table.append(
        [.html("<a href=\"#t-\(series.table)\">\(title)</a>"), .html(line?.html ?? "")]
          + series.shown.map { .number($0) })
    }
    return Section(
      id: "trends", title: OverviewWords.trends,
      content: "<p class=note>\(OverviewWords.trendsNote.chosen())</p>\n" + table.html)
  }

  /// What a unit is called.
  func unit(_ name: String?) -> Label {
    guard let name else { return Label() }
    if name == "percent" { return Label(zh: "%") }
    return Label(
      zh: pipeline.conventions.units[name]?.first, en: name.replacing("_", with: " "))
  }
}
