internal import COpenCC

/// OpenCC's character table from Traditional to Simplified Chinese.
enum CharacterConversion {
  /// The ideographs that the table is asked for: Unified Ideographs and Extension A.
  private static let blocks: [ClosedRange<UInt32>] = [0x3400...0x4DBF, 0x4E00...0x9FFF]

  /// Every Traditional character whose Simplified form is another single character.
  ///
  /// Characters stand on lines of their own, so that OpenCC's phrases never apply.
  static func traditionalToSimplified() throws(FoldingTableError)
    -> [(traditional: UInt32, simplified: Unicode.Scalar)]
  {
    let characters = blocks.joined().compactMap(Unicode.Scalar.init)
    var lines = String.UnicodeScalarView()
    for character in characters {
      lines.append(character)
      lines.append("\n")
    }
    let converted = try converted(String(lines)).unicodeScalars
      .split(
        separator: "\n", omittingEmptySubsequences: false)
    var pairs: [(traditional: UInt32, simplified: Unicode.Scalar)] = []
    for (character, line) in zip(characters, converted) {
      if let only = line.first, line.count == 1, only != character {
        pairs.append((character.value, only))
      }
    }
    return pairs
  }

  private static func converted(_ text: String) throws(FoldingTableError) -> String {
    let converter = unsafe opencc_open("t2s.json")
    // OpenCC's sentinel for failure is the pointer (opencc_t) -1.
    guard let converter = unsafe converter, Int(bitPattern: converter) != -1 else {
      throw FoldingTableError(
        description: "OpenCC cannot open t2s.json: \(unsafe String(cString: opencc_error()))")
    }
    defer { _ = unsafe opencc_close(converter) }
    var text = text
    let output: UnsafeMutablePointer<CChar>? = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe opencc_convert_utf8(converter, characters.baseAddress, characters.count)
      }
    }
    guard let output = unsafe output else {
      throw FoldingTableError(
        description: "OpenCC cannot convert: \(unsafe String(cString: opencc_error()))")
    }
    defer { unsafe opencc_convert_utf8_free(output) }
    return unsafe String(cString: output)
  }
}
