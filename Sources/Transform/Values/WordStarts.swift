import ChineseText
import SurveyModel

/// The characters that a list of folded words begins with: tells most texts apart from all of them
/// at a look, without folding the text.
struct WordStarts: Sendable {
  /// By scalar of the basic plane, whether a word begins with it.
  private let isStart: [Bool]
  /// Whether a word begins with a scalar beyond the basic plane.
  private let hasRareStart: Bool
  private let folder: TextFolder
  /// What each byte below 128 is matched as; nil where it is dropped.
  private let ascii: [Unicode.Scalar?]

  init(_ words: some Sequence<String>, folder: TextFolder) {
    var isStart = Array(repeating: false, count: 0x10000)
    var hasRareStart = false
    for start in words.compactMap(\.unicodeScalars.first) {
      if start.value < 0x10000 { isStart[Int(start.value)] = true } else { hasRareStart = true }
    }
    self.isStart = isStart
    self.hasRareStart = hasRareStart
    self.folder = folder
    ascii = (0..<128).map { folder.folded(Unicode.Scalar(UInt8($0))) }
  }

  /// Whether the folded text may begin with one of the words; true for a text that folds to nothing.
  ///
  /// - Parameters:
  ///   - bytes: Valid UTF-8.
  ///   - range: Where the text stands in it.
  /// - Returns: False only where the folded text begins with none of the words.
  func mayBegin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = UTF8Text.scalar(of: bytes, at: &index)
      let folded = scalar.isASCII ? ascii[Int(scalar.value)] : folder.folded(scalar)
      if let folded {
        return folded.value < 0x10000 ? isStart[Int(folded.value)] : hasRareStart
      }
    }
    return true
  }
}

/// The characters that a list of folded words ends with, as ``WordStarts`` those that it begins with.
struct WordEndings: Sendable {
  private let endings: Set<Unicode.Scalar>
  private let folder: TextFolder

  init(_ words: some Sequence<String>, folder: TextFolder) {
    endings = Set(words.compactMap(\.unicodeScalars.last))
    self.folder = folder
  }

  /// Whether the folded text may end with one of the words; true for one that ends in what is dropped.
  func mayEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    let last = UTF8Text.lastScalar(of: bytes, range)
    return folder.folded(last).map(endings.contains) ?? true
  }
}

extension RowBatch {
  /// The UTF-8 that holds the text of a cell, and where the text stands in it.
  func utf8(ofText payload: UInt64) -> (bytes: [UInt8], range: Range<Int>) {
    let id = TextID(bits: UInt32(truncatingIfNeeded: payload))
    let table = id.isShared ? sharedTexts.table : texts
    return (table.bytes, table.offsets[id.index]..<table.offsets[id.index + 1])
  }
}

/// Reads scalars of bytes that are known to be valid UTF-8.
enum UTF8Text {
  /// The scalar that starts at an index, which moves behind it; U+FFFD where the bytes are no UTF-8.
  static func scalar(of bytes: [UInt8], at index: inout Int) -> Unicode.Scalar {
    let first = bytes[index]
    index += 1
    let more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var value = UInt32(first) & (more == 0 ? 0x7F : 0x3F >> UInt32(more))
    for _ in 0..<more where index < bytes.count {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
      index += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The last scalar of a text that is not empty.
  static func lastScalar(of bytes: [UInt8], _ range: Range<Int>) -> Unicode.Scalar {
    var index = range.upperBound - 1
    while index > range.lowerBound, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return scalar(of: bytes, at: &index)
  }
}
