/// The scripts that the offices of the world write in, and their punctuation.
///
/// Bytes that are UTF-8 by accident are seldom characters of these.
enum OfficeScripts {
  private static let ranges: [ClosedRange<UInt32>] = [
    0x00A0...0x024F, 0x0370...0x058F, 0x05D0...0x06FF, 0x0900...0x0DFF, 0x0E00...0x0EFF,
    0x1E00...0x1FFF, 0x2010...0x203F, 0x20A0...0x22FF, 0x2460...0x24FF, 0x2500...0x26FF,
    0x3000...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF00...0xFFEF,
  ]

  /// Whether a scalar beyond ASCII is of one of them.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }
}
