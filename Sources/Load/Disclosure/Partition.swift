internal import SurveyModel

/// Measures that count or sum the same records, all of them or those with some codes of a variable.
///
/// Households by their source of water and all households are one: where one source is withheld, the
/// others and the total give it. A measure is a vector over the codes that the measures name, over
/// the other codes, and over the records without a code.
struct Partition: Hashable {
  /// The numbers of the measures.
  let measures: [Int]
  /// The vector of each.
  let vectors: [[Double]]
  /// The slots that count all records, and those that have one of the codes.
  let records: Int
  let coded: Int
  /// The number of codes that measures name; the last two elements of a vector stand for the others.
  let codes: Int

  /// The records that a condition chooses by the codes of one variable.
  fileprivate struct Selection: Hashable {
    let variable: String
    let codes: Set<Expression>
    /// Whether it chooses those that have another code.
    let isComplement: Bool
  }

  /// What the measures of a partition have in common.
  private struct Key: Hashable {
    let part: Int
    let aggregate: Expression.Aggregate
    let argument: Expression?
    let conditions: Set<Expression>
    let variable: String
  }

  /// The partitions among measures that are sums of slots.
  static func all(
    of forms: [LinearForm?], in scope: inout MeasureScope
  ) throws(ExpressionTypeError) -> [Partition] {
    var members: [Key: [Int: Selection?]] = [:]
    let used = Set(forms.compactMap { $0 }.flatMap { $0.terms.keys }).sorted()
    for number in used {
      for (key, selection) in selections(of: scope.slots[number]) {
        members[key, default: [:]][number] = .some(selection)
      }
    }
    // The slots without a choice belong to every partition of their kind.
    for number in used {
      let slot = scope.slots[number]
      let conditions = Set(slot.condition?.conjuncts ?? [])
      for key in members.keys
      where key.part == slot.part && key.aggregate == slot.aggregate
        && key.argument == slot.argument && key.conditions == conditions
      {
        members[key]?[number] = .some(nil)
      }
    }
    var partitions: [Partition] = []
    let sorted = members.sorted { left, right in
      (left.value.keys.min() ?? 0, left.key.variable) < (
        right.value.keys.min() ?? 0, right.key.variable
      )
    }
    for (key, slots) in sorted {
      if let partition = try Partition(key, slots, forms, in: &scope) {
        partitions.append(partition)
      }
    }
    return partitions
  }

  /// A partition; nil where fewer than two measures are of it.
  private init?(
    _ key: Key, _ slots: [Int: Selection?], _ forms: [LinearForm?], in scope: inout MeasureScope
  ) throws(ExpressionTypeError) {
    let codes = Set(slots.values.compactMap { $0 }.flatMap(\.codes))
      .sorted { $0.description < $1.description }
    var measures: [Int] = []
    var vectors: [[Double]] = []
    for (number, form) in forms.enumerated() {
      guard let form, !form.terms.isEmpty, form.terms.keys.allSatisfy({ slots[$0] != nil }) else {
        continue
      }
      var vector = [Double](repeating: 0, count: codes.count + 2)
      for (slot, factor) in form.terms.sorted(by: { $0.key < $1.key }) {
        let selection = slots[slot] ?? nil
        for (index, code) in codes.enumerated() where selection?.chooses(code) ?? true {
          vector[index] += factor
        }
        if selection?.isComplement ?? true { vector[codes.count] += factor }
        if selection == nil { vector[codes.count + 1] += factor }
      }
      measures.append(number)
      vectors.append(vector)
    }
    guard measures.count > 1 else { return nil }
    let conditions = key.conditions.sorted { $0.description < $1.description }
    self.measures = measures
    self.vectors = vectors
    self.codes = codes.count
    records = try scope.count(.all(conditions), ofPart: key.part)
    coded = try scope.count(
      .all(conditions + [.among(.variable(key.variable), codes)]), ofPart: key.part)
  }

  private static func selections(of slot: MeasureScope.Slot) -> [(key: Key, selection: Selection)] {
    guard slot.aggregate == .count || slot.aggregate == .sum else { return [] }
    let conditions = slot.condition?.conjuncts ?? []
    return conditions.indices.compactMap { index in
      guard let selection = Selection(conditions[index]) else { return nil }
      var others = conditions
      others.remove(at: index)
      let key = Key(
        part: slot.part, aggregate: slot.aggregate, argument: slot.argument,
        conditions: Set(others), variable: selection.variable)
      return (key, selection)
    }
  }
}

extension Partition.Selection {
  /// Reads a condition; nil where it is none over the codes of one variable.
  fileprivate init?(_ condition: Expression) {
    switch condition {
    case .variable(let name):
      self.init(variable: name, codes: [.boolean(true)], isComplement: false)
    case .comparison(.variable(let name), .equal, let code),
      .comparison(let code, .equal, .variable(let name)):
      guard code.isLiteral else { return nil }
      self.init(variable: name, codes: [code], isComplement: false)
    case .comparison(.variable(let name), .notEqual, let code),
      .comparison(let code, .notEqual, .variable(let name)):
      guard code.isLiteral else { return nil }
      self.init(variable: name, codes: [code], isComplement: true)
    case .among(.variable(let name), let codes):
      guard codes.allSatisfy(\.isLiteral) else { return nil }
      self.init(variable: name, codes: Set(codes), isComplement: false)
    case .not(let part):
      guard let part = Self(part) else { return nil }
      self.init(variable: part.variable, codes: part.codes, isComplement: !part.isComplement)
    default: return nil
    }
  }

  fileprivate func chooses(_ code: Expression) -> Bool { codes.contains(code) != isComplement }
}

extension Expression {
  /// The conditions that must all hold.
  var conjuncts: [Expression] {
    if case .and(let left, let right) = self { left.conjuncts + right.conjuncts } else { [self] }
  }

  fileprivate var isLiteral: Bool {
    switch self {
    case .number, .text, .boolean: true
    default: false
    }
  }
}
