/// How much of a text is UTF-8: its characters of several bytes, and the bytes that belong to none.
struct UTF8Share {
  /// The characters of two bytes.
  private(set) var short = 0
  /// The characters of three or four bytes, which other encodings hardly ever have by accident.
  private(set) var long = 0
  /// The bytes that belong to no character.
  private(set) var stray = 0
  /// The offset of the first of them.
  private(set) var firstStray: Int?

  /// Counts; a character that the end of the bytes cuts is stray when they are the `last`.
  init(_ bytes: ArraySlice<UInt8>, position: StreamDecoder.Position) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let end = min(index + length, bytes.endIndex)
      if String(validating: bytes[index..<end], as: UTF8.self) != nil {
        if length == 2 { short += 1 } else { long += 1 }
        index = end
      } else if index + length > bytes.endIndex,
        bytes[(index + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
      {
        guard position == .last else { return }
        stray += 1
        if firstStray == nil { firstStray = index - bytes.startIndex }
        return
      } else {
        stray += 1
        if firstStray == nil { firstStray = index - bytes.startIndex }
        index += 1
      }
    }
  }

  /// Whether the text is UTF-8 with a few bytes that are wrong.
  var isDamaged: Bool { stray > 0 && (stray * 2 <= long || stray * 10 <= short + long) }
}
