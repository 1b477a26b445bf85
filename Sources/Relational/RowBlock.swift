/// Texts one behind another in one arena of UTF-8, known by their number.
package struct BlockTexts: Sendable {
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

/// A block of rows as a store takes them: column by column, a storage class and 64 bits a value.
///
/// Its texts stand in three arenas, so that those of a batch and of its workbook need not be copied.
package struct RowBlock: Sendable {
  /// What a value is.
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
  package private(set) var texts = BlockTexts()
  /// The texts that the batch shares with others.
  package private(set) var shared = BlockTexts()
  /// The texts that were made for the block.
  package var own = BlockTexts()

  /// Makes a block without rows.
  package init() {}

  /// Begins anew without columns, in the memory of the block before.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns that will be added.
  ///   - texts: The texts of the batch.
  ///   - shared: The texts that the batch shares with others.
  package mutating func begin(rows: Int, columns: Int, texts: BlockTexts, shared: BlockTexts) {
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
    texts = BlockTexts()
    shared = BlockTexts()
  }

  /// The number of whole columns.
  package var columns: Int { rows == 0 ? 0 : storages.count / rows }
}
