/// The bytes of a text that tell encodings from each other: those from the first line on that is not
/// ASCII, without those that are UTF-8 each by itself.
struct EncodingSample {
  private let bytes: ArraySlice<UInt8>
  private let position: StreamDecoder.Position

  /// Takes the sample of a text, or of the start of one.
  init(_ all: [UInt8], position: StreamDecoder.Position) {
    let first = all.firstIndex { $0 >= 0x80 } ?? all.endIndex
    let start = all[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    bytes = Self.blanked(all[start...].prefix(TextEncoding.sampleSize))
    self.position = bytes.endIndex == all.endIndex ? position : .middle
  }

  /// The bytes with blanks in the place of lines in UTF-8, which say nothing of the encoding of the
  /// others.
  private static func blanked(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var blanked = bytes
    for line in bytes.split(separator: 0x0A) {
      let share = UTF8Share(line, position: .middle)
      guard share.long > 1, share.stray == 0 else { continue }
      for index in line.indices { blanked[index] = 0x20 }
    }
    return blanked
  }

  private func reading(_ encoding: TextEncoding) throws(UndecodableText) -> EncodingReading {
    try EncodingReading(bytes, in: encoding, position: position)
  }

  /// How much speaks for the bytes being Chinese in GBK; nil where they are not valid in it.
  private func evidence(_ reading: EncodingReading) throws(UndecodableText) -> GBKEvidence? {
    reading.isText ? try GBKEvidence(bytes) : nil
  }

  /// Whether the encoding that the text declares is to be believed.
  ///
  /// - Throws: ``UndecodableText`` when it is, but for a few bytes.
  func explains(_ declared: TextEncoding) throws(UndecodableText) -> Bool {
    guard !declared.isWide, declared != .utf8 else { return false }
    let own = try reading(declared)
    guard own.isLikely else { return false }
    if declared == .gb18030 || declared == .big5 {
      // Which of the two has the few wrong bytes is for the guess to say.
      return own.share > 0.05 && own.wrong == nil
    }
    // Chinese pages often declare what their program set unasked.
    let chinese = try reading(.gb18030)
    if let evidence = try evidence(chinese) {
      if chinese.share > 0.3, evidence.sum > 3 { return false }
      // In no text of Western Europe do most letters have marks.
      if declared == .windows1252, chinese.wrong == nil, evidence.isLikelierThanWestern {
        return false
      }
    }
    guard let wrong = own.wrong else { return true }
    throw UndecodableText(encoding: declared.name, offset: wrong)
  }

  /// The encoding that is likeliest where nothing declares it.
  func guess(doubt: DetectedEncoding.Doubt?) throws(UndecodableText) -> DetectedEncoding {
    let gbk = try reading(.gb18030)
    let big5 = try reading(.big5)
    if let found = try chinese(gbk, big5) {
      return DetectedEncoding(found.encoding, doubt: doubt ?? found.doubt)
    }
    if try reading(.windows1252).wrong == nil {
      return DetectedEncoding(.windows1252, doubt: doubt ?? .guessed)
    }
    guard let any = [gbk, big5].first(where: { $0.wrong == nil }) else {
      throw UndecodableText(encoding: nil, offset: nil)
    }
    return DetectedEncoding(any.encoding, doubt: doubt ?? .guessed)
  }

  /// The encoding of Chinese that the bytes are in; nil when they are hardly Chinese.
  ///
  /// - Throws: ``UndecodableText`` when they are, but for a few bytes.
  private func chinese(
    _ gbk: EncodingReading, _ big5: EncodingReading
  ) throws(UndecodableText) -> DetectedEncoding? {
    let found: EncodingReading
    let isCertain: Bool
    if big5.isPossibleBig5, big5.share > gbk.share || !gbk.isText {
      (found, isCertain) = (big5, big5.isCertainBig5)
    } else if let evidence = try evidence(gbk),
      evidence.isLikelierThanWestern || evidence.isPossible && gbk.share > 0.2
    {
      (found, isCertain) = (gbk, evidence.isCertain)
    } else {
      return nil
    }
    if let wrong = found.wrong {
      throw UndecodableText(encoding: found.encoding.name, offset: wrong)
    }
    return DetectedEncoding(found.encoding, doubt: isCertain ? nil : .guessed)
  }
}
