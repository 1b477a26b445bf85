internal import ChineseText

/// A paragraph as figures are read from it: repaired and folded, with the way back.
struct ReportText {
  /// Stands for something lost, perhaps a digit.
  static let lost: Unicode.Scalar = "\u{FFFD}"
  /// Stands for a character that cannot be read.
  static let unreadable: Unicode.Scalar = "\u{FFFC}"

  /// Stands between two digits where more than one space did, as between the cells of a table.
  static let separator: Unicode.Scalar = "|"

  /// The folded characters; of white space only what parts two digits is left.
  private(set) var scalars: [Unicode.Scalar] = []
  /// Where each character stands in the paragraph.
  private(set) var map = OffsetMap()

  init(_ repaired: RepairedText, folder: TextFolder, marks: NoteMarks) {
    scalars.reserveCapacity(repaired.scalars.count)
    map.reserveCapacity(repaired.scalars.count)
    for index in repaired.scalars.indices {
      let state = repaired.states[index]
      let scalar =
        switch state {
        case .lost: Self.lost
        case .unreadable: Self.unreadable
        default: repaired.scalars[index]
        }
      append(
        scalar, folder,
        start: repaired.map.start(of: index), end: repaired.map.end(of: index))
    }
    setAside(marks)
  }

  init(intact: ArraySlice<Unicode.Scalar>, folder: TextFolder, marks: NoteMarks) {
    scalars.reserveCapacity(intact.count)
    map.reserveCapacity(intact.count)
    let first = intact.startIndex
    for index in intact.indices {
      append(intact[index], folder, start: index - first, end: index - first + 1)
    }
    setAside(marks)
  }

  /// Leaves out the marks of notes.
  private mutating func setAside(_ marks: NoteMarks) {
    guard scalars.indices.contains(where: { marks.length(at: $0, in: scalars) != nil }) else {
      return
    }
    var at = 0
    keep { text, index in
      if index < at { return false }
      guard let length = marks.length(at: index, in: text) else { return true }
      at = index + length
      return false
    }
  }

  /// Closes the gaps of a cell but for those between digits: its lines go on with one another.
  mutating func closeGaps() {
    guard scalars.contains(Self.separator) else { return }
    keep { text, index in
      text[index] != Self.separator || index + 1 < text.count && text[index + 1].isDigit
    }
  }

  /// Keeps some characters, with their places.
  private mutating func keep(_ isKept: ([Unicode.Scalar], Int) -> Bool) {
    var kept: [Unicode.Scalar] = []
    var places = OffsetMap()
    for index in scalars.indices where isKept(scalars, index) {
      kept.append(scalars[index])
      places.append(start: map.start(of: index), end: map.end(of: index))
    }
    (scalars, map) = (kept, places)
  }

  /// What of a cell of a table is its figure, with the words that introduce it and the unit that it
  /// leaves out.
  init(
    _ cell: ReportText, _ figure: Range<Int>, between words: [Unicode.Scalar],
    and unit: [Unicode.Scalar], at place: Int
  ) {
    for scalar in words {
      scalars.append(scalar)
      map.append(start: 0, end: 0)
    }
    for index in figure {
      scalars.append(cell.scalars[index])
      map.append(start: cell.map.start(of: index), end: cell.map.end(of: index))
      guard index + 1 == place else { continue }
      for scalar in unit {
        scalars.append(scalar)
        map.append(start: cell.map.start(of: index), end: cell.map.end(of: index))
      }
    }
  }

  /// A unit behind a number has so many characters, at most.
  private static let figureEnd = 3

  /// What stands between two digits, or behind a figure, where white space parts them.
  private var owed: Unicode.Scalar?

  private mutating func append(
    _ scalar: Unicode.Scalar, _ folder: TextFolder, start: Int, end: Int
  ) {
    guard let folded = folder.folded(scalar) else {
      if let last = scalars.last,
        !Self.isInvisible(scalar),
        last.isDigit || scalars.suffix(Self.figureEnd).contains(where: \.isDigit)
      {
        owed = Self.isSpace(scalar) && owed == nil ? " " : Self.separator
      }
      return
    }
    if let owed, let last = scalars.last,
      last.isDigit && folded.isDigit || owed == Self.separator && folded.value >= 0x3400
    {
      scalars.append(owed)
      map.append(start: start, end: start)
    }
    owed = nil
    scalars.append(folded)
    map.append(start: start, end: end)
  }

  /// Whether a scalar is a blank as wide as one that parts the thousands of a number, or thinner.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x2002...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Whether nobody sees a scalar, so that it parts nothing.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether it says of the numeral before it that there are more: 多, 余.
  var saysMore: Bool { self == "多" || self == "余" }

  /// Whether the scalar is an ASCII digit.
  var isDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether the scalar is a letter of ASCII.
  var isLatin: Bool { (0x61...0x7A).contains(value | 0x20) }

  /// Whether the scalar ends a sentence, after folding.
  var endsSentence: Bool {
    switch self {
    case "。", ";", "!", "?", "\n", "…": true
    default: false
    }
  }

  /// Whether the scalar ends a clause, after folding.
  var endsClause: Bool { self == "," || self == "(" || self == ")" || endsSentence }

  /// Whether the scalar separates clauses, after folding.
  var isPunctuation: Bool {
    switch self {
    case ",", "。", ";", "!", "?", ":", "、", "(", ")", "“", "”", "‘", "’", "《", "》", "\"", "【",
      "】", "〔", "〕", "|", "—", "\n", "「", "」":
      true
    default: false
    }
  }
}
