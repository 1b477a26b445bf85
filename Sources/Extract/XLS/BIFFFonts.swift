/// The fonts of a binary workbook, so far as they raise characters.
struct BIFFFonts: Sendable {
  /// Where the font of a text changes, counted in its characters.
  struct Run {
    let start: Int
    let isRaised: Bool
  }

  private var raised: [Bool] = []

  /// Whether any font raises characters.
  var canRaise: Bool { raised.contains(true) }

  /// Takes a `FONT` record of BIFF5 or BIFF8; older fonts raise nothing.
  mutating func add(_ record: BIFFRecord, _ view: ByteView) {
    raised.append(record.body.count >= 10 && view.u16(record.body.lowerBound + 8) == 1)
  }

  /// A run that starts at a character, by the index of its font; no font has the index 4.
  func run(at start: Int, font: Int) -> Run {
    let place = font > 4 ? font - 1 : font
    return Run(start: start, isRaised: raised.indices.contains(place) && raised[place])
  }

  /// The UTF-8 of so many characters, with raised digits beside a number as superscript characters.
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
      text.isRaised = run.isRaised
      place = start
    }
    let rest = try utf8(place..<count)
    text.append(rest.span)
    return text.finished()
  }
}
