import ChineseText
import SurveyModel

/// Recognises, by its bytes alone, a text that already is the value of its variable as it stands.
///
/// It says yes only where ``ValueReader`` would give the very same text; what it does not recognise is
/// read the long way. It is there because names and numbers differ on every row, so that nothing can
/// be remembered of them.
struct PlainText: Sendable {
  private enum Form {
    case text, identifier, residentID
  }

  private let form: Form
  private let missing: WordStarts
  private let provinces: [Bool]
  /// The bytes below 128 that folding and capitals leave as they are.
  private let isPlain: [Bool]

  /// Nil for a variable whose texts are never its values.
  ///
  /// - Parameters:
  ///   - variable: The variable.
  ///   - missing: The folded words that stand for no value.
  ///   - folder: Folds scripts and widths.
  ///   - provinces: The codes that an identity number may start with; empty for any.
  init?(
    _ variable: VariableDefinition, missing: some Sequence<String>, folder: TextFolder,
    provinces: [Bool] = []
  ) {
    switch variable.kind {
    case .text: form = .text
    case .identifier: form = .identifier
    case .residentID: form = .residentID
    default: return nil
    }
    self.provinces = provinces
    self.missing = WordStarts(missing, folder: folder)
    isPlain = (0..<128)
      .map { byte in
        let character = String(Unicode.Scalar(UInt8(byte)))
        return folder.folded(character).uppercased() == character
      }
  }

  /// Whether the text is the value.
  ///
  /// - Parameters:
  ///   - bytes: Valid UTF-8.
  ///   - range: Where the text stands in it.
  /// - Returns: False also where the text may be the value and only ``ValueReader`` can tell.
  func isValue(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, !missing.mayBegin(bytes, range), !Self.isDamaged(bytes, range) else {
      return false
    }
    switch form {
    case .text:
      var index = range.lowerBound
      return Self.isVisible(UTF8Text.scalar(of: bytes, at: &index))
        && Self.isVisible(UTF8Text.lastScalar(of: bytes, range))
    case .identifier:
      return range.count <= ValueReader.longest && isPlain(bytes, range)
        && !ResidentID.isNumber(bytes[range])
    case .residentID:
      return isPlain(bytes, range)
        && ResidentID.problem(in: bytes[range], provinces: provinces) == nil
    }
  }

  /// Whether a text may have characters that were replaced or struck out, or may be a number that lost
  /// digits.
  private static func isDamaged(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let bytes = bytes.span
    // U+FFFD is EF BF BD, and so begin the wide signs and letters, too; a stroke is CC B6.
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == 0xEF || byte == 0xCC, index + 1 < range.upperBound {
        let next = bytes[index + 1]
        if byte == 0xCC, next == 0xB6 { return true }
        if byte == 0xEF, next == 0xBF, index + 2 < range.upperBound, bytes[index + 2] == 0xBD {
          return true
        }
      }
      index += 1
    }
    guard range.count < 32, (0x30...0x39).contains(bytes[range.upperBound - 1]) else {
      return false
    }
    // Behind the sign of an exponent there are two or three digits.
    for index in range where bytes[index] == UInt8(ascii: "+") { return index > range.lowerBound }
    return false
  }

  /// Whether a scalar is surely no white space and no part of the character before it.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
  }

  private func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] >= 128 || !isPlain[Int(bytes[index])] { return false }
    return true
  }
}
