extension VariableDefinition.Kind {
  /// The form in which a folded code or missing text is known, so that it means the same in a cell
  /// that is a number and in one that is a text.
  ///
  /// A number is its shortest form: `-99`, `-99.0` and the number −99 of a spreadsheet are one. One
  /// that begins with zeros stays what it is, and so does everything of a variable whose values are
  /// texts.
  package func word(_ folded: String) -> String {
    // However wide the gap between two numbers is, it makes no other word.
    let folded = folded.utf8.contains(0x0A) ? folded.replacing("\n", with: " ") : folded
    if isOfTexts { return folded }
    let digits = folded.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard folded.utf8.count - digits.count <= 1, let first = digits.first, Self.isDigit(first),
      first != UInt8(ascii: "0") || !(digits.dropFirst().first.map(Self.isDigit) ?? false),
      digits.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(folded), number.isFinite
    else { return folded }
    return number == 0 ? "0" : number.plain
  }

  /// Whether a value is a text as it stands, so that `1` and `1.0` are two.
  package var isOfTexts: Bool {
    switch self {
    case .text, .place, .residentID, .identifier: true
    case .integer, .number, .date, .boolean, .code, .answers: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
