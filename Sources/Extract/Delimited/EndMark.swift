/// The mark that programs of DOS put behind the last line of a text (0x1A), with what may fill up the
/// file behind it.
struct EndMark {
  /// Whether the mark has come.
  private(set) var isPast = false

  /// Cuts a piece of a text before the mark.
  ///
  /// - Returns: False where the text goes on behind the mark, which then is a character like others.
  mutating func cut(_ text: inout [UInt8]) -> Bool {
    guard let mark = isPast ? 0 : text.firstIndex(of: 0x1A) else { return true }
    guard text[mark...].allSatisfy(Self.isFiller) else { return false }
    text.removeSubrange(mark...)
    isPast = true
    return true
  }

  /// Cuts a whole text in an encoding that is not known yet, but for texts in two bytes a character.
  static func cut(encoded text: inout [UInt8]) {
    guard let mark = text.firstIndex(of: 0x1A), text[mark...].allSatisfy(isFiller),
      !text[..<mark].contains(0)
    else { return }
    text.removeSubrange(mark...)
  }

  private static func isFiller(_ byte: UInt8) -> Bool {
    byte == 0x1A || byte == 0 || byte == 0x0A || byte == 0x0D
  }
}
