internal import Relational

extension RowBlock {
  /// Mixes a value into a hash: values that SQLite holds for equal are mixed in alike.
  ///
  /// - Returns: False for no value, which equals none.
  func mix(_ index: Int, into hash: inout UInt64) -> Bool {
    switch storages[index] {
    case .null, .blob: return false
    // A zero may have a sign; the sum of two zeros has none.
    case .integer: Self.mix((Double(Int64(bitPattern: bits[index])) + 0).bitPattern, into: &hash)
    case .real: Self.mix((Double(bitPattern: bits[index]) + 0).bitPattern, into: &hash)
    case .text: texts.mix(Int(bits[index]), into: &hash)
    case .shared: shared.mix(Int(bits[index]), into: &hash)
    case .own: own.mix(Int(bits[index]), into: &hash)
    }
    return true
  }

  /// Mixes 64 bits in, so that each of them reaches all, and zeros as well (a step of SplitMix64).
  @inline(__always)
  fileprivate static func mix(_ word: UInt64, into hash: inout UInt64) {
    hash = (hash ^ word) &+ 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash ^= hash >> 27
  }
}

extension BlockTexts {
  fileprivate func mix(_ number: Int, into hash: inout UInt64) {
    let range = offsets[number]..<offsets[number + 1]
    unsafe bytes.withUnsafeBytes { bytes in
      let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      var index = 0
      while index + 8 <= text.count {
        RowBlock.mix(
          unsafe text.loadUnaligned(fromByteOffset: index, as: UInt64.self), into: &hash)
        index += 8
      }
      var rest: UInt64 = 0
      while index < text.count {
        rest = unsafe rest << 8 | UInt64(text[index])
        index += 1
      }
      // The length tells texts apart that end in zeros, and a key's texts from each other.
      RowBlock.mix(rest, into: &hash)
      RowBlock.mix(UInt64(text.count), into: &hash)
    }
  }
}
