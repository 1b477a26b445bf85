/// Texts as a file has them that a spreadsheet program may open.
///
/// A program that finds a field that begins with `=`, `+`, `-` or `@`, or with one of them behind a tab
/// or a line's end, may run it as a formula: it may then send what stands in other cells elsewhere, or
/// start a program. An apostrophe before it makes it a text. Numbers stay numbers.
package enum SpreadsheetText {
  /// The text as it can be shown: led by an apostrophe where it could be run.
  package static func neutral(_ text: String) -> String {
    isRunnable(text) ? "'" + text : text
  }

  /// The text that ``neutral(_:)`` was given, where somebody copied what it gave.
  package static func original(_ text: String) -> String {
    guard text.first == "'" else { return text }
    let rest = String(text.dropFirst())
    return isRunnable(rest) ? rest : text
  }

  /// Whether a spreadsheet program may run a field of a text.
  private static func isRunnable(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
    case "+", "-": return !isNumber(text)
    default: return false
    }
  }

  /// Whether a text with a sign is a number and nothing else.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    guard let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    return digits.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"), UInt8(ascii: "-"), UInt8(ascii: "+"):
        true
      default: false
      }
    } && Double(text) != nil
  }
}
