internal import Relational
internal import SurveyModel

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
    of names: [String], key: String, in table: String, on engine: any ReadableEngine
  ) throws(RunFailure) -> [ColumnChecksum] {
    var checksums = names.map { _ in ColumnChecksum() }
    // The order makes the sums of doubles the same on both sides.
    try engine.rows(of: .columns([key] + names, of: table, by: [key])) { row throws(RunFailure) in
      var start = FNV1a()
      if case .integer(let number)? = row[0] { start.add(UInt64(bitPattern: number)) }
      for index in names.indices { checksums[index].add(row[index + 1], start) }
    }
    return checksums
  }

  private mutating func add(_ cell: StoredValue?, _ row: FNV1a) {
    rows += 1
    var value = row
    switch cell {
    case .integer(let number)?:
      sum += Double(number)
      value.add(UInt64(1))
      value.add(UInt64(bitPattern: number))
    case .real(let number)?:
      sum += number
      value.add(UInt64(2))
      value.add(number.bitPattern)
    case .text(let text)?:
      value.add(UInt64(3))
      for byte in text.utf8 { value.add(byte) }
    case .blank?: value.add(UInt64(4))
    case nil: value.add(UInt64(5))
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
