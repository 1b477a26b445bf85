import SurveyModel

/// Gives numbers that are written as text a decimal point, where it is certain what their marks mean.
struct DecimalText: Sendable {
  /// What the pipeline says of the variable, or nil.
  let mark: DecimalMark?
  /// The marks that could be either where the pipeline says nothing.
  var doubts = DecimalDoubts.Marks.none

  /// A folded text with a point before decimals and commas between thousands; nil where its one mark
  /// could be either.
  func pointed(_ folded: String) -> String? {
    switch mark {
    case .point?: return folded
    case .comma?:
      guard folded.utf8.contains(where: Self.isMark) else { return folded }
      return String(
        String.UnicodeScalarView(
          folded.unicodeScalars.map { $0 == "," ? "." : $0 == "." ? "," : $0 }))
    case nil: return isDoubtful(folded) ? nil : folded
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
  }

  /// Whether a text has one number with one mark, which could be either.
  private func isDoubtful(_ folded: String) -> Bool {
    guard doubts != .none else { return false }
    var marks: [UInt8] = []
    var digits = (before: 0, behind: 0)
    var leadsZero = false
    for byte in folded.utf8 {
      if Self.isMark(byte) {
        marks.append(byte)
      } else if (0x30...0x39).contains(byte) {
        if marks.isEmpty, digits.before == 0 { leadsZero = byte == 0x30 }
        if marks.isEmpty { digits.before += 1 } else { digits.behind += 1 }
      }
    }
    if marks.count > 1, marks.last == UInt8(ascii: ","),
      marks.count(where: { $0 == marks.last }) == 1
    {
      return true
    }
    guard marks.count == 1, digits.before > 0 else { return false }
    if marks[0] == UInt8(ascii: ",") { return digits.behind > 0 }
    // No thousands begin with a zero.
    return doubts == .commasAndPoints && digits.before < 4 && digits.behind == 3 && !leadsZero
  }
}
