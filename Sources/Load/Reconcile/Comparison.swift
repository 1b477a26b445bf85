internal import Relational
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
    try engine.rows(of: query) { row throws(RunFailure) in
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
    let rows = comparisons.enumerated()
      .map { index, item -> [StoredValue?] in
        let (fact, tabulated) = (item.fact, item.cell.number)
        let difference = tabulated.flatMap { tabulated in fact.value.map { tabulated - $0 } }
        return [
          StoredValue(index + 1), StoredValue(Int(item.file)), StoredValue(item.number),
          StoredValue(fact.start), StoredValue(fact.end), .text(fact.text),
          StoredValue(fact.indicator), StoredValue(fact.place), StoredValue(fact.asOf),
          .text(fact.qualifier.rawValue), StoredValue(fact.value), .text(fact.unit),
          StoredValue(item.line?.table), StoredValue(item.line?.measure), StoredValue(item.code),
          StoredValue(tabulated), StoredValue(difference), .text(item.verdict.rawValue),
        ]
      }
    try engine.append(rows, to: "reconciliation", columns)
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
    case .text, .blank: nil
    }
  }
}
