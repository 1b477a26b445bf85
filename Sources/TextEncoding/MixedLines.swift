/// Looks for lines in UTF-8 in a text whose encoding is another one.
///
/// Where lines were appended to a file by another program, they are in its encoding: they may be valid
/// in that of the file, and say something else. A line is in UTF-8 when all that is not ASCII in it
/// is, at least two characters of scripts that offices write in. Two or three could be UTF-8 by accident
/// where all the pairs that they are in GBK are of its old part.
package struct MixedLines {
  /// The offset of the first line that is in UTF-8; nil while there is none.
  private var offset: Int?

  private let encoding: TextEncoding
  private let isPaired: Bool
  private var position = 0
  private var lineStart = 0
  private var isValid = true
  private var characters = 0
  /// Whether the line, read in pairs, has one that GB 2312 does not know.
  private var isOutside = false
  private var lead: UInt8?
  private var scalar: UInt32 = 0
  private var missing = 0

  /// Nil for an encoding that is a form of Unicode, or has line breaks of two bytes.
  package init?(in encoding: TextEncoding) {
    guard !encoding.name.hasPrefix("utf"), !encoding.name.hasPrefix("iso-2022") else { return nil }
    self.encoding = encoding
    isPaired = encoding.isPaired
  }

  /// Refuses a text that has such a line.
  ///
  /// - Throws: ``UndecodableText`` with the offset of the line.
  package func check() throws(UndecodableText) {
    guard let offset else { return }
    throw UndecodableText(encoding: encoding.name, offset: offset, reason: .lineInUTF8)
  }

  /// Looks through the next bytes; `last` ends the last line.
  package mutating func look(through bytes: ArraySlice<UInt8>, position end: StreamDecoder.Position)
  {
    guard offset == nil else { return }
    let base = position
    let span = bytes.span
    var index = 0
    while index < span.count {
      // Most lines are soon known not to be in UTF-8.
      if !isValid {
        while index < span.count, span[index] != 0x0A { index += 1 }
        if index == span.count { break }
      }
      let byte = span[index]
      index += 1
      if byte == 0x0A {
        position = base + index
        endLine()
        if offset != nil { return }
      } else if byte >= 0x80 || missing > 0 {
        take(byte)
        pair(byte)
      } else {
        lead = nil
      }
    }
    position = base + span.count
    if end == .last { endLine() }
  }

  private mutating func take(_ byte: UInt8) {
    if missing > 0 {
      guard byte & 0xC0 == 0x80 else {
        isValid = false
        return
      }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      missing -= 1
      guard missing == 0 else { return }
      guard let read = Unicode.Scalar(scalar), OfficeScripts.contains(read),
        !isPaired || scalar >= 0x2000
      else {
        isValid = false
        return
      }
      characters += 1
      return
    }
    switch byte {
    case 0xC2...0xDF: (scalar, missing) = (UInt32(byte & 0x1F), 1)
    case 0xE0...0xEF: (scalar, missing) = (UInt32(byte & 0x0F), 2)
    default: isValid = false
    }
  }

  private mutating func pair(_ byte: UInt8) {
    guard let first = lead else {
      lead = byte
      return
    }
    lead = nil
    if byte < 0xA1 || first < 0xB0 && !(0xA1...0xA3).contains(first) { isOutside = true }
  }

  private mutating func endLine() {
    if isValid, missing == 0, characters >= 2, !isPaired || isOutside || characters >= 4 {
      offset = lineStart
    }
    lineStart = position
    (isValid, characters, missing, isOutside, lead) = (true, 0, 0, false, nil)
  }
}
