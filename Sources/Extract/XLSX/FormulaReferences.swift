internal import SurveyModel

/// Moves the relative references of a formula.
enum FormulaReferences {
  /// The formula as a cell `rows` further down and `columns` further right would have it.
  static func moved(_ formula: [UInt8], rows: Int, columns: Int) -> [UInt8] {
    guard rows != 0 || columns != 0 else { return formula }
    var moved: [UInt8] = []
    moved.reserveCapacity(formula.count + 8)
    var index = 0
    while index < formula.count {
      let byte = formula[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let end = formula[(index + 1)...].firstIndex(of: byte) ?? formula.count - 1
        moved.append(contentsOf: formula[index...end])
        index = end + 1
      } else if isWord(byte) {
        var end = index
        while end < formula.count, isWord(formula[end]) { end += 1 }
        let word = formula[index..<end]
        let next = end < formula.count ? formula[end] : 0
        let isReference = next != UInt8(ascii: "(") && next != UInt8(ascii: "!")
        moved.append(contentsOf: isReference ? reference(word, rows, columns) : Array(word))
        index = end
      } else {
        moved.append(byte)
        index += 1
      }
    }
    return moved
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 0x80...: true
    case UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// The word moved when it is a reference such as `$B7`, or as it is.
  private static func reference(_ word: ArraySlice<UInt8>, _ rows: Int, _ columns: Int) -> [UInt8] {
    let dollar = UInt8(ascii: "$")
    let text = String(decoding: word, as: UTF8.self)
    guard let place = CellReference(text), word.count(where: { $0 == dollar }) <= 2 else {
      return Array(word)
    }
    let isColumnFixed = word.first == dollar
    let isRowFixed = word.dropFirst().contains(dollar)
    let row = place.row + (isRowFixed ? 0 : rows)
    let column = place.column + (isColumnFixed ? 0 : columns)
    guard row >= 0, column >= 0, column < CellReference.limit.columns else {
      return Array("#REF!".utf8)
    }
    let letters = CellReference.letters(ofColumn: column)
    return Array("\(isColumnFixed ? "$" : "")\(letters)\(isRowFixed ? "$" : "")\(row + 1)".utf8)
  }
}
