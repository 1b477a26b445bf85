/// Blanks the templates of a page, whose content is no part of it (HTML, 4.12.3).
///
/// What a template leaves open ends with it. A parser that does not know templates would go on within the
/// template, or end the cell around it.
enum HTMLTemplates {
  /// The elements whose content has no tags.
  private static let textElements = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]
  .map { Array($0.utf8) }
  private static let comment = Array("!--".utf8)
  private static let template = Array("template".utf8)

  /// A page with blanks for its templates, of the same length; one that does not end reaches to the end.
  static func blanked(_ page: [UInt8]) -> [UInt8] {
    guard contains(template, in: page) else { return page }
    var blanked = page
    var depth = 0
    var start = 0
    var index = 0
    while let open = page[index...].firstIndex(of: UInt8(ascii: "<")) {
      if page[(open + 1)...].starts(with: Self.comment) {
        index = endOfComment(in: page, from: open + 2)
        continue
      }
      let isEnd = open + 1 < page.count && page[open + 1] == UInt8(ascii: "/")
      let name = name(in: page, at: open + (isEnd ? 2 : 1))
      guard !name.isEmpty else {
        index = open + 1
        continue
      }
      index = endOfTag(in: page, from: open + 1)
      if name == template {
        if !isEnd, depth == 0 { start = open }
        if isEnd, depth == 1 { for byte in start..<index { blanked[byte] = 0x20 } }
        depth = max(0, depth + (isEnd ? -1 : 1))
      } else if !isEnd, textElements.contains(name) {
        index = startOfEndTag(name, in: page, from: index)
      }
    }
    if depth > 0 { for byte in start..<page.count { blanked[byte] = 0x20 } }
    return blanked
  }

  /// The name of a tag that starts at an index, in small letters.
  private static func name(in page: [UInt8], at start: Int) -> [UInt8] {
    guard start < page.count, isLetter(page[start]) else { return [] }
    return page[start...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
      .map { isLetter($0) ? $0 | 0x20 : $0 }
  }

  /// Where the tag ends that is open at an index, but for a mark in a value.
  private static func endOfTag(in page: [UInt8], from start: Int) -> Int {
    var quote: UInt8?
    var isValue = false
    for index in start..<page.count {
      let byte = page[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if isValue, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      // Quotation marks count only where a value starts.
      if byte > 0x20 { isValue = byte == UInt8(ascii: "=") }
    }
    return page.count
  }

  /// Where the tag starts that ends an element of text.
  private static func startOfEndTag(_ name: [UInt8], in page: [UInt8], from start: Int) -> Int {
    var index = start
    while let open = page[index...].firstIndex(of: UInt8(ascii: "<")) {
      if open + 1 < page.count, page[open + 1] == UInt8(ascii: "/"),
        self.name(in: page, at: open + 2) == name
      {
        return open
      }
      index = open + 1
    }
    return page.count
  }

  /// Where a comment ends.
  private static func endOfComment(in page: [UInt8], from start: Int) -> Int {
    var index = start
    while let end = page[index...].firstIndex(of: UInt8(ascii: ">")) {
      if end >= start + 2, page[end - 1] == UInt8(ascii: "-"), page[end - 2] == UInt8(ascii: "-") {
        return end + 1
      }
      index = end + 1
    }
    return page.count
  }

  /// Whether a word of small letters stands anywhere in a page, in letters of any size.
  private static func contains(_ word: [UInt8], in page: [UInt8]) -> Bool {
    var start = 0
    while let index = page[start...].firstIndex(where: { $0 | 0x20 == word[0] }) {
      if index + word.count <= page.count,
        word.indices.allSatisfy({ page[index + $0] | 0x20 == word[$0] })
      {
        return true
      }
      start = index + 1
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
