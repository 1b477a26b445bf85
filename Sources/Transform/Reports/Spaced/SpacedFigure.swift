internal import SurveyModel

/// A figure of a paragraph with what the words around it say.
struct SpacedFigure {
  /// The figure; its ranges are characters of the paragraph, from its currency or number to its
  /// unit.
  var quantity: Quantity
  /// The tokens of all that is read with it.
  var tokens: Range<Int>
  /// The tokens of the label that it stands behind, in a list of labels and figures.
  var label: Range<Int>?
  /// Whether it is so much for each of something.
  var isForEach = false
  /// Whether it is what another figure came from, or is compared with.
  var isAside = false
  var indicator: String?
  var asOf: String?
  var place: String?

  init(_ numeral: SpacedNumeral, _ measure: SpacedMeasure, in text: SpacedText) {
    var numeral = numeral
    numeral.scale(by: measure.factor)
    quantity = Quantity(
      number: text.characters(of: numeral.tokens), range: text.characters(of: measure.tokens),
      value: NumberReader.decimal(numeral.value, resolution: min(1, numeral.resolution)),
      unit: measure.unit, resolution: numeral.resolution)
    quantity.isDamaged = !numeral.possible.isEmpty
    quantity.possible = numeral.possible
    tokens = measure.tokens
    label = measure.label
    isForEach = measure.isForEach
  }

  /// Leaves to the figure before what that has taken.
  mutating func begin(behind last: SpacedFigure) {
    let first = max(tokens.lowerBound, last.tokens.upperBound)
    tokens = first..<max(first, tokens.upperBound)
    quantity.begin(at: last.quantity.range.upperBound)
  }

  /// Makes the figure one that its wording leaves without a value.
  mutating func leaveOpen(_ possible: [Double]) {
    quantity.isDamaged = true
    quantity.possible = possible
    quantity.low = nil
    quantity.high = nil
  }
}

extension SpacedText {
  /// The characters from the first of some tokens to the last.
  func characters(of range: Range<Int>) -> Range<Int> {
    guard let first = self[range.lowerBound], let last = self[range.upperBound - 1] else {
      return 0..<0
    }
    return first.range.lowerBound..<last.range.upperBound
  }
}
