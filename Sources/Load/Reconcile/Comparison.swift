internal import Relational
internal import SQLiteBulk
internal import SurveyModel

/// A fact beside its counterpart, if it has one.
struct Comparison {
  let file: UInt32
  let number: Int
  let fact: Fact
  var line: PipelineDefinition.Reconciliation?
  var code: String?
  var cell = PublishedCell.absent(.missing)
  var verdict = Verdict.noCounterpart

  init(file: UInt32, number: Int, fact: Fact) {
    self.file = file
    self.number = number
    self.fact = fact
    // Damage is worth telling whether or not the tables have such a figure.
    if fact.isDamaged { verdict = .damaged }
  }

  init(
    file: UInt32, number: Int, fact: Fact, line: PipelineDefinition.Reconciliation, code: String,
    cell: PublishedCell, approximation: Double
  ) {
    self.file = file
    self.number = number
    self.fact = fact
    self.line = line
    self.code = code
    self.cell = cell
    verdict = Verdict(fact, tabulated: cell, approximation: approximation)
  }
}

extension StageStore {
  /// The facts of every report, in the order of files and documents.
  func facts() throws(RunFailure) -> [(file: UInt32, number: Int, fact: Fact)] {
    let columns = [
      "file", "number", "indicator", "value", "unit", "qualifier", "low", "high", "role", "as_of",
      "place", "place_code", "population", "text", "start", "end", "damaged", "possible",
      "resolution",
    ]
    let query = Plan.columns(columns, of: "fact", by: ["file", "number"])
    var facts: [(file: UInt32, number: Int, fact: Fact)] = []
    try rows(of: query) { row throws(RunFailure) in
      let possible = row[17]?.string?.dropFirst().dropLast().split(separator: ",") ?? []
      let fact = Fact(
        indicator: row[2]?.string, value: row[3]?.double, unit: row[4]?.string ?? "",
        qualifier: row[5]?.string.flatMap(Fact.Qualifier.init) ?? .exact, low: row[6]?.double,
        high: row[7]?.double, role: row[8]?.string.flatMap(Fact.Role.init), asOf: row[9]?.string,
        place: row[10]?.string, placeCode: row[11]?.string, population: row[12]?.string,
        text: row[13]?.string ?? "", start: Int(row[14]?.double ?? 0),
        end: Int(row[15]?.double ?? 0), isDamaged: row[16] == .integer(1),
        possible: possible.compactMap { Double($0) }, resolution: row[18]?.double ?? 1)
      facts.append((UInt32(row[0]?.double ?? 0), Int(row[1]?.double ?? 0), fact))
    }
    return facts
  }

  /// Keeps the comparisons, in order.
  func append(_ comparisons: [Comparison]) throws(RunFailure) {
    let columns = [
      "number", "file", "fact", "start", "end", "text", "indicator", "place", "as_of", "qualifier",
      "stated", "unit", "table", "measure", "code", "tabulated", "difference", "verdict",
    ]
    let numbered = comparisons.enumerated().map { (number: $0.offset + 1, item: $0.element) }
    try insert(into: "reconciliation", columns, numbered) { entry, binder in
      let fact = entry.item.fact
      binder.integer(Int64(entry.number), at: 1)
      binder.integer(Int64(entry.item.file), at: 2)
      binder.integer(Int64(entry.item.number), at: 3)
      binder.integer(Int64(fact.start), at: 4)
      binder.integer(Int64(fact.end), at: 5)
      binder.text(fact.text, at: 6)
      binder.text(fact.indicator, at: 7)
      binder.text(fact.place, at: 8)
      binder.text(fact.asOf, at: 9)
      binder.text(fact.qualifier.rawValue, at: 10)
      binder.real(fact.value, at: 11)
      binder.text(fact.unit, at: 12)
      binder.text(entry.item.line?.table, at: 13)
      binder.text(entry.item.line?.measure, at: 14)
      binder.text(entry.item.code, at: 15)
      binder.real(entry.item.cell.number, at: 16)
      let difference = entry.item.cell.number.flatMap { tabulated in
        fact.value.map { tabulated - $0 }
      }
      binder.real(difference, at: 17)
      binder.text(entry.item.verdict.rawValue, at: 18)
    }
  }
}

extension StoredValue {
  /// The text, or nil for a number.
  var string: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The number, or nil for a text.
  var double: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .real(let number): number
    case .text: nil
    }
  }
}
