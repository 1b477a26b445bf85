/// What a number format makes of a number.
enum NumberFormat: UInt8, Hashable, Sendable {
  /// A number.
  case number
  /// A number that is shown with more than its digits: see ``ShownFormat``.
  case marked
  /// A date, perhaps with a time.
  case date
  /// A time of day.
  case time
  /// A length of time (`[h]:mm`).
  case elapsed

  /// The meaning of a built-in format of Excel; nil for ids that it leaves to custom formats.
  ///
  /// ECMA-376 part 1, 18.8.30, with the East Asian and Thai ids.
  init?(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58, 71...74, 77, 81: self = .date
    case 18...21, 32...35, 45, 47, 55, 56, 75, 76, 78, 80: self = .time
    case 46, 79: self = .elapsed
    case 0...13, 37...44, 48, 49, 59...62, 67...70: self = .number
    default: return nil
    }
  }

  /// The meaning of a format code such as `yyyy"年"m"月"d"日"` or `[h]:mm`.
  init(code: some StringProtocol) {
    var scan = Scan()
    scan.read(code)
    self = scan.meaning
  }
}

/// Reads the first section of a format code.
private struct Scan {
  private var hasDay = false
  private var hasClock = false
  private var hasMonthOrMinute = false
  private var longMonth = false
  private var hasDigits = false
  private var isElapsed = false
  private var isExponent = false
  private var afterSeconds = false

  var meaning: NumberFormat {
    if isElapsed { return .elapsed }
    if isExponent || hasDigits { return .number }
    if hasDay || longMonth { return .date }
    if hasClock { return .time }
    return hasMonthOrMinute ? .date : .number
  }

  mutating func read(_ code: some StringProtocol) {
    if code.lowercased().contains("general") { return }
    let bytes = Array(code.lowercased().utf8)
    var index = 0
    var runStart = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ";"): return
      case UInt8(ascii: "\""):
        index = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
      case UInt8(ascii: "["):
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
        let inside = bytes[min(index + 1, end)..<end]
        if let first = inside.first, "hms".utf8.contains(first),
          inside.allSatisfy({ $0 == first })
        {
          isElapsed = true
        }
        index = end
      case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "g"), UInt8(ascii: "b"):
        hasDay = true
      case UInt8(ascii: "e"):
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
          isExponent = true
        } else {
          hasDay = true
        }
      case UInt8(ascii: "h"): hasClock = true
      case UInt8(ascii: "s"):
        hasClock = true
        afterSeconds = true
      case UInt8(ascii: "m"):
        runStart = index
        while index + 1 < bytes.count, bytes[index + 1] == byte { index += 1 }
        if index - runStart >= 2 { longMonth = true } else { hasMonthOrMinute = true }
      case UInt8(ascii: "a"):
        if bytes[index...].starts(with: "am/pm".utf8) {
          hasClock = true
          index += 4
        } else if bytes[index...].starts(with: "a/p".utf8) {
          hasClock = true
          index += 2
        } else if bytes[index...].starts(with: "aaa".utf8) {
          hasDay = true
          index += 2
        }
      case UInt8(ascii: "0"): if !afterSeconds { hasDigits = true }
      case UInt8(ascii: "#"), UInt8(ascii: "?"): hasDigits = true
      default: break
      }
      index += 1
    }
  }
}
