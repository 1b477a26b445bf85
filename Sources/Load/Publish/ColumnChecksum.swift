internal import GRDB
internal import SQLDialect
internal import SQLiteBulk

/// What two copies of a column must have in common, whatever the order of their rows.
struct ColumnChecksum: Hashable {
  /// The rows.
  var rows = 0
  /// The sum of the numbers.
  var sum = 0.0
  /// The sum of the FNV-1a hashes of each row's key and value, modulo 2⁶⁴.
  var hash: UInt64 = 0

  /// The hash in hexadecimal digits.
  var digits: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The checksums of columns of a table, whose rows are told apart by a whole number.
  static func all(
    of names: [String], key: String, in table: String, on database: Database
  ) throws -> [ColumnChecksum] {
    let list = ([key] + names).map(SQLName.quoted).joined(separator: ", ")
    var query = try BulkQuery(
      // The order makes the sums of doubles the same on both sides.
      "SELECT \(list) FROM \(SQLName.quoted(table)) ORDER BY \(SQLName.quoted(key))", on: database)
    var checksums = names.map { _ in ColumnChecksum() }
    while try query.next() {
      var row = FNV1a()
      row.add(UInt64(bitPattern: query.integer(at: 0)))
      for index in names.indices { checksums[index].add(query, index + 1, row) }
    }
    return checksums
  }

  private mutating func add(_ query: borrowing BulkQuery, _ column: Int, _ row: FNV1a) {
    rows += 1
    var value = row
    let kind = query.kind(at: column)
    value.add(UInt64(kind.rawValue))
    switch kind {
    case .integer:
      let integer = query.integer(at: column)
      sum += Double(integer)
      value.add(UInt64(bitPattern: integer))
    case .real:
      let number = query.real(at: column)
      sum += number
      value.add(number.bitPattern)
    case .text, .blob:
      query.withUTF8(at: column) { bytes in
        for index in bytes.indices { value.add(bytes[index]) }
      }
    case .null: break
    }
    hash &+= value.hash
  }
}

/// The 64-bit hash of Fowler, Noll and Vo, version 1a.
struct FNV1a: Hashable {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  mutating func add(_ word: UInt64) {
    var rest = word
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
