internal import SurveyModel
internal import WebPages

/// A report that a person signs, as one page that needs nothing but itself: no script, no font, no picture.
struct ReportPage {
  let title: ReportSection.Title
  let sections: [ReportSection]

  /// The whole page.
  var html: String {
    var html = "<main>\n<h1>\(Self.pair(title))</h1>\n"
    for (number, section) in sections.enumerated() {
      html += "<section>\n<h2>\(number + 1). \(Self.pair(section.title))</h2>\n"
      if let note = section.note { html += "<p class=\"note\">\(Self.pair(note))</p>\n" }
      html += Self.html(of: section.content) + "</section>\n"
    }
    return HTMLPage(title: title.en, style: Self.style).html(around: html + "</main>")
  }

  private static func pair(_ title: ReportSection.Title) -> String {
    "<span lang=\"zh\">\(HTMLText.escaped(title.zh))</span> <span class=\"en\">\(HTMLText.escaped(title.en))</span>"
  }

  private static func html(of content: ReportSection.Content) -> String {
    switch content {
    case .facts(let facts):
      let lines = facts.map {
        "<div><dt>\(pair($0.title))</dt><dd>\(HTMLText.escaped($0.value))</dd></div>\n"
      }
      return "<dl>\n\(lines.joined())</dl>\n"
    case .table(_, let rows, let none) where rows.isEmpty: return "<p>\(pair(none))</p>\n"
    case .table(let columns, let rows, _):
      let head = columns.map { "<th scope=\"col\"\(mark($0.kind))>\(pair($0.title))</th>" }
      let lines = rows.map { row in
        let cells = zip(columns, row).map { "<td\(mark($0.kind))>\(HTMLText.escaped($1))</td>" }
        return "<tr>\(cells.joined())</tr>\n"
      }
      return """
        <div class="wide"><table>
        <thead><tr>\(head.joined())</tr></thead>
        <tbody>
        \(lines.joined())</tbody>
        </table></div>

        """
    case .blanks(let lines):
      return
        lines.map { line in
          let blanks = line.map {
            "<div><span>\(pair($0))</span><span class=\"blank\"></span></div>"
          }
          return "<div class=\"sign\">\(blanks.joined())</div>\n"
        }
        .joined()
    }
  }

  private static func mark(_ kind: ReportSection.Column.Kind) -> String {
    switch kind {
    case .text: ""
    case .number: " class=\"number\""
    case .code: " class=\"code\""
    case .name: " class=\"name\""
    }
  }

  /// How the page looks, on a screen and on sheets of A4.
  static let style = """
    :root { color-scheme: light; }
    body { margin: 0 auto; max-width: 62rem; padding: 1rem; color: #1b1b1b; background: #fff;
      font: .95rem/1.5 system-ui, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
    h1 { font-size: 1.5em; border-bottom: 3px solid #1b1b1b; padding-bottom: .4rem; }
    h2 { font-size: 1.15em; margin: 1.4rem 0 .3rem; break-after: avoid; }
    .en { color: #595959; } h1 .en, h2 .en { font-weight: normal; margin-left: .4rem; }
    th .en { display: block; font-weight: normal; }
    .note { margin: 0 0 .4rem; font-size: .9em; } .note .en { display: block; }
    dl { margin: 0; } dl div { display: flex; gap: 1rem; border-bottom: 1px solid #d0d0d0; padding: .2rem 0; }
    dt { flex: 0 0 16rem; } dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
    @media (max-width: 40rem) { dl div { flex-direction: column; gap: 0; } dt { flex: none; } }
    .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .82rem; }
    thead { display: table-header-group; } tr { break-inside: avoid; }
    th, td { text-align: left; vertical-align: top; padding: .2rem .45rem; border: 1px solid #b5b5b5;
      overflow-wrap: anywhere; }
    th { background: #f0f0f0; overflow-wrap: normal; } .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number, td.name, td.code { white-space: nowrap; } td.code { font-family: monospace; font-size: .74rem; }
    .sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem;
      margin-top: 2.2rem; break-inside: avoid; }
    .sign div { display: flex; flex-direction: column; } .blank { border-bottom: 1px solid #1b1b1b; height: 2.2rem; }
    @page { size: A4; margin: 16mm 14mm; }
    @media print { body { max-width: none; padding: 0; font-size: 9.5pt; } .wide { overflow: visible; }
      table { font-size: 7pt; } td.code { font-size: 5.8pt; } th, td { padding: .1rem .28rem; } dt { flex-basis: 12rem; }
      dd { font-size: .85em; } section:last-child { break-inside: avoid; }
      th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """
}
