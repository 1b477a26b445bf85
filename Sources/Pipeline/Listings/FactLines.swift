internal import Load
internal import SurveyModel

/// Writes figures as lines.
enum FactLines {
  /// A figure as one JSON object; one of a document with pages says its page and paragraph too.
  static func json(_ fact: Fact, page: (page: Int, paragraph: Int)? = nil) -> String {
    var line = "{"
    // Reports have figures by the ten thousand: one text grows, and none is made for its parts.
    line.reserveCapacity(384)
    func add(_ key: String, _ value: String) {
      line += line.utf8.count == 1 ? "\"" : ",\""
      line += key
      line += "\":"
      line += value
    }
    add("indicator", quoted(fact.indicator))
    add("value", fact.value.map(\.exact) ?? "null")
    add("unit", quoted(fact.unit))
    add("qualifier", quoted(fact.qualifier.rawValue))
    if let low = fact.low { add("low", low.exact) }
    if let high = fact.high { add("high", high.exact) }
    if let role = fact.role { add("role", quoted(role.rawValue)) }
    add("as_of", quoted(fact.asOf))
    add("place", quoted(fact.place))
    add("population", quoted(fact.population))
    add("text", quoted(fact.text))
    add("start", String(fact.start))
    add("end", String(fact.end))
    add("damaged", fact.isDamaged ? "true" : "false")
    if let page {
      add("page", String(page.page))
      add("paragraph", String(page.paragraph))
    }
    if fact.isDamaged {
      add("possible", "[" + fact.possible.map(\.exact).joined(separator: ",") + "]")
    }
    line += "}"
    return line
  }

  /// A figure as one line for people.
  static func text(_ fact: Fact) -> String {
    let value = fact.value.map(\.exact) ?? "damaged"
    let parts = [
      "\(fact.start)-\(fact.end)", fact.indicator ?? "-", value, fact.unit,
      fact.qualifier == .exact ? "" : fact.qualifier.rawValue, fact.role?.rawValue ?? "",
      fact.asOf ?? "", fact.place ?? "", fact.text,
    ]
    return parts.map { VisibleText.of($0) }.joined(separator: "\t")
  }

  /// A check as one JSON object.
  static func json(_ check: FactCheck) -> String {
    let parts = check.parts.map(figure).joined(separator: ",")
    return "{\"check\":\"\(check.kind.rawValue)\",\"parts\":[\(parts)],"
      + "\"total\":\(figure(check.total)),\"verdict\":\"\(check.verdict.rawValue)\","
      + "\"expression\":\(quoted(check.expression))}"
  }

  private static func figure(_ fact: Fact) -> String {
    "{\"indicator\":\(quoted(fact.indicator)),\"value\":\(fact.value.map(\.exact) ?? "null"),"
      + "\"unit\":\(quoted(fact.unit)),\"start\":\(fact.start),\"end\":\(fact.end)}"
  }

  /// A check as one line for people.
  static func text(_ check: FactCheck) -> String {
    let names = (check.parts + [check.total])
      .map { fact in
        "\(fact.indicator ?? "-")@\(fact.start)-\(fact.end)"
      }
    return [
      check.verdict.rawValue, check.kind.rawValue, check.expression, names.joined(separator: " "),
    ]
    .map { VisibleText.of($0) }.joined(separator: "\t")
  }

  /// A text as JSON writes it, or null.
  static func quoted(_ text: String?) -> String { JSONText.text(text).line }
}
