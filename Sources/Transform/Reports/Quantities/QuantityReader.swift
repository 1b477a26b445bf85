internal import ChineseText
internal import SurveyModel

/// Finds the quantities of folded text.
struct QuantityReader: Sendable {
  let units: UnitLexicon

  /// The quantities of a text, in order, and the dates among them.
  func quantities(in text: [Unicode.Scalar]) -> [Quantity] {
    var quantities: [Quantity] = []
    var at = 0
    while at < text.count {
      if text[at] == ReportText.lost, let quantity = swallowed(at, in: text) {
        quantities.append(quantity)
        at = quantity.range.upperBound
        continue
      }
      guard NumeralSymbol(text[at]) != .other else {
        at += 1
        continue
      }
      guard
        let number = NumberReader.number(at: at, in: text)
          ?? FractionReader.scaleShare(at: at, in: text), !continuesWord(at, text)
      else {
        at = text[at].isDigit ? Self.endOfDigits(at, text) : at + 1
        continue
      }
      if let end = DateReader.dateEnd(of: number, in: text) {
        at = max(end, number.range.upperBound)
        continue
      }
      if let quantity = interval(from: number, in: text) ?? quantity(of: number, in: text) {
        quantities.append(quantity)
        at = max(quantity.number.upperBound, at + 1)
      } else {
        at = max(number.range.upperBound, at + 1)
      }
    }
    return quantities
  }

  private static func endOfDigits(_ start: Int, _ text: [Unicode.Scalar]) -> Int {
    var end = start
    while end < text.count, text[end].isDigit { end += 1 }
    return end
  }

  /// A number of one digit that damage swallowed whole: 下撥?萬元.
  private func swallowed(_ at: Int, in text: [Unicode.Scalar]) -> Quantity? {
    var end = at + 1
    var scale = 1.0
    while end < text.count, case .scale(let step) = NumeralSymbol(text[end]), step >= 10_000 {
      scale *= step
      end += 1
    }
    guard let found = units.unit(at: end, before: at, in: text), found.unit != "item",
      scale > 1 || !units.isClassifier(at: end, in: text)
    else { return nil }
    var quantity = Quantity(
      number: at..<found.end, range: at..<found.end, value: 0, unit: found.unit,
      resolution: scale)
    quantity.isDamaged = true
    quantity.possible = (1...9).map { Double($0) * scale }
    return quantity
  }

  /// Whether a number is the end of a name in Latin letters (`G20`), or of another number.
  private func continuesWord(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard start > 0 else { return false }
    let before = text[start - 1]
    return before.isASCII && (before.properties.isAlphabetic || before == "_")
  }

  /// The quantity that a number is with what stands around it, or nil when it counts nothing.
  func quantity(of number: WrittenNumber, in text: [Unicode.Scalar]) -> Quantity? {
    let start = number.range.lowerBound
    if start > 0, text[start - 1] == "第" { return rank(number, text) }
    var quantity = Quantity(
      number: number.range, range: number.range, value: number.value, unit: "",
      resolution: number.resolution)
    quantity.isChinese = number.isChinese
    if let share = FractionReader.share(number, in: text) {
      quantity.range = share.range
      quantity.number = share.range
      quantity.value = share.value
      quantity.resolution = share.resolution
      quantity.unit = share.unit
    } else if !readUnit(&quantity, number, text) {
      return nil
    }
    guard !number.isChinese || ChineseQuantity.isMeant(quantity, in: text) else { return nil }
    if number.isMore {
      quantity.qualifier = .moreThan
      quantity.low = quantity.value
    }
    QualifierReader.read(&quantity, text)
    readDamage(&quantity, number, text)
    return quantity
  }

  /// 第6 is a rank only where the words before it say so; 第一书记 is none.
  private func rank(_ number: WrittenNumber, _ text: [Unicode.Scalar]) -> Quantity? {
    let start = number.range.lowerBound - 1
    let words = ["名列", "位列", "位居", "排名", "排", "列", "居", "获", "排在"]
    let scopes = ["全省", "全市", "全国", "全县", "全区", "全州"]
    var end = start
    if let scope = scopes.first(where: { text.has(Array($0.unicodeScalars), endingAt: end) }) {
      end -= scope.unicodeScalars.count
    }
    guard words.contains(where: { text.has(Array($0.unicodeScalars), endingAt: end) }) else {
      return nil
    }
    var last = number.range.upperBound
    if last < text.count, text[last] == "位" || text[last] == "名" { last += 1 }
    return Quantity(
      number: number.range, range: start..<last, value: number.value, unit: "rank", resolution: 1)
  }

  private func readUnit(
    _ quantity: inout Quantity, _ number: WrittenNumber, _ text: [Unicode.Scalar]
  ) -> Bool {
    var end = number.range.upperBound
    if end < text.count, text[end] == "大", number.isChinese || number.value < 100 {
      return readNamedSet(&quantity, end, text)
    }
    if let found = units.unit(at: end, before: number.range.lowerBound, in: text) {
      quantity.unit = found.unit
      end = found.end
      if end < text.count, text[end] == "多" || text[end] == "余", !quantity.isChinese {
        quantity.qualifier = .moreThan
        quantity.low = quantity.value
        end += 1
      }
      if found.unit == "category", quantity.value < 10 {
        quantity.unit = ClassReader.unit(behind: end, in: text)
      }
      quantity.range = number.range.lowerBound..<end
      return true
    }
    if !number.isChinese, let label = labelledUnit(before: number.range.lowerBound, text) {
      quantity.unit = label.unit
      quantity.value = NumberReader.decimal(
        quantity.value * label.scale, resolution: min(1, quantity.resolution * label.scale))
      quantity.resolution *= label.scale
      return true
    }
    guard !number.isChinese else { return false }
    if let unit = unitOfBareNumber(number, in: text) {
      quantity.unit = unit
      return true
    }
    return false
  }

  /// The unit of a number that has none behind it: 总人口17.6万, 300万专项资金, 户数 1250.
  private func unitOfBareNumber(_ number: WrittenNumber, in text: [Unicode.Scalar]) -> String? {
    let end = number.range.upperBound
    if number.hasScale {
      if let unit = unitOfWhatItBecame(end, in: text) { return unit }
      if let unit = units.nounBehind(end, in: text) { return unit }
      if end == text.count || text[end].isPunctuation,
        let unit = units.nounBefore(number.range.lowerBound, in: text), unit != "item"
      {
        return unit
      }
      return impliedMoney(number.range, text)
    }
    guard end == text.count || text[end].isPunctuation,
      !(number.isPlainFourDigits && (1900...2100).contains(number.value)),
      let counted = Self.counted.first(where: {
        text.has($0.word, endingAt: Self.label(before: number.range.lowerBound, text))
      })
    else { return nil }
    return counted.unit
  }

  /// 2.5万下降到2014年的1.2万人: a number and what it became have one unit.
  private func unitOfWhatItBecame(_ end: Int, in text: [Unicode.Scalar]) -> String? {
    guard let word = Self.becoming.first(where: { text.has($0, at: end) }) else { return nil }
    var at = end + word.count
    while at < min(text.count, end + 12), !text[at].isPunctuation {
      if let number = NumberReader.number(at: at, in: text) {
        guard let date = DateReader.dateEnd(of: number, in: text) else {
          return units.unit(at: number.range.upperBound, before: at, in: text)?.unit
        }
        at = max(date, number.range.upperBound)
      } else {
        at += 1
      }
    }
    return nil
  }

  private static let becoming = [
    "下降到", "下降至", "减少到", "减少至", "降低到", "降到", "降至", "增加到", "增加至", "增长到", "增长至", "提高到",
    "提升到", "上升到", "增至", "升至", "扩大到", "发展到",
  ]
  .map { Array($0.unicodeScalars) }

  /// Labels that say by themselves what a bare number counts.
  private static let counted: [(word: [Unicode.Scalar], unit: String)] = [
    (["人", "口"], "person"), (["人", "数"], "person"), (["户", "数"], "household"),
  ]

  /// Where the label of a number ends: before a colon or a gap between cells.
  private static func label(before start: Int, _ text: [Unicode.Scalar]) -> Int {
    var at = start
    while at > 0, text[at - 1] == ":" || text[at - 1] == ReportText.separator { at -= 1 }
    return at
  }

  /// 参保人数(人): 12, 余额(万元) 3.4: the unit stands in the label before a bare number.
  private func labelledUnit(
    before start: Int, _ text: [Unicode.Scalar]
  ) -> (
    unit: String, scale: Double
  )? {
    var close = start
    while close > 0, text[close - 1] == ":" || text[close - 1] == ReportText.separator {
      close -= 1
    }
    guard close > 2, text[close - 1] == ")" else { return nil }
    guard let open = text[max(0, close - 8)..<close].lastIndex(of: "(") else { return nil }
    var at = open + 1
    if text.has(["单", "位"], at: at) { at += 2 }
    if at < close, text[at] == ":" { at += 1 }
    var scale = 1.0
    while at < close, case .scale(let step) = NumeralSymbol(text[at]) {
      scale *= step
      at += 1
    }
    guard let found = units.unit(at: at, before: open, in: text), found.end == close - 1 else {
      return nil
    }
    return (found.unit, scale)
  }

  /// 十大富民产业: a set of things that has a name.
  private func readNamedSet(
    _ quantity: inout Quantity, _ end: Int, _ text: [Unicode.Scalar]
  ) -> Bool {
    quantity.unit = "item"
    quantity.range = quantity.number.lowerBound..<(end + 1)
    return true
  }

  /// 300万专项资金, 贷款70亿: the 元 is left out where money is the subject.
  private func impliedMoney(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> String? {
    let end = range.upperBound
    if end < text.count, !text[end].isPunctuation {
      let follows = Self.money.contains { text.has($0, at: end) }
      return follows || text.has(["用", "于"], at: end) ? "yuan" : nil
    }
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < 12, !text[start - 1].endsClause { start -= 1 }
    let window = text[start..<range.lowerBound]
    let says = Self.money.contains { word in
      window.indices.contains { window[$0...].starts(with: word) }
    }
    return says ? "yuan" : nil
  }

  private static let money = [
    "资金", "贷款", "投资", "补助", "补贴", "投入", "放款", "金额", "收入", "产值", "余额", "财政", "授信", "专项",
  ]
  .map { Array($0.unicodeScalars) }

  private static func isLoss(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ReportText.lost || scalar == ReportText.unreadable
  }

  /// A number beside something lost may have lost a digit or its scale.
  func readDamage(
    _ quantity: inout Quantity, _ number: WrittenNumber, _ text: [Unicode.Scalar]
  ) {
    let start = number.range.lowerBound
    let behind =
      number.range.upperBound < text.count
      && Self.isLoss(text[number.range.upperBound])
    if start > 1, text[start - 1] == "." || text[start - 1] == ",", Self.isLoss(text[start - 2]) {
      quantity.isDamaged = true
      quantity.range = (start - 2)..<quantity.range.upperBound
      if text[start - 1] == "." { readLostWhole(&quantity, number) }
      return
    }
    let before = start > 0 && Self.isLoss(text[start - 1])
    guard before || behind else { return }
    quantity.isDamaged = true
    if before {
      quantity.range = (start - 1)..<quantity.range.upperBound
      quantity.possible = (1...9)
        .map {
          NumberReader.decimal(
            Double($0) * number.leadingWeight + quantity.value, resolution: number.resolution)
        }
    }
  }

  /// ?.24%: the digit before the point is gone, and may have been a zero.
  private func readLostWhole(_ quantity: inout Quantity, _ number: WrittenNumber) {
    let resolution = number.scale * number.scale / number.leadingWeight
    let fraction = quantity.value * number.scale / number.leadingWeight
    quantity.resolution = resolution
    quantity.possible = (0...9)
      .map {
        NumberReader.decimal(Double($0) * number.scale + fraction, resolution: resolution)
      }
  }
}
