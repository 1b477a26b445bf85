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
    switch scalar {
    case "0"..."9": self = .digit(Double(scalar.value - 0x30))
    case "０"..."９": self = .digit(Double(scalar.value - 0xFF10))
    case "〇", "零", "○", "Ｏ": self = .digit(0)
    case "一", "壹", "弌", "幺": self = .digit(1)
    case "二", "贰", "貳", "两", "兩", "弍": self = .digit(2)
    case "三", "叁", "參", "叄": self = .digit(3)
    case "四", "肆": self = .digit(4)
    case "五", "伍": self = .digit(5)
    case "六", "陆", "陸": self = .digit(6)
    case "七", "柒": self = .digit(7)
    case "八", "捌": self = .digit(8)
    case "九", "玖": self = .digit(9)
    case "十", "拾": self = .scale(10)
    case "百", "佰": self = .scale(100)
    case "千", "仟": self = .scale(1000)
    case "万", "萬": self = .scale(10_000)
    case "亿", "億": self = .scale(100_000_000)
    case ".", "．", "点", "點": self = .point
    case ",", "，": self = .separator
    case "-", "－", "−", "负", "負": self = .minus
    default: self = .other
    }
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
