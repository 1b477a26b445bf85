/// Numbers as the published files write them.
package enum DecimalText {
  /// The shortest decimal that reads back as the number, without an exponent; whole numbers have no
  /// point.
  package static func shortest(_ number: Double) -> String {
    Digits(number)?.text ?? "\(number)"
  }

  /// The number with a fixed count of decimals, its shortest decimal rounded half away from zero.
  package static func rounded(_ number: Double, decimals: Int) -> String {
    guard var digits = Digits(number) else { return "\(number)" }
    digits.round(to: decimals)
    return digits.text
  }

  /// A decimal with its thousands apart, for people: `-1234.5` is `−1,234.5`.
  package static func grouped(_ decimal: String) -> String {
    let digits = decimal.drop { $0 == "-" }
    let whole = digits.prefix { $0 != "." }
    var grouped = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0, (whole.count - offset).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return (decimal.hasPrefix("-") ? "−" : "") + grouped + digits.dropFirst(whole.count)
  }

  /// The decimal digits of a number.
  private struct Digits {
    var isNegative: Bool
    /// The digits before the point, without leading zeros but for a single one.
    var whole: [UInt8]
    var fraction: [UInt8]

    /// Splits the shortest decimal of a finite number.
    init?(_ number: Double) {
      guard number.isFinite else { return nil }
      let parts = "\(number.magnitude)".split(separator: "e")
      guard let mantissa = parts.first else { return nil }
      let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
      var digits = halves.flatMap { $0.utf8.map { $0 - 48 } }
      var point = (halves.first?.utf8.count ?? 0) + exponent
      if point < 0 {
        digits = Array(repeating: 0, count: -point) + digits
        point = 0
      }
      if point > digits.count {
        digits += Array(repeating: 0, count: point - digits.count)
      }
      isNegative = number < 0
      whole = Array(digits[..<point])
      fraction = Array(digits[point...])
      trim()
    }

    private mutating func trim() {
      while whole.count > 1, whole.first == 0 { whole.removeFirst() }
      if whole.isEmpty { whole = [0] }
      while fraction.last == 0 { fraction.removeLast() }
    }

    mutating func round(to decimals: Int) {
      let goesUp = fraction.count > decimals && fraction[decimals] >= 5
      fraction = Array(fraction.prefix(decimals))
      fraction += Array(repeating: 0, count: max(0, decimals - fraction.count))
      guard goesUp else { return }
      var digits = whole + fraction
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
      whole = Array(digits.dropLast(decimals))
      fraction = Array(digits.suffix(decimals))
    }

    var text: String {
      let isZero = whole.allSatisfy { $0 == 0 } && fraction.allSatisfy { $0 == 0 }
      let ascii = { (digits: [UInt8]) in String(decoding: digits.map { $0 + 48 }, as: UTF8.self) }
      return (isNegative && !isZero ? "-" : "") + ascii(whole)
        + (fraction.isEmpty ? "" : "." + ascii(fraction))
    }
  }
}
