/// What one character says inside a numeral.
package enum NumeralSymbol: Hashable, Sendable {
  /// A digit, 0 to 9.
  case digit(Double)
  /// 十, 百, 千, 万, 亿 and their other forms.
  case scale(Double)
  /// A decimal point.
  case point
  /// A thousands separator.
  case separator
  /// A sign.
  case minus
  /// No part of a numeral.
  case other

  /// Reads a character, of either script and width.
  package init(_ scalar: Unicode.Scalar) {
    if ("0"..."9").contains(scalar) {
      self = .digit(Double(scalar.value - 0x30))
    } else {
      self = Self.written.symbol(of: scalar)
    }
  }

  /// The characters of numerals, digit by digit and scale by scale.
  private static let written = Table(
    digits: ["〇零○Ｏ０", "一壹弌幺１", "二贰貳两兩弍２", "三叁參叄３", "四肆４", "五伍５", "六陆陸６", "七柒７", "八捌８", "九玖９"],
    scales: [(10, "十拾"), (100, "百佰"), (1000, "千仟"), (10_000, "万萬"), (100_000_000, "亿億")],
    marks: [(.point, ".．点點"), (.separator, ",，"), (.minus, "-－−负負")])

  /// Symbols by their characters, in buckets of a hash: nearly all text is of other characters, which
  /// an empty bucket tells at once.
  private struct Table: Sendable {
    private var buckets = [(scalar: Unicode.Scalar, symbol: NumeralSymbol)?](
      repeating: nil, count: 256)

    init(
      digits: [String], scales: [(Double, String)], marks: [(NumeralSymbol, String)]
    ) {
      for (value, characters) in digits.enumerated() { add(characters, .digit(Double(value))) }
      for (value, characters) in scales { add(characters, .scale(value)) }
      for (symbol, characters) in marks { add(characters, symbol) }
    }

    private mutating func add(_ characters: String, _ symbol: NumeralSymbol) {
      for scalar in characters.unicodeScalars {
        var bucket = Self.bucket(scalar)
        while buckets[bucket] != nil { bucket = (bucket + 1) & 255 }
        buckets[bucket] = (scalar, symbol)
      }
    }

    private static func bucket(_ scalar: Unicode.Scalar) -> Int {
      Int((scalar.value &* 0x9E37_79B1) >> 24)
    }

    func symbol(of scalar: Unicode.Scalar) -> NumeralSymbol {
      var bucket = Self.bucket(scalar)
      while let entry = buckets[bucket] {
        if entry.scalar == scalar { return entry.symbol }
        bucket = (bucket + 1) & 255
      }
      return .other
    }
  }

  /// Whether a character may stand in a numeral.
  package static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    if case .other = NumeralSymbol(scalar) { false } else { true }
  }

  /// Whether the symbol is a digit.
  package var isDigit: Bool { if case .digit = self { true } else { false } }

  /// Whether the symbol is a scale.
  package var isScale: Bool { if case .scale = self { true } else { false } }

  /// Whether the symbol is a digit or a scale.
  package var isDigitOrScale: Bool { isDigit || isScale }

  /// Whether the symbol stands in a numeral behind its sign.
  var isOfNumeral: Bool {
    switch self {
    case .digit, .scale, .point, .separator: true
    case .minus, .other: false
    }
  }

  /// Whether the symbol stands in a number without scales.
  var isPlain: Bool {
    switch self {
    case .digit, .point, .separator: true
    case .scale, .minus, .other: false
    }
  }
}
