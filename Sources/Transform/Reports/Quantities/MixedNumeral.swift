internal import ChineseText

/// A numeral that goes on behind its first scale: 12万850, 1千5百万, 3亿2千万, 二万5千.
struct MixedNumeral {
  /// Where it ends, with 多 or 余 among its scales.
  let end: Int
  /// Its value; the first of ``readings`` where there are several.
  let value: Double
  /// The weight of its last digit.
  let resolution: Double
  /// Whether 多 or 余 stands before its last scale.
  let isMore: Bool
  /// The values that its spelling leaves open, empty for one reading.
  ///
  /// 12万8 is 120,008 and 128,000.
  let readings: [Double]

  /// Reads the numeral that begins at a position.
  ///
  /// - Returns: Nil where no second group of digits follows a scale, or where the characters are no
  ///   numeral together.
  init?(from start: Int, in text: [Unicode.Scalar]) {
    var written: [Unicode.Scalar] = []
    var groups = 0
    var inGroup = false
    var hasScale = false
    var isMore = false
    var at = start
    loop: while at < text.count, at - start <= NumberReader.longestNumeral {
      switch NumeralSymbol(text[at]) {
      case .digit:
        if !inGroup {
          // 5万2人 but 5万，2人: only what stands together is one.
          groups += hasScale || groups == 0 ? 1 : 0
          inGroup = true
        }
      case .scale(let step):
        if NumberReader.isOfUnit(step, at, text) { break loop }
        hasScale = true
        inGroup = false
      case .point where text[at] == "." && inGroup && at + 1 < text.count && text[at + 1].isDigit,
        .separator where inGroup && NumberReader.isThousandsGroup(at, in: text):
        break
      default:
        guard text[at].saysMore, at + 1 < text.count,
          NumeralSymbol(text[at + 1]).isScale
        else { break loop }
        isMore = true
        at += 1
        continue loop
      }
      written.append(text[at])
      at += 1
    }
    guard groups > 1, at - start <= NumberReader.longestNumeral,
      let value = ChineseNumeral.value(of: written[...])
    else { return nil }
    let symbols = written.map { (scalar: $0, symbol: NumeralSymbol($0)) }
    var trailing = 1.0
    var last = symbols.count
    while last > 0, case .scale(let step) = symbols[last - 1].symbol {
      trailing *= step
      last -= 1
    }
    let digits = symbols[..<last].reversed().prefix { $0.scalar.isDigit || $0.scalar == "." }
    let fraction = digits.firstIndex { $0.scalar == "." }
      .map { digits.distance(from: digits.startIndex, to: $0) }
    end = at
    self.isMore = isMore
    let resolution = trailing * NumberReader.power(10, -(fraction ?? 0))
    self.resolution = resolution
    self.value = NumberReader.decimal(value, resolution: min(1, resolution))
    readings = Self.readings(symbols, value: self.value)
  }

  /// A lone Arabic digit behind a scale may count ones or the next lower scale.
  private static func readings(
    _ symbols: [(scalar: Unicode.Scalar, symbol: NumeralSymbol)], value: Double
  ) -> [Double] {
    guard symbols.count > 1, let last = symbols.last, last.scalar.isDigit, last.scalar != "0",
      case .digit(let digit) = last.symbol,
      case .scale(let step) = symbols[symbols.count - 2].symbol, step > 10
    else { return [] }
    let ones = value - digit * step / 10 + digit
    return [ones, value]
  }
}
