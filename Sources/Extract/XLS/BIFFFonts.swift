/// The fonts of a binary workbook, so far as they set characters apart.
struct BIFFFonts: Sendable {
  /// Where the font of a text changes, counted in its characters.
  struct Run {
    let start: Int
    let style: RunStyle
  }

  private var styles: [RunStyle] = []

  /// Whether any font sets characters apart.
  var areDistinct: Bool { styles.contains { $0 != .plain } }

  /// Takes a `FONT` record of BIFF5 or BIFF8 ([MS-XLS] 2.4.122); older fonts set nothing apart.
  mutating func add(_ record: BIFFRecord, _ view: ByteView) {
    guard record.body.count >= 10 else { return styles.append(.plain) }
    let isStruck = (view.u16(record.body.lowerBound + 2) ?? 0) & 8 != 0
    let script = view.u16(record.body.lowerBound + 8)
    styles.append(isStruck ? .struck : script == 1 ? .raised : script == 2 ? .lowered : .plain)
  }

  /// A run that starts at a character, by the index of its font; no font has the index 4.
  func run(at start: Int, font: Int) -> Run {
    let place = font > 4 ? font - 1 : font
    return Run(start: start, style: styles.indices.contains(place) ? styles[place] : .plain)
  }

  /// The UTF-8 of so many characters, with what is set apart of its numbers in characters of its own.
  ///
  /// - Parameters:
  ///   - count: The number of characters.
  ///   - runs: Where fonts change, ascending.
  ///   - utf8: Gives the UTF-8 of some of the characters.
  /// - Returns: All of them.
  /// - Throws: What `utf8` throws.
  static func text<Failure: Error>(
    _ count: Int, runs: [Run], utf8: (Range<Int>) throws(Failure) -> [UInt8]
  ) throws(Failure) -> [UInt8] {
    var text = RichText()
    var place = 0
    for run in runs {
      let start = min(max(run.start, place), count)
      let part = try utf8(place..<start)
      text.append(part.span)
      text.style = run.style
      place = start
    }
    let rest = try utf8(place..<count)
    text.append(rest.span)
    return text.finished()
  }
}
