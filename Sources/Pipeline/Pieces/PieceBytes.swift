import SurveyModel

/// The bytes of a part of a piece while they are put together; whole numbers stand lowest byte first.
struct PieceBytes {
  private(set) var bytes: [UInt8] = []

  /// Adds a whole number.
  mutating func append(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  /// Adds whole numbers, led by how many they are.
  mutating func append(_ numbers: [UInt64]) {
    append(UInt64(numbers.count))
    bytes.reserveCapacity(bytes.count + 8 * numbers.count)
    for number in numbers { append(number) }
  }

  /// Adds bytes, led by how many they are.
  mutating func append(_ block: some Collection<UInt8>) {
    append(UInt64(block.count))
    bytes += block
  }

  /// Adds texts.
  mutating func append(_ texts: TextTable) {
    append(texts.offsets.dropFirst().map { UInt64($0) })
    append(texts.bytes)
  }

  /// Adds the values of a column.
  mutating func append(_ column: ValueColumn) {
    append(column.kinds.lazy.map(\.rawValue))
    append(column.payloads)
  }
}
