extension TextEncoding {
  /// How many bytes are looked at, at most, to tell encodings from each other.
  private static let sampleSize = 1 << 16

  /// The encoding of bytes.
  ///
  /// - Throws: ``UndecodableText`` when none explains them.
  package static func detected(in bytes: [UInt8], declared: Self?) throws(UndecodableText) -> Self {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]), isUTF8(bytes) { return .utf8 }
    if isUTF32(bytes) { throw UndecodableText(encoding: "utf-32", offset: 0) }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if let wide = utf16(bytes) { return wide }
    if isUTF8(bytes) { return .utf8 }
    if let declared, declared.score(of: bytes) ?? 0 > 0.05 { return declared }
    let candidates = [Self.gb18030, .big5]
      .compactMap { encoding in
        encoding.score(of: bytes).map { (encoding: encoding, score: $0) }
      }
    if let best = candidates.max(by: { $0.score < $1.score }), best.score > 0.2 {
      return best.encoding
    }
    if windows1252.score(of: bytes) != nil { return .windows1252 }
    if let any = candidates.first { return any.encoding }
    throw UndecodableText(encoding: nil, offset: nil)
  }

  /// Whether this encoding, when it was found in bytes, is but the least unlikely one.
  ///
  /// Windows-1252 explains nearly any bytes. Among the characters of a text in Chinese most are
  /// common; where few are, the bytes may be in another encoding, such as Shift_JIS.
  package func isDoubtful(for bytes: [UInt8]) -> Bool {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: false
    case .windows1252: true
    case .gb18030, .big5: (score(of: bytes) ?? 0) < 0.5
    }
  }

  /// UTF-32, told by its mark or by the zeros of at least two characters.
  private static func isUTF32(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return true
    }
    let sample = bytes.prefix(256)
    guard sample.count >= 8 else { return false }
    let starts = stride(from: 0, to: sample.count & ~3, by: 4)
    return starts.allSatisfy { bytes[$0 + 3] == 0 && bytes[$0 + 2] <= 0x10 && bytes[$0] != 0 }
      || starts.allSatisfy { bytes[$0] == 0 && bytes[$0 + 1] <= 0x10 && bytes[$0 + 3] != 0 }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  /// UTF-16 without a mark, told by the zero bytes of its digits and line breaks.
  private static func utf16(_ bytes: [UInt8]) -> Self? {
    let sample = bytes.prefix(sampleSize)
    guard sample.count >= 2, sample.contains(0) else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let encoding: Self
    if zeros[1] > 4 * zeros[0] {
      encoding = .utf16LittleEndian
    } else if zeros[0] > 4 * zeros[1] {
      encoding = .utf16BigEndian
    } else {
      return nil
    }
    return encoding.score(of: bytes) == nil ? nil : encoding
  }

  /// The share of common characters among those beyond ASCII; nil when the bytes are not valid.
  private func score(of bytes: [UInt8]) -> Double? {
    guard var decoder = try? StreamDecoder(encoding: self),
      let utf8 = try? decoder.utf8(
        of: bytes.prefix(Self.sampleSize),
        position: bytes.count > Self.sampleSize ? .middle : .last)
    else { return nil }
    var common = 0
    var foreign = 0
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      foreign += 1
      if CommonIdeographs.contains(scalar) { common += 1 }
    }
    return foreign == 0 ? 1 : Double(common) / Double(foreign)
  }
}
