internal import Relational
internal import SurveyModel

/// What two copies of a column must have in common, whatever the order of their rows.
struct ColumnChecksum: Hashable {
  /// The rows.
  var rows = 0
  /// The rows without a value.
  var missing = 0
  /// The sum of the numbers.
  var sum = 0.0
  /// The sum of the FNV-1a hashes of each row's key and value, modulo 2⁶⁴.
  var hash: UInt64 = 0

  /// The hash in 16 hexadecimal digits.
  var digits: String { FNV1a.digits(of: hash) }

  /// The checksums of columns of a plan's rows.
  ///
  /// - Parameters:
  ///   - plan: The rows: the columns by which they are told apart, and those of the checksums. Their order
  ///     makes the sums of doubles the same on both sides.
  ///   - keys: How many columns tell rows apart.
  ///   - count: How many columns stand behind them.
  ///   - engine: What has the rows.
  ///   - reading: What is made of the values of a row before they are added.
  /// - Returns: A checksum for each of the columns behind those that tell rows apart.
  /// - Throws: `RunFailure` when the engine refuses.
  static func all(
    of plan: Plan, keys: Int, count: Int, on engine: any ReadableEngine,
    reading: ([StoredValue?]) -> [StoredValue?] = { $0 }
  ) throws(RunFailure) -> [ColumnChecksum] {
    var checksums = [ColumnChecksum](repeating: ColumnChecksum(), count: count)
    try engine.rows(of: plan) { row throws(RunFailure) in
      let row = reading(row)
      var start = FNV1a()
      for cell in row[..<keys] { start.add(key: cell) }
      for index in checksums.indices { checksums[index].add(row[keys + index], start) }
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
    case nil:
      missing += 1
      value.add(UInt64(5))
    }
    hash &+= value.hash
  }
}

/// The 64-bit hash of Fowler, Noll and Vo, version 1a.
struct FNV1a: Hashable {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// A hash in 16 hexadecimal digits.
  static func digits(of hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

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

  /// Adds what tells a row from others: the number of a row, or parts of its key.
  fileprivate mutating func add(key cell: StoredValue?) {
    switch cell {
    case .integer(let number)?: add(UInt64(bitPattern: number))
    case .real(let number)?: add(number.bitPattern)
    case .text(let text)?:
      for byte in text.utf8 { add(byte) }
      // No byte of a text: parts of a key do not run into each other.
      add(UInt8(0xFF))
    case .blank?, nil: add(UInt8(0xFE))
    }
  }
}
