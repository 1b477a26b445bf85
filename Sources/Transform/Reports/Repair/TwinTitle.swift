internal import ChineseText

/// A title that damage cut, restored from the same title where it stands clean in the report.
///
/// The clean one must begin and end as the damaged one does and hold all that is left of it, in
/// order; between, it may have two characters for each mark of a loss. A number is never taken from
/// a twin.
struct TwinTitle {
  private let titles: [[Unicode.Scalar]]
  private let folder: TextFolder

  /// The characters of a title, at most, and those that must be left of a damaged one, at least.
  private static let longest = 60
  private static let fewest = 6

  init(_ paragraphs: some Sequence<ArraySlice<Unicode.Scalar>>, folder: TextFolder) {
    self.folder = folder
    titles =
      paragraphs.filter { $0.count <= Self.longest && !ReportRepairer.mayNeedRepair($0) }
      .map { $0.filter { $0.value >= 0x3400 || !$0.properties.isWhitespace } }
      .filter { $0.count >= Self.fewest }
  }

  /// The text with its losses taken from its twin; nil where none has a twin, or several differ.
  func mended(_ text: RepairedText) -> RepairedText? {
    let losses = text.scalars.indices.filter { isLoss($0, of: text) }
    guard !losses.isEmpty, text.scalars.count <= Self.longest,
      text.scalars.count - losses.count >= Self.fewest
    else { return nil }
    var found: RepairedText?
    for title in titles {
      guard let mended = mended(text, by: title) else { continue }
      if let found, found.scalars != mended.scalars { return nil }
      found = mended
    }
    return found
  }

  /// Whether a character is gone; a `?` within a title may be what is left of one.
  private func isLoss(_ index: Int, of text: RepairedText) -> Bool {
    switch text.states[index] {
    case .lost, .unreadable: true
    default: text.scalars[index] == "?" && index + 1 < text.scalars.count
    }
  }

  private func mended(_ text: RepairedText, by title: [Unicode.Scalar]) -> RepairedText? {
    var mended = RepairedText()
    mended.repairs = text.repairs
    var at = 0
    var index = 0
    while index < text.scalars.count {
      guard isLoss(index, of: text) else {
        guard at < title.count, isSame(text.scalars[index], title[at]) else { return nil }
        mended.append(
          text.scalars[index], text.map.start(of: index), text.map.end(of: index),
          text.states[index])
        at += 1
        index += 1
        continue
      }
      let first = index
      while index < text.scalars.count, isLoss(index, of: text) { index += 1 }
      guard let length = gap(text, from: index, title, from: at, most: 2 * (index - first)) else {
        return nil
      }
      let (start, end) = (text.map.start(of: first), text.map.end(of: index - 1))
      for scalar in title[at..<(at + length)] {
        guard !NumeralSymbol.isNumeral(scalar) else { return nil }
        mended.append(scalar, start, end, .guessed)
      }
      mended.repairs.append(
        Repair(
          kind: .loss, certainty: .guessed, start: start, end: end,
          replacement: title.string(at..<(at + length))))
      at += length
    }
    return at == title.count ? mended : nil
  }

  /// How many characters of a title a loss stands for, so that what is left behind it follows.
  private func gap(
    _ text: RepairedText, from index: Int, _ title: [Unicode.Scalar], from at: Int, most: Int
  ) -> Int? {
    let rest = text.scalars[index...].prefix(2)
    return (1...most)
      .first { length in
        let behind = title.dropFirst(at + length)
        return rest.isEmpty
          ? behind.isEmpty
          : zip(rest, behind).allSatisfy(isSame)
            && behind.count >= rest.count
      }
  }

  private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    folder.simplified(left) == folder.simplified(right)
  }
}
