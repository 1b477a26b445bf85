internal import SurveyModel

/// A number of a text with its unit, before anybody knows what it is about.
struct Quantity {
  /// The number with its scale, in the folded text.
  var number: Range<Int>
  /// The number with all that belongs to it: sign, scale, unit, `左右`.
  var range: Range<Int>
  /// The value in the base unit.
  var value: Double
  /// The base unit, or empty when nothing says it.
  var unit: String
  /// The weight of the last digit in the base unit.
  var resolution: Double
  var qualifier = Fact.Qualifier.exact
  var low: Double?
  var high: Double?
  var role: Fact.Role?
  /// Whether the number is written in Chinese characters only.
  var isChinese = false
  /// Whether damage stands beside the number.
  var isDamaged = false
  /// The values that a damaged number may have had.
  var possible: [Double] = []
  /// Whether the figure only bounds a class (`100人以上安置村`).
  var isThreshold = false

  /// Whether it is of some of those that its sentence names: the highest of several, or a class of them.
  var isOfSome = false

  /// Where the classifier or unit stands that the number is counted with, as 家, or nothing.
  var classifier: Range<Int>?
  /// Whether the unit is only what the classifier counts, and no noun says what it is.
  var isVague = false

  /// Leaves to the figure before what ends at a position.
  mutating func begin(at position: Int) {
    let first = max(range.lowerBound, position)
    range = first..<max(first, range.upperBound)
  }

  /// Turns the sign.
  mutating func negate() {
    value = -value
    possible = possible.map { -$0 }
    (low, high) = (high.map { -$0 }, low.map { -$0 })
  }

  /// Takes a value without a sign for how far something fell.
  mutating func fall() {
    if value > 0 { negate() }
  }

  /// Takes the value for that of the highest or the lowest of several, which bounds nothing.
  mutating func takeExtreme() {
    isOfSome = true
    if low == nil || high == nil { (qualifier, low, high) = (.exact, nil, nil) }
  }

  /// Takes the value for the end of the interval that the wording bounds.
  mutating func bound() {
    switch qualifier {
    case .atLeast, .moreThan: (low, high) = (value, nil)
    case .atMost, .lessThan: (low, high) = (nil, value)
    case .exact, .about: break
    }
  }
}
