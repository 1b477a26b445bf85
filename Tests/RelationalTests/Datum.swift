/// A value of the reference engine; a condition is 1 or 0.
enum Datum: Hashable, Comparable {
  case number(Double)
  case text(String)

  /// Numbers stand before texts, and texts in the order of their bytes.
  static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.number, .text): true
    case (.text, .number): false
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }

  init(_ flag: Bool) { self = .number(flag ? 1 : 0) }

  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
}
