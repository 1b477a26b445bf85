/// A field that is a formula of nothing but a text: `="0014"`, as programs write what a spreadsheet is to
/// keep as it stands.
///
/// A spreadsheet shows the text, and so it is the cell's.
enum FormulaText {
  /// The text of such a field; nil for any other.
  static func content(of field: borrowing [UInt8]) -> [UInt8]? {
    guard field.count > 2, field[0] == UInt8(ascii: "="), field[1] == UInt8(ascii: "\""),
      field[field.count - 1] == UInt8(ascii: "\"")
    else { return nil }
    var text: [UInt8] = []
    var index = 2
    while index < field.count - 1 {
      if field[index] == UInt8(ascii: "\"") {
        // A mark inside is written twice; one that is not ends the text, and more of a formula follows.
        guard index + 1 < field.count - 1, field[index + 1] == UInt8(ascii: "\"") else {
          return nil
        }
        index += 1
      }
      text.append(field[index])
      index += 1
    }
    return text
  }
}
