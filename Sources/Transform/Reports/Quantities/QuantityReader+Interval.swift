internal import ChineseText
internal import SurveyModel

/// Figures that name both ends of an interval: 3-5万元, 20%至30%, 三到五户.
extension QuantityReader {
  /// The interval whose lower end is a number, or nil when the number stands alone.
  ///
  /// Its value is the lower end, which the wording states; both ends stand beside it.
  func interval(from first: WrittenNumber, in text: [Unicode.Scalar]) -> Quantity? {
    let start = first.range.lowerBound
    var end = first.range.upperBound
    guard end < text.count, start == 0 || !Self.bindsBackwards(text[start - 1]) else { return nil }
    guard text[end..<min(text.count, end + units.longestUnit + 1)].contains(where: Self.joins)
    else {
      return nil
    }
    var stated: String?
    if Self.behindDash(end, start, text) == nil {
      guard let own = units.unit(at: end, before: start, in: text),
        own.unit == "percent" || !qualifiers.isChange(endingAt: start, in: text)
      else { return nil }
      stated = own.unit
      end = own.end
    }
    guard let next = Self.behindDash(end, start, text), next < text.count,
      let second = NumberReader.number(at: next, in: text),
      DateReader.dateEnd(of: second, in: text) == nil,
      var upper = quantity(of: second, in: text), second.value > 0,
      !upper.unit.isEmpty, upper.unit != "rank", stated == nil || stated == upper.unit
    else { return nil }
    // 龙头企业3—5家: the noun stands before the lower end.
    if upper.isVague,
      let own = units.unit(at: second.range.upperBound, before: start, in: text)
    {
      upper.unit = own.unit
    }
    let high = abs(upper.value)
    var factor = scale(of: second, for: first, stated, text)
    if second.scale == 1, !second.hasScale { factor *= high / second.value }
    upper.resolution = min(upper.resolution, first.resolution * factor)
    let low = NumberReader.decimal(first.value * factor, resolution: min(1, upper.resolution))
    guard low < high else { return nil }
    var lower = Quantity(
      number: start..<upper.number.upperBound, range: first.range, value: low, unit: upper.unit,
      resolution: upper.resolution)
    lower.isChinese = first.isChinese
    qualifiers.read(&lower, text)
    readDamage(&lower, first, text)
    upper.isDamaged = upper.isDamaged || lower.isDamaged
    upper.possible = []
    upper.number = lower.number
    upper.range = lower.range.lowerBound..<upper.range.upperBound
    upper.value = lower.value
    upper.role = lower.role ?? upper.role
    upper.qualifier = .atLeast
    (upper.low, upper.high) = lower.value < 0 ? (-high, -low) : (low, high)
    return upper
  }

  /// What the scale behind the upper end is for the lower one: 3-5万, 三至五万.
  private func scale(
    of second: WrittenNumber, for first: WrittenNumber, _ stated: String?, _ text: [Unicode.Scalar]
  ) -> Double {
    guard stated == nil, !first.hasScale else { return 1 }
    guard second.isChinese else { return second.scale }
    if case .scale(let step) = NumeralSymbol(text[second.range.upperBound - 1]), step >= 10_000 {
      return step
    }
    return 1
  }

  /// Whether a number is a part of what stands before it: an ordinal, a telephone number.
  private static func bindsBackwards(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "第", "-", "—", "/": true
    default: false
    }
  }

  /// Whether a character may stand between the ends.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "至", "到", "-", "—", "–", "―", "−", "~", "～": true
    default: false
    }
  }

  /// The position behind a dash or a word that joins the ends; 从3户到5户 is a movement.
  private static func behindDash(_ end: Int, _ start: Int, _ text: [Unicode.Scalar]) -> Int? {
    guard end < text.count else { return nil }
    switch text[end] {
    case "至", "到":
      let before = start > 0 ? text[start - 1] : " "
      return before == "由" || before == "从" || before == "自" || before == "的" ? nil : end + 1
    case "-", "—", "–", "―", "−", "~", "～":
      var next = end + 1
      while next < text.count, text[next] == text[end], next - end < 3 { next += 1 }
      return next
    default: return nil
    }
  }
}
