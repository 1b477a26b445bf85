import SurveyModel

/// Reads a range of numbers as offices type it: `3-5人`, `三至五`, `10以上`, `不超过10`.
struct RangeText: Sendable {
  /// The ends of a range; nil for one that it does not have.
  struct Reading: Hashable {
    let low: Double?
    let high: Double?
  }

  let words: RangeWords
  let numbers: NumberText
  /// What one of the stated numbers is in the base unit, unless the text names a unit.
  let scale: Double

  /// Reads a text as ``ChineseText/TextFolder/foldedValue(_:)`` gives it; nil when it is no range.
  func read(_ folded: String) -> Reading? {
    let text = Substring(folded)
    for word in words.atLeast {
      if let number = number(beside: word, in: text) { return Reading(low: number, high: nil) }
    }
    for word in words.atMost {
      if let number = number(beside: word, in: text) { return Reading(low: nil, high: number) }
    }
    for word in words.between {
      let ends = text.split(separator: word, omittingEmptySubsequences: false)
      guard ends.count == 2, let high = numbers.read(String(ends[1].trimmed)),
        let low = numbers.read(String(ends[0].trimmed))
      else { continue }
      // The unit stands behind the second number and means both.
      let factor = high.factor ?? scale
      let range = (low.number.scaled(by: low.factor ?? factor), high.number.scaled(by: factor))
      if range.0 <= range.1 { return Reading(low: range.0, high: range.1) }
    }
    return nil
  }

  /// The number that a word stands before or behind.
  private func number(beside word: String, in text: Substring) -> Double? {
    let rest: Substring
    if text.hasPrefix(word) {
      rest = text.dropFirst(word.count)
    } else if text.hasSuffix(word) {
      rest = text.dropLast(word.count)
    } else {
      return nil
    }
    return numbers.read(String(rest.trimmed)).map { $0.number.scaled(by: $0.factor ?? scale) }
  }
}

extension RangeText.Reading {
  /// The number that stands for the range; nil where it has no such end.
  func number(_ ranges: VariableDefinition.Ranges) -> Double? {
    switch ranges {
    case .refused: nil
    case .lower: low
    case .upper: high
    case .middle: low.flatMap { low in high.map { (low + $0) / 2 } }
    }
  }
}
