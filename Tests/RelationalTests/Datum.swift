/// A value of the reference engine; a condition is 1 or 0.
enum Datum: Hashable, Comparable {
  case number(Double)
  case text(String)
  /// The numbers of a group.
  case collection([Double])
  /// The numbers of a group, each with its weight.
  case weighted([[Double]])

  /// Numbers stand before texts, and texts in the order of their bytes.
  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.number, .text): true
    case (.text, .number): false
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    // Nothing orders collections.
    case (.collection, _), (_, .collection), (.weighted, _), (_, .weighted): false
    }
  }

  init(_ flag: Bool) { self = .number(flag ? 1 : 0) }

  var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The number, or the numbers that were collected.
  var numbers: [Double] {
    if case .collection(let all) = self { all } else { number.map { [$0] } ?? [] }
  }
  var pairs: [[Double]] { if case .weighted(let pairs) = self { pairs } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
}
