internal import Load
internal import SurveyModel

/// What is said about one figure of a report beside its paragraph.
struct FactNote {
  let fact: Fact
  let number: Int
  let label: Label?
  /// What all figures of the paragraph have and one line above their notes says.
  let shared: [Detail]

  /// A term and what it is.
  typealias Detail = (term: String, text: String)

  /// What several figures have in common: their date, place and population.
  static func shared(by facts: [Fact]) -> [Detail] {
    guard facts.count > 1, let first = facts.first else { return [] }
    return scope(of: first)
      .filter { detail in
        facts.allSatisfy { scope(of: $0).contains { $0 == detail } }
      }
  }

  /// One line that says details of all notes behind it.
  static func line(_ details: [Detail]) -> String {
    let items = details.map { "\($0.term): \(HTMLText.escaped($0.text))" }
    return "<p class=\"shared\">all figures: \(items.joined(separator: ", "))</p>"
  }

  private static func scope(of fact: Fact) -> [Detail] {
    [("as of", fact.asOf), ("place", fact.place), ("population", fact.population)]
      .compactMap { term, text in text.map { (term, $0) } }
  }

  /// The note as an item of a list.
  var html: String {
    var html = "<li id=\"f\(number)\" value=\"\(number)\">"
    html +=
      "<a class=\"back\" href=\"#m\(number)\" aria-label=\"figure \(number) in the text\">↩</a> "
    html += name
    html += "<p class=\"value\">\(value)</p><dl>"
    for (term, detail) in details {
      html += "<div><dt>\(term)</dt><dd>\(HTMLText.escaped(detail))</dd></div>"
    }
    return html + "</dl></li>\n"
  }

  private var name: String {
    guard let id = fact.indicator else { return "<p class=\"name\">not in the catalogue</p>" }
    var html = "<p class=\"name\">"
    if let zh = label?.zh { html += "<span lang=\"zh\">\(HTMLText.escaped(zh))</span> " }
    if let en = label?.en { html += HTMLText.escaped(en) + " " }
    return html + "<code>\(HTMLText.escaped(id))</code></p>"
  }

  private var value: String {
    guard let value = fact.value else {
      let possible = fact.possible.map(Self.grouped).joined(separator: ", ")
      let choice = possible.isEmpty ? "" : "; one of \(possible)"
      return "<strong class=\"warning\">damaged</strong>: no value\(choice) \(unit)"
    }
    return "<strong>\(Self.grouped(value))</strong> \(unit)"
  }

  private var unit: String {
    HTMLText.escaped(fact.unit.split(separator: "_").joined(separator: " "))
  }

  private var details: [(String, String)] {
    var details: [(String, String)] = []
    if fact.qualifier != .exact {
      details.append(("wording", fact.qualifier.rawValue.replacing("_", with: " ")))
    }
    if fact.low != nil || fact.high != nil {
      let low = fact.low.map(Self.grouped) ?? "…"
      let high = fact.high.map(Self.grouped) ?? "…"
      details.append(("interval", "\(low) to \(high)"))
    }
    if let role = fact.role { details.append(("role", role.rawValue)) }
    for detail in Self.scope(of: fact) where !shared.contains(where: { $0 == detail }) {
      details.append(detail)
    }
    details.append(("characters", "\(fact.start)–\(fact.end)"))
    return details
  }

  /// A number with its thousands apart.
  static func grouped(_ number: Double) -> String {
    let written = number.exact
    return written.contains("e") ? written : DecimalText.grouped(written)
  }
}
