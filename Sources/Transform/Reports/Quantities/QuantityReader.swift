internal import ChineseText
internal import SurveyModel

/// Finds the quantities of folded text.
struct QuantityReader: Sendable {
  let units: UnitLexicon
  let qualifiers: QualifierReader
  let dates: DateMention
  private let numerals: ChineseQuantity
  private let codes: Words
  private let captions: Words
  private let codesBehind: Words
  private let sessionsOf: Words
  private let tenthsBefore: Words
  private let rankWords: Words
  private let rankScopes: Words
  private let rankMarks: Words
  private let classesOf: Words
  private let becoming: Words
  private let money: Words
  private let moneyBehind: Words
  private let unitLabels: Words
  private let lists: QuantityLists
  private let aimed: AimedList
  private let sharedUnit: SharedUnit
  private let spokenMoney: SpokenMoney
  private let notOne: Words
  private let periodsBehind: Words
  private let periodsBefore: Words

  init(_ catalogue: IndicatorCatalogue, _ language: ReportLanguage) {
    units = UnitLexicon(catalogue, language)
    qualifiers = QualifierReader(language)
    dates = DateMention(language)
    numerals = ChineseQuantity(catalogue, language)
    codes = language.find(.codes)
    captions = language.find(.captions)
    codesBehind = language.find(.codesBehind)
    sessionsOf = language.find(.sessionsOf)
    tenthsBefore = language.find(.tenthsBefore)
    rankWords = language.find(.rankBehind)
    rankScopes = language.find(.rankScopes)
    rankMarks = language.find(.rankMarks)
    classesOf = language.find(.classesOf)
    becoming = language.find(.become)
    money = language.find(.money)
    moneyBehind = language.find(.moneyBehind)
    unitLabels = language.find(.unitLabel)
    lists = QuantityLists(language, nouns: catalogue.units.flatMap(\.nouns))
    aimed = AimedList(language, qualifiers.roles)
    sharedUnit = SharedUnit(language)
    spokenMoney = SpokenMoney(language)
    notOne = language.find(.notOne)
    periodsBehind = language.find(.periodsBehind)
    periodsBefore = language.find(.periodsBefore)
  }

  /// The quantities of a text, in order, and the dates among them.
  ///
  /// - Parameters:
  ///   - text: The folded text.
  ///   - ofEra: Whether the report counts its years from 1911.
  /// - Returns: The quantities.
  func quantities(in text: [Unicode.Scalar], ofEra: Bool = false) -> [Quantity] {
    var quantities: [Quantity] = []
    var at = 0
    // Where what there is not one of ends: 无1户1人返贫.
    var none: Int?
    var sharers = sharedUnit
    while at < text.count {
      if text[at] == ReportText.lost, let quantity = swallowed(at, in: text) {
        quantities.append(quantity)
        at = quantity.range.upperBound
        continue
      }
      guard NumeralSymbol.isNumeral(text[at]) else {
        at += 1
        continue
      }
      guard
        let number = round(at: at, in: text) ?? NumberReader.number(at: at, in: text)
          ?? FractionReader.scaleShare(at: at, in: text)
      else {
        at =
          text[at].isDigit
          ? NumberReader.end(ofNumberAt: at, in: text)
          : max(at + 1, NumberReader.end(ofNumeralAt: at, in: text))
        continue
      }
      if let end = dates.end(ofShortYearAt: at, in: text, ofEra: ofEra)
        ?? DateReader.dateEnd(of: number, in: text)
      {
        at = max(end, number.range.upperBound)
        continue
      }
      if isPartOfName(number, in: text) {
        at = max(number.range.upperBound, NumberReader.end(ofNumberAt: at, in: text))
        continue
      }
      if number.value == 1, at == none || notOne.stand(endingAt: at, in: text),
        let unit = units.unit(at: number.range.upperBound, before: at, in: text)
      {
        none = unit.end
        at = unit.end
        continue
      }
      if let quantity = interval(from: number, in: text) ?? quantity(of: number, in: text) {
        if !isPeriod(quantity, in: text) {
          for var sharer in sharers.shared(with: quantity, number, in: text) {
            qualifiers.read(&sharer, text)
            quantities.append(sharer)
          }
          quantities.append(quantity)
        }
        at = max(quantity.number.upperBound, at + 1)
      } else {
        sharers.add(number, in: text)
        at = max(number.range.upperBound, at + 1)
      }
    }
    for index in quantities.indices.dropFirst() {
      quantities[index].begin(at: quantities[index - 1].range.upperBound)
    }
    lists.set(apart: &quantities, in: text)
    lists.carry(&quantities, in: text)
    aimed.mark(&quantities, in: text)
    return quantities
  }

  /// Whether a number of years is a period that something is said of: 近三年,脱贫; 五年来.
  private func isPeriod(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    let end = quantity.range.upperBound
    guard quantity.unit == "year", end < text.count else { return false }
    return periodsBefore.stand(at: end, in: text)
      || text[end] == "," && periodsBehind.stand(endingAt: quantity.number.lowerBound, in: text)
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

  /// Whether a number is the end of a name in Latin letters: G20, PM2.5, COVID-19, 3号B2栋.
  ///
  /// GDP86.45亿元 and HIV携带者, CPI2.1% are figures behind an abbreviation: what has a unit of
  /// measure or a scale behind more than one letter is no code.
  private func isPartOfName(_ number: WrittenNumber, in text: [Unicode.Scalar]) -> Bool {
    let start = number.range.lowerBound
    if codesBehind.stand(endingAt: start, in: text) { return true }
    // 表1 人口情况
    if let length = captions.length(endingAt: start, in: text),
      start == length || text[start - length - 1].isPunctuation
    {
      return true
    }
    var first = start
    if first > 1, text[first - 1] == "-", text[first - 2].isLatin { return true }
    while first > 0, text[first - 1].isLatin || text[first - 1] == "_" { first -= 1 }
    guard first < start else { return false }
    let letters = text[first..<start]
    guard letters.count > 1, !letters.contains("_"), !codes.contains(Array(letters)) else {
      return true
    }
    return !number.hasScale && !units.isMeasure(at: number.range.upperBound, in: text)
  }

  /// 近百名, 超千万元: a scale alone is one of it where a bound stands before it.
  private func round(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    guard NumeralSymbol(text[start]).isScale, qualifiers.bounds(at: start, in: text) else {
      return nil
    }
    return NumberReader.round(at: start, in: text)
  }

  /// The quantity that a number is with what stands around it, or nil when it counts nothing.
  func quantity(of number: WrittenNumber, in text: [Unicode.Scalar]) -> Quantity? {
    let start = number.range.lowerBound
    if start > 0, text[start - 1] == "第" { return rank(number, text) }
    var quantity = Quantity(
      number: number.range, range: number.range, value: number.value, unit: "",
      resolution: number.resolution)
    quantity.isChinese = number.isChinese
    if let share = FractionReader.share(number, in: text, tenthsBefore: tenthsBefore) {
      quantity.range = share.range
      quantity.number = share.range
      quantity.value = share.value
      quantity.resolution = share.resolution
      quantity.unit = share.unit
      if share.isMore {
        quantity.qualifier = .moreThan
        quantity.low = quantity.value
      }
    } else if let amount = spokenMoney.amount(from: number, in: text) {
      quantity.range = amount.range
      quantity.number = amount.range
      quantity.value = amount.value
      quantity.resolution = amount.resolution
      quantity.unit = "yuan"
    } else if !readUnit(&quantity, number, text) {
      return nil
    }
    // 十七届人大: an assembly's number counts nothing.
    // 2022届: a year's.
    if quantity.unit == "session", number.isPlainFourDigits, (1900...2100).contains(number.value) {
      return nil
    }
    guard quantity.unit != "session" || !sessionsOf.stand(at: quantity.range.upperBound, in: text)
    else { return nil }
    guard !number.isChinese || numerals.isMeant(quantity, in: text) else { return nil }
    if number.isMore {
      quantity.qualifier = .moreThan
      quantity.low = quantity.value
    }
    if number.isAbout { quantity.qualifier = .about }
    qualifiers.read(&quantity, text)
    readDamage(&quantity, number, text)
    readUnclear(&quantity, number, text)
    return quantity
  }

  /// A number that its spelling leaves open has no value, but those that it may have.
  private func readUnclear(
    _ quantity: inout Quantity, _ number: WrittenNumber, _ text: [Unicode.Scalar]
  ) {
    guard !quantity.isDamaged else { return }
    var readings = number.readings
    // 净赚1万8: without a unit behind it nobody writes ones.
    let end = number.range.upperBound
    if readings.count == 2, readings[1] == abs(quantity.value), number.hasScale, !number.isChinese,
      end == text.count || text[end].isPunctuation
    {
      return
    }
    if readings.isEmpty {
      guard let inside = NumberReader.readings(ofDigitsInside: number, in: text) else { return }
      readings = inside
      let first = NumberReader.start(ofDigitsBefore: number.range.lowerBound - 1, in: text)
      quantity.range = first..<quantity.range.upperBound
    }
    quantity.isDamaged = true
    quantity.possible = quantity.value < 0 ? readings.map { -$0 } : readings
  }

  /// 第6 is a rank only where the words before it say so; 第一书记 is none.
  private func rank(_ number: WrittenNumber, _ text: [Unicode.Scalar]) -> Quantity? {
    let start = number.range.lowerBound - 1
    let end = start - (rankScopes.length(endingAt: start, in: text) ?? 0)
    guard rankWords.stand(endingAt: end, in: text) else { return nil }
    var last = number.range.upperBound
    last += rankMarks.length(at: last, in: text) ?? 0
    return Quantity(
      number: number.range, range: start..<last, value: number.value, unit: "rank", resolution: 1)
  }

  private func readUnit(
    _ quantity: inout Quantity, _ number: WrittenNumber, _ text: [Unicode.Scalar]
  ) -> Bool {
    var end = number.range.upperBound
    if end < text.count, text[end] == "大", number.isChinese || number.value < 100 {
      // 6大类
      guard let kind = units.unit(at: end + 1, before: number.range.lowerBound, in: text),
        kind.unit == "category"
      else { return readNamedSet(&quantity, end, text) }
      end += 1
    }
    if let found = units.unit(at: end, before: number.range.lowerBound, in: text) {
      quantity.unit = found.unit
      quantity.isVague = found.isVague
      quantity.classifier = end..<found.end
      end = found.end
      // 比120个多6个: the second number is what 多 says.
      // 41户多子女家庭: 多 begins the noun.
      if end < text.count, text[end].saysMore, !quantity.isChinese,
        end + 1 >= text.count || text[end + 1].isPunctuation || text[end + 1] == "的"
      {
        quantity.qualifier = .moreThan
        quantity.low = quantity.value
        end += 1
      }
      if found.unit == "category", quantity.value < 10 {
        // 一类县 is a class, 19类产业 so many categories.
        quantity.unit = classesOf.stand(at: end, in: text) ? "class" : "category"
      }
      quantity.range = number.range.lowerBound..<end
      return true
    }
    if let last = spokenMoney.end(ofPiecesAt: end, behind: number.range.lowerBound, in: text) {
      quantity.unit = "yuan"
      quantity.range = number.range.lowerBound..<last
      return true
    }
    if !number.isChinese, let label = labelledUnit(before: number.range.lowerBound, text) {
      quantity.unit = label.unit
      quantity.value = NumberReader.decimal(
        quantity.value * label.scale, resolution: min(1, quantity.resolution * label.scale))
      quantity.resolution *= label.scale
      return true
    }
    if number.isChinese {
      // 收入一万四: nobody says of what, and money is spoken of.
      guard number.hasScale, number.range.count > 1, end == text.count || text[end].isPunctuation,
        let unit = impliedMoney(number.range, text)
      else { return false }
      quantity.unit = unit
      return true
    }
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
      let unit = units.unit(
        ofLabelEndingAt: Self.label(before: number.range.lowerBound, text), in: text)
    else { return nil }
    return unit
  }

  /// 2.5万下降到2014年的1.2万人: a number and what it became have one unit.
  private func unitOfWhatItBecame(_ end: Int, in text: [Unicode.Scalar]) -> String? {
    guard let length = becoming.length(at: end, in: text) else { return nil }
    var at = end + length
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
    at += unitLabels.length(at: at, in: text) ?? 0
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
      let follows = money.stand(at: end, in: text) || moneyBehind.stand(at: end, in: text)
      return follows ? "yuan" : nil
    }
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < 12, !text[start - 1].endsClause { start -= 1 }
    return money.first(in: start..<range.lowerBound, of: text) == nil ? nil : "yuan"
  }

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
