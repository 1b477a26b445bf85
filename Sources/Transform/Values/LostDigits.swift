/// The text that a spreadsheet makes of a long key when it writes it as a number: `1.4E+17`.
enum LostDigits {
  /// Whether a text is such a number: its last digits are gone.
  static func areIn(_ text: String) -> Bool {
    guard text.utf8.count <= 32 else { return false }
    return areIn(Array(text.trimmed.utf8)[...])
  }

  /// Whether UTF-8 is such a number: `E+` and at least two digits behind a number of one whole digit.
  static func areIn(_ utf8: ArraySlice<UInt8>) -> Bool {
    guard let first = utf8.first, let last = utf8.last, isDigit(last),
      isDigit(first) || first == UInt8(ascii: "-")
    else { return false }
    let number = first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8
    guard let exponent = number.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return false
    }
    let mantissa = number[..<exponent]
    let behind = number[(exponent + 1)...]
    // Spreadsheets write numbers of up to nine digits whole.
    guard behind.count > 2, behind.first == UInt8(ascii: "+"),
      behind.dropFirst().allSatisfy(isDigit),
      behind.count > 3 || behind[behind.startIndex + 1] > 0x30
        || behind[behind.startIndex + 2] == 0x39,
      let whole = mantissa.first, isDigit(whole)
    else { return false }
    let rest = mantissa.dropFirst()
    return rest.isEmpty
      || rest.first == UInt8(ascii: ".") && rest.count > 1 && rest.dropFirst().allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
