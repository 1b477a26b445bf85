/// The lines of a text that were broken because they were full, as text that was copied is.
///
/// In a block of lines without an empty one, the widest lines are full when several are nearly
/// equally wide, and running text. Full lines that end no sentence go on in the next one.
struct TextWrap {
  /// The first characters of the lines that are full and may go on.
  private let full: Set<Int>

  /// A full line has at least so many columns of half a Chinese character.
  private static let narrowest = 40
  /// So many lines of a block have the width, or it is none.
  private static let fewest = 3

  /// Looks at the lines of a text.
  init(_ scalars: [Unicode.Scalar]) {
    var full: Set<Int> = []
    var block: [(range: Range<Int>, width: Int)] = []
    func close() {
      let widest = block.map(\.width).max() ?? 0
      let wide = block.filter { $0.width * 100 >= widest * 90 }
      if widest >= Self.narrowest, wide.count >= Self.fewest, wide.count * 3 >= block.count {
        full.formUnion(
          wide.filter { Self.isRunning(scalars[$0.range]) }.map(\.range.lowerBound))
      }
      block = []
    }
    var start = 0
    for index in 0...scalars.count
    where index == scalars.count || scalars[index] == "\n" || scalars[index] == "\r" {
      let line = start..<index
      start = index + 1
      if index < scalars.count, scalars[index] == "\n", index > 0, scalars[index - 1] == "\r" {
        continue
      }
      if line.isEmpty { close() } else { block.append((line, Self.width(scalars[line]))) }
    }
    close()
    self.full = full
  }

  /// Whether a line is full and its sentence goes on in the next one, which begins with a character.
  func goesOn(_ line: Range<Int>, next: Unicode.Scalar) -> Bool {
    full.contains(line.lowerBound) && !next.properties.isWhitespace && next != "—" && next != "·"
  }

  private static func width(_ line: ArraySlice<Unicode.Scalar>) -> Int {
    line.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  /// Whether a line is of a sentence that it does not end, and no row of a table.
  private static func isRunning(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = line.last, !"。！？；：!?;:".unicodeScalars.contains(last) else { return false }
    let inner = line.drop { $0.properties.isWhitespace }
    guard inner.filter(\.properties.isWhitespace).count <= 1,
      !inner.contains(where: { "|｜│┃║".unicodeScalars.contains($0) })
    else { return false }
    let ideographs = line.filter { $0.value >= 0x3000 }.count
    return ideographs * 10 >= line.count * 6
  }
}
