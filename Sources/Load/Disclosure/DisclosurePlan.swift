internal import SurveyModel

/// What tells of each figure of a table on how many records it rests, and which figures give others.
///
/// The counts are aggregates of the table's statements like any other; nothing of them is published.
/// A table that withholds nothing needs none.
struct DisclosurePlan: Hashable {
  /// What an aggregate rests on, by the numbers of slots.
  struct Evidence: Hashable {
    /// The records of the row, whether or not they count.
    let records: Int
    /// The records that count: they meet the condition and have a value, for a sum one that is not 0.
    let contributors: Int
    /// The records that have a value, of a mean, which is told of those with 0 too; nil for anything else.
    let known: Int?
    /// The share of them that a figure parts from the others at the least: by a quantile it is the lesser of
    /// both sides; 1 where it parts none.
    let side: Double
    /// The records that would count without the condition; nil where the rest gives nothing.
    let universe: Int?
    /// The things counted and all there are, where different values stand for households or persons.
    let things: Int?
    let allThings: Int?
  }

  /// What a measure rests on.
  struct Measure: Hashable {
    /// The bound; 0 withholds nothing.
    let minimum: Double
    /// The slots that the formula names.
    let slots: [Int]
    /// The measures that the formula names.
    let measures: [Int]
    /// Those of them above a quotient's line.
    let numerators: [Int]
    /// The slot that counts the records by which a quotient's divisor and dividend differ, or nil.
    let complement: Int?
    /// The only slot, where the measure is nothing but that.
    let alone: Int?
    /// Whether the measure may be withheld to guard another.
    let isFlaggable: Bool

    /// One that is computed from published figures and rests on nothing else.
    static let ofOthers = Self(
      minimum: 0, slots: [], measures: [], numerators: [], complement: nil, alone: nil,
      isFlaggable: false)
  }

  /// The measures, in order.
  private(set) var measures: [Measure] = []
  /// What the slots rest on.
  private(set) var evidence: [Int: Evidence] = [:]
  /// The sets of measures that split the same records.
  private(set) var partitions: [Partition] = []

  /// Adds the counts that the table's measures need.
  init(_ scope: inout MeasureScope) throws(ExpressionTypeError) {
    guard scope.measures.contains(where: { $0.minimumCount > 0 }) else { return }
    let numbers = Dictionary(
      scope.measures.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { _, last in last })
    var forms: [LinearForm?] = []
    for measure in scope.measures {
      guard !measure.isOfOthers else {
        // It is computed from what is published.
        forms.append(nil)
        measures.append(.ofOthers)
        continue
      }
      let names = measure.formula.variables
      let slots = names.compactMap(MeasureScope.Slot.number)
      let parts = names.compactMap { numbers[$0] }
      let isTested = measure.minimumCount > 0
      if isTested {
        for slot in slots where evidence[slot] == nil {
          evidence[slot] = try Self.evidence(of: slot, in: &scope)
        }
      }
      let lookup = { (name: String) in numbers[name].flatMap { forms[$0] } }
      let quotient = measure.formula.quotient
      let complement =
        isTested ? try Self.complement(quotient, lookup, in: &scope) : nil
      forms.append(LinearForm(measure.formula, lookup))
      let alone: Int? = if case .variable = measure.formula { slots.first } else { nil }
      measures.append(
        Measure(
          minimum: Double(measure.minimumCount), slots: slots, measures: parts,
          numerators: quotient?.dividend.variables.compactMap { numbers[$0] } ?? [],
          complement: complement, alone: alone,
          isFlaggable: isTested && !(slots.isEmpty && parts.isEmpty)))
    }
    partitions = try Partition.all(of: forms, in: &scope)
  }

  private static func evidence(
    of number: Int, in scope: inout MeasureScope
  ) throws(ExpressionTypeError) -> Evidence {
    let slot = scope.slots[number]
    func count(_ conditions: [Expression?]) throws(ExpressionTypeError) -> Int {
      try scope.count(.all(conditions.compactMap(\.self)), ofPart: slot.part)
    }
    let argument = slot.argument
    let isKnown = argument.map { Expression.not(.isMissing($0)) }
    var counted = isKnown
    var isSplit = slot.condition != nil
    var things: Int?
    var allThings: Int?
    switch slot.aggregate.telling {
    case .records: break
    case .amounts, .means: counted = argument.map { .comparison($0, .notEqual, .number(0)) }
    case .conditions: (counted, isSplit) = (argument, true)
    case .values: isSplit = false
    case .things:
      isSplit = false
      if let argument, !scope.namesPlace(argument, ofPart: slot.part) {
        things = number
        if slot.condition != nil {
          allThings = try scope.slot(
            .aggregate(slot.aggregate, argument, where: nil), ofPart: slot.part)
        }
      }
    }
    let whole = [.amounts, .means].contains(slot.aggregate.telling) ? counted : isKnown
    let known = slot.aggregate.telling == .means ? try count([slot.condition, isKnown]) : nil
    return Evidence(
      records: try count([]), contributors: try count([slot.condition, counted]),
      known: known, side: slot.aggregate.side,
      universe: isSplit ? try count([whole]) : nil, things: things, allThings: allThings)
  }

  /// The slot that counts the records by which the two sides of a quotient differ.
  private static func complement(
    _ quotient: (dividend: Expression, divisor: Expression)?,
    _ forms: (String) -> LinearForm?, in scope: inout MeasureScope
  ) throws(ExpressionTypeError) -> Int? {
    guard let quotient, let part = LinearForm(quotient.dividend, forms),
      let whole = LinearForm(quotient.divisor, forms)
    else { return nil }
    let slots = (Array(part.terms.keys) + Array(whole.terms.keys)).map { scope.slots[$0] }
    guard let first = slots.first, slots.count <= 16, !part.terms.isEmpty, !whole.terms.isEmpty,
      slots.allSatisfy({ $0.part == first.part && $0.aggregate == first.aggregate }),
      first.aggregate == .sum || first.aggregate == .count
    else { return nil }
    return scope.count(whereNotZero: whole.subtracting(part), ofPart: first.part)
  }
}

extension MeasureScope.Slot {
  /// The number of the slot that a name of a formula stands for, or nil for a measure's.
  static func number(_ name: String) -> Int? {
    name.hasPrefix("#") ? Int(name.dropFirst()) : nil
  }
}

extension Expression {
  /// All conditions at once; nil for none.
  static func all(_ conditions: [Expression]) -> Expression? {
    guard let first = conditions.first else { return nil }
    return conditions.dropFirst().reduce(first) { .and($0, $1) }
  }

  /// What is divided by what, but for constant factors: of `100 * part / whole` the part and the whole.
  var quotient: (dividend: Expression, divisor: Expression)? {
    switch self {
    case .arithmetic(let part, .divided, .number), .arithmetic(.number, .times, let part),
      .arithmetic(let part, .times, .number):
      part.quotient
    case .arithmetic(let dividend, .divided, let divisor):
      (dividend.withoutFactor, divisor)
    default: nil
    }
  }

  private var withoutFactor: Expression {
    switch self {
    case .arithmetic(.number, .times, let part), .arithmetic(let part, .times, .number):
      part.withoutFactor
    default: self
    }
  }
}

extension Expression.Aggregate {
  /// The lesser share of the values on either side of a quantile; 1 for what is no quantile, and for the least
  /// and the greatest value.
  fileprivate var side: Double {
    guard case .quantile(let share) = self, share > 0, share < 1 else { return 1 }
    return Swift.min(share, 1 - share)
  }
}
