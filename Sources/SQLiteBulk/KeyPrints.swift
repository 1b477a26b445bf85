package import Relational

/// What tells at a glance that no two rows have the same key: a hash of each row's key.
///
/// Most stores hold nothing twice, and a look at the hashes says so in a tenth of the time that
/// grouping the keys takes. Where two hashes are equal the store is asked.
package struct KeyPrints: Sendable {
  private var prints: [UInt64] = []

  /// Begins without a row.
  package init() {}

  /// Adds the keys of a block's rows; one that lacks a value is none.
  ///
  /// - Parameters:
  ///   - columns: The columns of the key, in an order that is the same for every block.
  ///   - block: The rows.
  package mutating func add(_ columns: [Int], of block: RowBlock) {
    let columns = columns.map { block.columns[$0] }
    for row in 0..<block.rows {
      var hash: UInt64 = 0
      var isWhole = true
      for column in columns where isWhole { isWhole = block.mix(column, row, into: &hash) }
      if isWhole { prints.append(hash) }
    }
  }

  /// Whether two rows may have the same key; false only when none have.
  package func mayRepeat() -> Bool {
    // A table at most half full. The upper bits of a hash choose its place, the lower ones are kept
    // there; 0 is a free place, and lower bits that are 0 are taken for 1.
    let bits = Int.bitWidth - (prints.count * 2).leadingZeroBitCount
    var table = [UInt32](repeating: 0, count: 1 << bits)
    for print in prints {
      var place = Int(truncatingIfNeeded: print >> UInt64(64 - bits))
      let mark = max(UInt32(truncatingIfNeeded: print), 1)
      while table[place] != 0 {
        if table[place] == mark { return true }
        place = (place + 1) & (table.count - 1)
      }
      table[place] = mark
    }
    return false
  }
}
