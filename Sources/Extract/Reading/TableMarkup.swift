/// Looks for the markup of a table in a text that does not start as a page does.
///
/// Systems write a line of text before their first tag, or more of styles than a first look reads.
/// A cell of delimited text may hold markup, too: then a quotation mark or a delimiter stands before it.
enum TableMarkup {
  /// Whether the text is a page of HTML whose table stands somewhere in it.
  static func isPage(_ sample: [UInt8]) -> Bool {
    let bytes = sample.prefix(256).contains(0) ? sample.filter { $0 != 0 } : sample
    guard let table = place(of: "table", in: bytes, from: 0),
      let row = place(of: "tr", in: bytes, from: table),
      place(of: "td", in: bytes, from: row) != nil || place(of: "th", in: bytes, from: row) != nil
    else { return false }
    return !isInField(bytes, table)
  }

  /// The index of the next start tag of a name.
  private static func place(of name: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let name = Array(name.description.utf8)
    let span = bytes.span
    let last = bytes.count - name.count - 1
    var index = start
    while index < last {
      if span[index] == 0x3C,
        name.indices.allSatisfy({ bytes[index + 1 + $0] | 0x20 == name[$0] }),
        bytes[index + 1 + name.count] <= 0x20 || bytes[index + 1 + name.count] == 0x3E
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// Whether a tag stands inside a field of delimited text.
  private static func isInField(_ bytes: [UInt8], _ tag: Int) -> Bool {
    var marks = 0
    var isTag = false
    for byte in bytes[..<tag] {
      if byte == 0x3C { isTag = true }
      if byte == 0x22, !isTag { marks += 1 }
      if byte == 0x3E { isTag = false }
    }
    if marks & 1 == 1 { return true }
    var place = tag
    while place > 0 {
      var before = place - 1
      while before > 0, bytes[before] == 0x20 { before -= 1 }
      guard bytes[before] == 0x3E, let open = bytes[..<before].lastIndex(of: 0x3C) else {
        return ",;|\"".utf8.contains(bytes[before])
      }
      place = open
    }
    return false
  }
}
