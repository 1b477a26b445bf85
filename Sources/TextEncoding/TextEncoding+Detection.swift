extension TextEncoding {
  /// How many bytes are looked at, at most, to tell encodings from each other.
  static let sampleSize = 1 << 16

  /// The encoding of bytes.
  ///
  /// - Parameters:
  ///   - bytes: The text, or its start up to the end of a line.
  ///   - stated: The encoding that the user says that it is in, or nil.
  ///   - declared: The name of the encoding that the text itself declares, or nil.
  ///   - position: Whether the text goes on behind the bytes.
  /// - Returns: The encoding, and what is doubtful about it.
  /// - Throws: ``UndecodableText`` when none explains them, or one does but for a few of the bytes.
  package static func detected(
    in bytes: [UInt8], stated: Self? = nil, declared: String? = nil,
    position: StreamDecoder.Position = .last
  ) throws(UndecodableText) -> DetectedEncoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return DetectedEncoding(.utf8) }
    if let stated { return DetectedEncoding(stated) }
    if isUTF32(bytes) { throw UndecodableText(encoding: "utf-32", offset: 0) }
    if bytes.starts(with: [0xFF, 0xFE]) { return DetectedEncoding(.utf16LittleEndian) }
    if bytes.starts(with: [0xFE, 0xFF]) { return DetectedEncoding(.utf16BigEndian) }
    if let wide = utf16(bytes) { return DetectedEncoding(wide) }
    if String(validating: bytes, as: UTF8.self) != nil { return DetectedEncoding(.utf8) }
    let sample = EncodingSample(bytes, position: position)
    let named = declared.map { ($0, Self(name: $0)) }
    if let known = named?.1, try sample.explains(known) { return DetectedEncoding(known) }
    let share = UTF8Share(bytes[...], position: position)
    if share.isDamaged || share.stray == 0 {
      guard let stray = share.firstStray else { return DetectedEncoding(.utf8) }
      throw UndecodableText(encoding: utf8.name, offset: stray)
    }
    let doubt = named.flatMap { $0.1 == nil ? DetectedEncoding.Doubt.unknownName($0.0) : nil }
    return try sample.guess(doubt: doubt)
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

  /// UTF-16 without a mark, told by the zero bytes of its digits and line breaks.
  ///
  /// A few zeros make no UTF-16: they are strays in a text whose other bytes explain themselves.
  private static func utf16(_ bytes: [UInt8]) -> Self? {
    let sample = bytes.prefix(sampleSize & ~1)
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
    let share = UTF8Share(sample, position: .middle)
    guard zeros.max() ?? 0 > sample.count / 8 || share.stray * 8 > sample.count else { return nil }
    guard let text = try? encoding.text(of: Array(sample)) else { return nil }
    // Other bytes, taken for UTF-16, are characters of every script and of none.
    let scalars = text.unicodeScalars
    let known = scalars.count { $0.isASCII || OfficeScripts.contains($0) }
    let plain = scalars.count { $0.isASCII || CommonIdeographs.contains($0) }
    return known * 10 >= scalars.count * 9 && plain * 8 >= scalars.count ? encoding : nil
  }
}
