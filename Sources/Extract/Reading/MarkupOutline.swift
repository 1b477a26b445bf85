internal import ZipArchive

/// Where the worksheets of a long XML document stand, found without parsing it.
///
/// To parse all of a document only to list its worksheets would double the time of reading it. The
/// outline is nil for anything unusual (comments, CDATA, nested worksheets, prefixes or encodings
/// that nobody writes), which is then left to the parser.
struct MarkupOutline {
  /// The tags that an outline looks for.
  struct Tags {
    /// The element that is a worksheet, with the prefixes that it usually has, the empty one too.
    let worksheet: [[UInt8]]
    /// Markup that says that the worksheet before it is hidden.
    let hidden: [[UInt8]]
    /// Whether a byte behind a `<` is worth a closer look.
    let initials: [Bool]

    /// Bytes that stand in all of these tags and seldom elsewhere, at most five behind their `<`;
    /// empty where there are none such.
    let anchors: [UInt8]

    /// The end tag of a worksheet, where nothing but it matters inside of one.
    let end: BytePattern?
    /// How the tags of rows and cells start, which stand inside of worksheets only.
    let inside: [[UInt8]]

    /// Looks for the element `name` under prefixes such as `ss:`.
    ///
    /// Where worksheets have only one prefix and hold no markup that says that they are hidden,
    /// `inside` may name how the tags in them start: then only the end of a worksheet is looked
    /// for, and such a tag outside of one tells that worksheets stand in one another.
    init(
      _ name: String, prefixes: [String], hidden: [String] = [], anchors: String = "",
      inside: [String] = []
    ) {
      precondition(inside.isEmpty || prefixes.count == 1 && hidden.isEmpty)
      end = inside.isEmpty ? nil : BytePattern("</\(prefixes[0])\(name)>")
      self.inside = inside.map { Array($0.utf8) }
      worksheet = prefixes.map { Array(($0 + name).utf8) }
      self.hidden = hidden.map { Array($0.utf8) }
      var initials = [Bool](repeating: false, count: 256)
      for word in worksheet + self.hidden { initials[Int(word[0])] = true }
      initials[Int(UInt8(ascii: "!"))] = true
      initials[Int(UInt8(ascii: "/"))] = true
      self.initials = initials
      self.anchors = Array(anchors.utf8)
    }

    /// The places before `end` of every `<` that may start one of the tags, in order.
    func candidates(in bytes: [UInt8], upTo end: Int) -> [Int] {
      var places: [Int] = []
      guard !anchors.isEmpty else {
        var index = 0
        while let tag = bytes.tag(from: index, upTo: end, starting: initials) {
          places.append(tag)
          index = tag + 1
        }
        return places
      }
      for anchor in anchors {
        var index = 0
        let last = min(end + 5, bytes.count)
        while let place = bytes.index(of: anchor, from: index, upTo: last) {
          let start = (max(0, place - 5)..<place).last { bytes[$0] == UInt8(ascii: "<") }
          if let start, start < end { places.append(start) }
          index = place + 1
        }
      }
      return places.sorted()
    }
  }

  /// One worksheet.
  struct Sheet {
    /// From its start tag to the end of its end tag.
    var bytes: Range<Int>
    /// Whether markup inside it said that it is hidden.
    var isHidden = false
    /// Whether its end was found.
    var isClosed = false
  }

  /// The start of a document that holds all worksheets, empty: what stands before the first of
  /// them, and then their start tags.
  private(set) var skeleton: [UInt8] = []
  /// The length of what stands before the first worksheet.
  private(set) var head = 0
  /// The worksheets.
  private(set) var sheets: [Sheet] = []

  /// The size of a document from which on an outline is worth its while.
  static let worthwhileSize = 1 << 20
  /// The number of worksheets from which on it is, whatever the size.
  static let worthwhileSheets = 16
  private static let chunk = 1 << 18
  /// The longest tag that is looked for; one that the end of a chunk cuts waits for the next.
  private static let margin = 4096
  private static let longestHead = 8 << 20

  /// Looks through a document from its start.
  init?(of source: any ByteSource, _ tags: Tags) throws {
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var kept = 0
    var base = 0
    while true {
      let read = try source.read(into: &buffer, from: kept)
      let count = kept + read
      if base == 0, kept == 0, !Self.isPlain(buffer[..<count]) { return nil }
      let end = read == 0 ? count : max(0, count - Self.margin)
      guard look(through: buffer, upTo: end, limit: count, base: base, tags) else { return nil }
      if sheets.isEmpty {
        skeleton.append(contentsOf: buffer[..<end])
        guard skeleton.count <= Self.longestHead else { return nil }
      }
      if read == 0 { break }
      kept = count - end
      buffer.replaceSubrange(0..<kept, with: Array(buffer[end..<count]))
      base += end
    }
    guard !sheets.isEmpty, sheets.allSatisfy(\.isClosed) else { return nil }
  }

  /// Whether a document declares, or has by default, an encoding that keeps ASCII as it is.
  private static func isPlain(_ start: ArraySlice<UInt8>) -> Bool {
    let head = String(decoding: start.prefix(200), as: UTF8.self).lowercased()
    guard head.hasPrefix("<?xml") || head.hasPrefix("\u{FEFF}<?xml") else { return false }
    let declaration = head.prefix { $0 != ">" }
    return !declaration.contains("encoding") || declaration.contains("utf-8")
  }

  private mutating func look(
    through buffer: [UInt8], upTo end: Int, limit: Int, base: Int, _ tags: Tags
  ) -> Bool {
    guard let pattern = tags.end else {
      return tags.candidates(in: buffer, upTo: end)
        .allSatisfy { take($0, of: buffer, limit: limit, base: base, tags) }
    }
    // A comment or CDATA anywhere is for the parser.
    var index = 0
    while let mark = buffer.index(of: UInt8(ascii: "!"), from: index, upTo: min(end + 1, limit)) {
      if mark > 0, buffer[mark - 1] == UInt8(ascii: "<") { return false }
      index = mark + 1
    }
    index = 0
    while true {
      let isInside = sheets.last.map { !$0.isClosed } ?? false
      let next =
        isInside
        ? pattern.index(in: buffer, from: index, upTo: end, limit: limit)
        : buffer.tag(from: index, upTo: end, starting: tags.initials)
      guard let next else { return true }
      guard take(next, of: buffer, limit: limit, base: base, tags) else { return false }
      index = next + 1
    }
  }

  /// Looks at the tag at an index; whether the document is still usual.
  private mutating func take(
    _ index: Int, of buffer: [UInt8], limit: Int, base: Int, _ tags: Tags
  ) -> Bool {
    let bytes = buffer.span
    guard index + 1 < limit else { return true }
    let next = bytes[index + 1]
    if next == UInt8(ascii: "!") { return false }
    let isEnd = next == UInt8(ascii: "/")
    let name = isEnd ? index + 2 : index + 1
    if let length = Self.match(bytes, at: name, limit, tags.worksheet), name + length < limit {
      let after = bytes[name + length]
      if isEnd, after == UInt8(ascii: ">") {
        return close(at: base + name + length + 1)
      } else if !isEnd, after <= 0x20 {
        guard let close = Self.endOfTag(bytes, from: name, limit) else { return false }
        return open(buffer, index..<close, base: base)
      }
      let isStray = Self.match(bytes, at: name, limit, tags.inside) != nil
      return !isStray || !sheets.contains(where: \.isClosed)
    }
    if !isEnd, Self.match(bytes, at: name, limit, tags.hidden) != nil, !sheets.isEmpty {
      sheets[sheets.count - 1].isHidden = true
    }
    return true
  }

  private mutating func open(_ buffer: [UInt8], _ tag: Range<Int>, base: Int) -> Bool {
    if let last = sheets.last, !last.isClosed { return false }
    if sheets.isEmpty {
      skeleton.append(contentsOf: buffer[..<tag.lowerBound])
      head = base + tag.lowerBound
    }
    // An empty worksheet closes itself.
    let closesItself = buffer[tag.upperBound - 1] == UInt8(ascii: "/")
    skeleton.append(contentsOf: buffer[tag])
    skeleton.append(contentsOf: closesItself ? [0x3E] : [0x2F, 0x3E])
    let end = closesItself ? base + tag.upperBound + 1 : base + tag.lowerBound
    sheets.append(
      Sheet(bytes: (base + tag.lowerBound)..<end, isClosed: closesItself))
    return true
  }

  private mutating func close(at end: Int) -> Bool {
    guard let last = sheets.last, !last.isClosed else { return false }
    sheets[sheets.count - 1].bytes = last.bytes.lowerBound..<end
    sheets[sheets.count - 1].isClosed = true
    return true
  }

  private static func match(
    _ bytes: Span<UInt8>, at index: Int, _ limit: Int, _ words: [[UInt8]]
  ) -> Int? {
    for word in words where index + word.count <= limit {
      var offset = 0
      while offset < word.count, bytes[index + offset] == word[offset] { offset += 1 }
      if offset == word.count { return offset }
    }
    return nil
  }

  /// The index of the `>` that ends a start tag.
  private static func endOfTag(_ bytes: Span<UInt8>, from index: Int, _ limit: Int) -> Int? {
    var quote: UInt8 = 0
    for index in index..<limit {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return nil
  }
}
