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
  /// Why there is no figure beside it, why that has no value, or which figures of the report it
  /// contradicts.
  var reason: String?

  init(file: UInt32, number: Int, fact: Fact, without reason: NoCounterpart) {
    self.file = file
    self.number = number
    self.fact = fact
    self.reason = reason.rawValue
    // Damage is worth telling whether or not the tables have such a figure.
    if fact.isDamaged { verdict = .damaged }
    tellContradiction()
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
    if verdict == .notTested { reason = cell.status.rawValue }
    tellContradiction()
  }

  /// Of a figure that no table bears out it is said first that its own report does not either.
  private mutating func tellContradiction() {
    guard let contradiction = fact.contradiction,
      [.differs, .noCounterpart, .notTested].contains(verdict)
    else { return }
    (verdict, reason) = (.contradictsItself, contradiction)
  }
}

extension StageStore {
  /// Keeps the comparisons, in order.
  func append(_ comparisons: [Comparison]) throws(RunFailure) {
    let columns = [
      "number", "file", "fact", "start", "end", "text", "indicator", "place", "as_of", "qualifier",
      "stated", "unit", "table", "measure", "code", "tabulated", "difference", "verdict",
      "reason",
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
          StoredValue(item.reason),
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
