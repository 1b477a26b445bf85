/// Texts one behind another in one arena of UTF-8, known by their number.
package struct BulkTexts: Sendable {
  /// The UTF-8 of all texts.
  package var bytes: [UInt8]
  /// Where each text starts in ``bytes``, and, last, where the last one ends.
  package var offsets: [Int]

  /// Takes texts; none by default.
  package init(bytes: [UInt8] = [], offsets: [Int] = [0]) {
    self.bytes = bytes
    self.offsets = offsets
  }

  /// The number of texts.
  package var count: Int { offsets.count - 1 }
}

/// A block of rows as a statement binds them: column by column, a storage class and 64 bits a value.
///
/// Its texts stand in three arenas, so that those of a batch and of its workbook need not be copied.
package struct BulkBlock: Sendable {
  /// What is bound.
  package enum Storage: UInt8, Sendable {
    /// No value.
    case null
    /// The bits of an `Int64`.
    case integer
    /// The bits of a `Double`.
    case real
    /// The number of a text of the batch.
    case text
    /// The number of a text that the batch shares with others.
    case shared
    /// The number of a text of the block itself.
    case own
    /// An empty blob.
    case blob
  }

  /// The number of rows.
  package private(set) var rows = 0
  /// The storage classes, the columns one behind another.
  package var storages: [Storage] = []
  /// The bits, as ``storages``.
  package var bits: [UInt64] = []
  /// The texts of the batch.
  package private(set) var texts = BulkTexts()
  /// The texts that the batch shares with others.
  package private(set) var shared = BulkTexts()
  /// The texts that were made for the block.
  package var own = BulkTexts()

  /// Makes a block without rows.
  package init() {}

  /// Begins anew without columns, in the memory of the block before.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns that will be added.
  ///   - texts: The texts of the batch.
  ///   - shared: The texts that the batch shares with others.
  package mutating func begin(rows: Int, columns: Int, texts: BulkTexts, shared: BulkTexts) {
    self.rows = rows
    self.texts = texts
    self.shared = shared
    storages.removeAll(keepingCapacity: true)
    bits.removeAll(keepingCapacity: true)
    own.bytes.removeAll(keepingCapacity: true)
    own.offsets.removeAll(keepingCapacity: true)
    own.offsets.append(0)
    storages.reserveCapacity(rows * columns)
    bits.reserveCapacity(rows * columns)
  }

  /// Lets go of the texts of the batch.
  package mutating func end() {
    texts = BulkTexts()
    shared = BulkTexts()
  }

  /// The number of whole columns.
  package var columns: Int { rows == 0 ? 0 : storages.count / rows }

  /// Mixes a value into a hash: values that SQLite holds for equal are mixed in alike.
  ///
  /// - Returns: False for no value, which equals none.
  package func mix(_ index: Int, into hash: inout UInt64) -> Bool {
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

extension BulkTexts {
  fileprivate func mix(_ number: Int, into hash: inout UInt64) {
    let range = offsets[number]..<offsets[number + 1]
    unsafe bytes.withUnsafeBytes { bytes in
      let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      var index = 0
      while index + 8 <= text.count {
        BulkBlock.mix(
          unsafe text.loadUnaligned(fromByteOffset: index, as: UInt64.self), into: &hash)
        index += 8
      }
      var rest: UInt64 = 0
      while index < text.count {
        rest = unsafe rest << 8 | UInt64(text[index])
        index += 1
      }
      // The length tells texts apart that end in zeros, and a key's texts from each other.
      BulkBlock.mix(rest, into: &hash)
      BulkBlock.mix(UInt64(text.count), into: &hash)
    }
  }
}
