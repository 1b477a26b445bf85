import SurveyModel
import Yams

extension TableDefinition {
  /// The table with the layout of a value; without one as it is.
  func laidOut(_ value: YAMLValue?) throws(RunFailure) -> TableDefinition {
    guard let value else { return self }
    var copy = self
    copy.layout = try LayoutDecoding(table: self).layout(value)
    return copy
  }
}

/// Reads `layout: {rows: …, columns: …, order: …, places: …}` of a table.
struct LayoutDecoding {
  private static let place = "place"
  private static let measures = "measures"

  let table: TableDefinition

  /// The layout that a value says.
  func layout(_ value: YAMLValue) throws(RunFailure) -> TableLayout {
    let mapping = try value.mapping(of: .layout)
    var seen: Set<String> = []
    let across =
      try mapping["columns"]
      .map { value throws(RunFailure) in try heads(value, &seen) } ?? []
    var rows =
      try mapping["rows"]
      .map { value throws(RunFailure) in try self.rows(value, &seen) } ?? []
    // What stands nowhere yet splits rows.
    rows += table.dimensions.filter { !seen.contains($0) }
    let columns = across.contains(.measures) ? across : across + [.measures]
    return TableLayout(
      rows: rows, columns: columns,
      order: try mapping["order"]
        .map { value throws(RunFailure) in try order(value, splitBy: rows) } ?? .code,
      places: try mapping["places"]?.choice(of: TableLayout.Places.allCases) ?? .indent)
  }

  private func heads(
    _ value: YAMLValue, _ seen: inout Set<String>
  ) throws(RunFailure) -> [TableLayout.Head] {
    var heads: [TableLayout.Head] = []
    for entry in try value.listOrOne() {
      let word = try self.word(entry, beside: Self.measures, &seen)
      heads.append(word == Self.measures ? .measures : .dimension(word))
    }
    return heads
  }

  private func rows(_ value: YAMLValue, _ seen: inout Set<String>) throws(RunFailure) -> [String] {
    var rows: [String] = []
    for (index, entry) in try value.listOrOne().enumerated() {
      let word = try self.word(entry, beside: Self.place, &seen)
      if word != Self.place {
        rows.append(word)
      } else if index > 0 {
        throw entry.failure(
          "places stand before what splits them", remedy: "write place first, or leave it out")
      }
    }
    return rows
  }

  /// A variable that splits the table, or another word, which stands here for the first time.
  private func word(
    _ value: YAMLValue, beside other: String, _ seen: inout Set<String>
  ) throws(RunFailure) -> String {
    let word = try value.path()
    if word == Self.place, other != Self.place {
      throw value.failure("places head no columns", remedy: "write place under rows:")
    }
    if word == Self.measures, other != Self.measures {
      throw value.failure("measures head columns", remedy: "write measures under columns:")
    }
    guard word == other || table.dimensions.contains(word) else {
      throw value.unknown(
        word, among: [other] + table.dimensions, what: "what table \(table.name) is split by")
    }
    guard seen.insert(word).inserted else {
      throw value.failure("“\(word)” stands in the layout already", remedy: "remove one of them")
    }
    return word
  }

  private func order(
    _ value: YAMLValue, splitBy rows: [String]
  ) throws(RunFailure) -> TableLayout.Order {
    guard value.node.mapping != nil else {
      let word = try value.text()
      guard word == "code" else {
        throw value.unknown(word, among: ["code", "{descending: …}", "{ascending: …}"])
      }
      return .code
    }
    let mapping = try value.mapping(of: .order)
    guard mapping.values.count == 1, let (key, measure) = mapping.values.first else {
      throw value.failure(
        "expected one measure to order by, found \(mapping.values.count)",
        remedy: "write order: {descending: …}")
    }
    let name = try measure.name()
    guard table.measures.contains(where: { $0.name == name }) else {
      throw measure.unknown(
        name, among: table.measures.map(\.name), what: "a measure of \(table.name)")
    }
    guard rows.isEmpty else {
      throw value.failure(
        "rows that are split by \(rows.joined(separator: ", ")) have several figures a place",
        remedy: "write columns: with \(rows.joined(separator: ", ")), or order: code")
    }
    return key == "descending" ? .descending(name) : .ascending(name)
  }
}
