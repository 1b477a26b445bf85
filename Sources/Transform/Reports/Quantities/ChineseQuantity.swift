internal import SurveyModel

/// Tells numerals that count from those that are part of a word or a slogan.
///
/// 一 and its kind stand in thousands of words (一系列, 三农, 千方百计), so a numeral of Chinese
/// characters is a figure only where its wording leaves no doubt.
struct ChineseQuantity: Sendable {
  private let durationsBefore: Words
  private let durationsBehind: Words
  private let each: Words
  private let eachOf: Words
  private let namedSets: Words
  private let binders: Words

  private let vague: Set<String>
  private let perThing: Set<String>

  init(_ catalogue: IndicatorCatalogue, _ language: ReportLanguage) {
    vague = catalogue.units(.vague)
    perThing = catalogue.units(.perThing)
    durationsBefore = language.find(.durationsBehind)
    durationsBehind = language.find(.durationsBefore)
    each = language.find(.each)
    eachOf = language.find(.eachOf)
    namedSets = language.find(.namedSets)
    binders = language.find(.wordsEndingInNumeral)
  }

  func isMeant(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    // “去年净落一万四”: what is said of money is no slogan.
    if Self.isQuoted(quantity.range, text), quantity.unit != "yuan" || quantity.value == 1 {
      return rule(quantity, text) != nil
    }
    if quantity.unit == "year" { return isDuration(quantity, text) }
    if quantity.unit == "item", quantity.range.upperBound <= text.count,
      text[quantity.range.upperBound - 1] == "大"
    {
      return quantity.value >= 3 && namesSet(quantity.range.upperBound, text)
    }
    if quantity.unit == "class" { return true }
    if rule(quantity, text) != nil { return true }
    if quantity.unit == "percent" || quantity.unit == "permille" { return true }
    if quantity.value < 10, vague.contains(quantity.unit) { return false }
    if quantity.value == 1 { return false }
    return !startsInsideWord(quantity, text)
  }

  /// 一队三人: so many of one thing for one of another.
  func rule(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Int? {
    let start = quantity.range.lowerBound
    guard start >= 2, each.contains(text[start - 2]) else { return nil }
    guard eachOf.contains(text[start - 1]), perThing.contains(quantity.unit) else { return nil }
    return start - 2
  }

  private static func isQuoted(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Bool {
    var at = range.lowerBound
    while at > 0, range.lowerBound - at < 12 {
      at -= 1
      switch text[at] {
      case "“", "‘", "「", "\"", "《": return true
      case "”", "’", "」", "》", ",", "。": return false
      default: continue
      }
    }
    return false
  }

  private func isDuration(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Bool {
    durationsBefore.stand(endingAt: quantity.range.lowerBound, in: text)
      || durationsBehind.stand(at: quantity.range.upperBound, in: text)
  }

  private func namesSet(_ at: Int, _ text: [Unicode.Scalar]) -> Bool {
    for index in at..<min(text.count, at + 8) {
      if text[index].isPunctuation { return false }
      if namedSets.stand(at: index, in: text) { return true }
    }
    return false
  }

  /// 统一户, 万一: the numeral belongs to the word before it.
  private func startsInsideWord(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Bool {
    let start = quantity.range.lowerBound
    guard start > 0 else { return false }
    return binders.stand(endingAt: start, in: text)
  }
}
