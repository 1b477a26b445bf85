internal import COpenCC

/// OpenCC's characters from Traditional to Simplified Chinese, open for asking.
@safe final class CharacterConversion: Sendable {
  /// The ideographs that OpenCC is asked about: Unified Ideographs and Extension A.
  private static let blocks: [ClosedRange<UInt32>] = [0x3400...0x4DBF, 0x4E00...0x9FFF]

  /// OpenCC's object as a number, for pointers are not sendable.
  ///
  /// It does not change as long as it is open.
  private let converter: Int

  /// Opens OpenCC's tables.
  ///
  /// - Throws: ``FoldingTableError`` when they cannot be opened.
  init() throws(FoldingTableError) {
    let opened = unsafe opencc_open("t2s.json")
    // OpenCC's sentinel for failure is the pointer (opencc_t) -1.
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else {
      throw FoldingTableError(
        description: "OpenCC cannot open t2s.json: \(unsafe String(cString: opencc_error()))")
    }
    converter = Int(bitPattern: opened)
  }

  deinit { _ = unsafe opencc_close(opencc_t(bitPattern: converter)) }

  /// The Simplified form of a character that has one of a single character; any other as it is.
  ///
  /// Conversions of one object may run beside each other, as OpenCC documents of all its functions but
  /// `opencc_error`.
  func simplified(_ character: Unicode.Scalar) -> Unicode.Scalar {
    guard Self.blocks.contains(where: { $0.contains(character.value) }) else { return character }
    var text = String(character)
    let output: UnsafeMutablePointer<CChar>? = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe opencc_convert_utf8(
          opencc_t(bitPattern: converter), characters.baseAddress, characters.count)
      }
    }
    // Only bytes that are not UTF-8 cannot be converted.
    guard let output = unsafe output else { return character }
    defer { unsafe opencc_convert_utf8_free(output) }
    let converted = unsafe String(cString: output).unicodeScalars
    guard let only = converted.first, converted.count == 1 else { return character }
    return only
  }
}
