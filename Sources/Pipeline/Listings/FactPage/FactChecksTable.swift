internal import SurveyModel

/// The relations between the figures of a report as a table: every figure is a link to its place.
struct FactChecksTable {
  let checks: [FactCheck]
  /// The number of each figure in the report.
  let numbers: [Fact: Int]
  let labels: [String: Label]

  /// The section of the page.
  var html: String {
    var html = "<section id=\"checks\"><h2>Checks</h2>\n"
    guard !checks.isEmpty else {
      return html
        + "<p>The figures of this report have no relation that is checked.</p></section>\n"
    }
    html += "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Verdict</th>"
    html += "<th scope=\"col\">Check</th><th scope=\"col\">With its numbers</th>"
    html += "<th scope=\"col\">Places</th></tr></thead><tbody>\n"
    for verdict in Self.order {
      var anchor = " id=\"\(verdict.rawValue)\""
      for check in checks where check.verdict == verdict {
        html += row(check, anchor)
        anchor = ""
      }
    }
    return html + "</tbody></table></div></section>\n"
  }

  /// What needs eyes first.
  static let order: [FactCheck.Verdict] = [.contradicted, .anomaly, .undecidable, .holds]

  private func row(_ check: FactCheck, _ anchor: String) -> String {
    var html =
      "<tr\(anchor) class=\"\(check.verdict.rawValue)\"><td><strong>\(Self.words(check.verdict))"
    html += "</strong></td><td>\(check.kind.rawValue)</td><td>"
    html += HTMLText.escaped(check.expression) + "</td><td><ul>"
    for fact in check.parts + [check.total] { html += "<li>\(place(fact))</li>" }
    return html + "</ul></td></tr>\n"
  }

  private func place(_ fact: Fact) -> String {
    let label = fact.indicator.flatMap { labels[$0] }
    let name = label?.zh ?? label?.en ?? fact.indicator ?? ""
    let words =
      "<span lang=\"zh\">\(HTMLText.escaped(name)): \(HTMLText.escaped(fact.text))</span>"
    guard let number = numbers[fact] else { return words }
    return "<a href=\"#m\(number)\">\(number)</a> \(words)"
  }

  /// A verdict for people.
  static func words(_ verdict: FactCheck.Verdict) -> String {
    switch verdict {
    case .holds: "holds"
    case .contradicted: "contradicted"
    case .anomaly: "worth a look"
    case .undecidable: "cannot be decided"
    }
  }
}
