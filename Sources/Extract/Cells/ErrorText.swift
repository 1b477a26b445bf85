/// Tells the codes of errors by how they are spelled, in the language of whoever wrote the file.
enum ErrorText {
  /// The longest code, in bytes; no program has one half as long.
  private static let longest = 64

  /// Whether a text is spelled as an error: `#DIV/0!`, `#N/A`, `#¿NOMBRE?`, `#ЗНАЧ!`, `Err:508`.
  ///
  /// It must be known otherwise that nobody typed it.
  static func isError(_ utf8: [UInt8]) -> Bool {
    guard (3...longest).contains(utf8.count), utf8[0] == UInt8(ascii: "#") || utf8[0] > 0x40 else {
      return false
    }
    let scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars).trimmed
    return isCode(scalars) || isNumbered(scalars)
  }

  /// Whether a text is a number sign with a word in capitals: `#REF!`, `#NV`, `#DIV/0!`.
  private static func isCode(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard scalars.first == "#" else { return false }
    let word = scalars.dropFirst()
    let letters = word.count { $0.properties.isAlphabetic && !$0.properties.isLowercase }
    return letters > (word.last == "!" || word.last == "?" ? 0 : 1)
      && word.allSatisfy { scalar in
        scalar.properties.isAlphabetic && !scalar.properties.isLowercase
          || "/0!?¡¿_- ".unicodeScalars.contains(scalar)
      }
  }

  /// Whether a text is an error of LibreOffice by its number: `Err:502`, `错误:508`, `Ошибка:522`.
  private static func isNumbered(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let number = scalars.suffix(3)
    guard number.count == 3, number.first == "5",
      number.allSatisfy({ ("0"..."9").contains($0) })
    else { return false }
    let rest = scalars.dropLast(3)
    guard let colon = rest.lastIndex(where: { $0 == ":" || $0 == "：" }),
      rest[(colon + 1)...].allSatisfy(\.properties.isWhitespace)
    else { return false }
    let word = rest[..<colon]
    return word.count > 1
      && word.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.isWhitespace || $0 == "."
      }
  }
}

extension [Unicode.Scalar] {
  /// The scalars without white space around them.
  fileprivate var trimmed: ArraySlice<Unicode.Scalar> {
    var rest = self[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
