/// How deep trees may be: nothing that walks one needs more of a stack than these say, neither here nor
/// in an engine's parser.
///
/// A chain of operators leans to the left as it is read. A long one is put together from shorter ones,
/// so that its depth grows with the logarithm of its length; sums of many terms are therefore rounded
/// alike everywhere.
extension Expression {
  /// How deep parentheses, lists and functions may lie in each other.
  static let greatestNesting = 10
  /// The most operands that lean to the left in one chain.
  static let longestChain = 64
  /// The greatest depth of a tree.
  static let greatestDepth = 300

  /// The most nodes of a tree: a value that stands in every band or bound is written out in each.
  static let greatestSize = 100_000

  private static let groups = 32

  /// A term of a sum.
  struct Term {
    let symbol: Arithmetic
    let value: Expression
  }

  /// Operands that one operator joins, whatever their grouping.
  static func joined(
    _ parts: [Expression], by join: (Expression, Expression) -> Expression
  ) -> Expression {
    let parts = grouped(parts) { joined(Array($0), by: join) }
    return parts.dropFirst().reduce(parts[0], join)
  }

  /// Terms added and subtracted in order; the first is added.
  static func sum(of terms: [Term]) -> Expression {
    let terms = grouped(terms) { group in
      var group = Array(group)
      // What is subtracted at the head of a group is added as its negative.
      if group[0].symbol == .minus {
        group[0] = Term(symbol: .plus, value: .negated(group[0].value))
      }
      return Term(symbol: .plus, value: sum(of: group))
    }
    return terms.dropFirst().reduce(terms[0].value) { .arithmetic($0, $1.symbol, $1.value) }
  }

  /// The elements, or where they are many what their groups give.
  private static func grouped<Element>(
    _ elements: [Element], _ body: (ArraySlice<Element>) -> Element
  ) -> [Element] {
    guard elements.count > longestChain else { return elements }
    let size = (elements.count + groups - 1) / groups
    return stride(from: 0, to: elements.count, by: size)
      .map { body(elements[$0..<min($0 + size, elements.count)]) }
  }

  /// The number of nodes from the root to the farthest leaf.
  var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

  /// Whether there are more nodes than a number; no more than that are looked at.
  func isLarger(than most: Int) -> Bool {
    var left = most
    func passes(_ part: Expression) -> Bool {
      left -= 1
      return left >= 0 && part.children.allSatisfy(passes)
    }
    return !passes(self)
  }

  /// The left operand, where it has an operator of the same kind.
  var leftOfChain: Expression? {
    switch self {
    case .arithmetic(let left, let symbol, _):
      if case .arithmetic(_, let other, _) = left, symbol.isAdditive == other.isAdditive {
        left
      } else {
        nil
      }
    case .and(let left, _): if case .and = left { left } else { nil }
    case .or(let left, _): if case .or = left { left } else { nil }
    default: nil
    }
  }
}

extension Expression.Arithmetic {
  fileprivate var isAdditive: Bool { self == .plus || self == .minus }
}
