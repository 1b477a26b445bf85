internal import Relational
internal import SurveyModel

extension RowBlock {
  /// Mixes a value of a column into a hash: values that SQLite holds for equal are mixed in alike.
  ///
  /// - Returns: False for no value, which equals none.
  func mix(_ column: Column, _ row: Int, into hash: inout UInt64) -> Bool {
    let bits = column.values.payloads[row]
    // A zero may have a sign; the sum of two zeros has none.
    switch column.values.kinds[row] {
    case .blank, .missing: return false
    case .date, .dateTime, .time, .duration:
      preconditionFailure("a block has texts for dates and times")
    case .number:
      let number =
        column.form.contains(.integers)
        ? Double(Int64(bitPattern: bits)) : Double(bitPattern: bits)
      Self.mix((number + 0).bitPattern, into: &hash)
    case .boolean: Self.mix((bits == 0 ? 0.0 : 1.0).bitPattern, into: &hash)
    case .text, .error:
      let id = TextID(bits: UInt32(truncatingIfNeeded: bits))
      if Self.isOwn(bits) {
        own.mix(Int(id.bits), into: &hash)
      } else if id.isShared {
        shared.table.mix(id.index, into: &hash)
      } else {
        texts.mix(id.index, into: &hash)
      }
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

extension TextTable {
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
