import SurveyModel

/// The bytes of a part of a piece while they are taken apart.
struct PieceBytesReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Begins with the first byte.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether there is nothing behind what was taken.
  var isAtEnd: Bool { position == bytes.count }

  /// Takes a whole number.
  ///
  /// - Throws: ``PieceDamage`` where there are not so many bytes, as all that follow do.
  mutating func number() throws(PieceDamage) -> UInt64 {
    guard bytes.count - position >= 8 else { throw PieceDamage() }
    defer { position += 8 }
    return Self.number(bytes, at: position)
  }

  /// Takes whole numbers.
  mutating func numbers() throws(PieceDamage) -> [UInt64] {
    let count = try count(of: 8)
    defer { position += 8 * count }
    let (start, bytes) = (position, bytes)
    return (0..<count).map { Self.number(bytes, at: start + 8 * $0) }
  }

  /// Takes bytes.
  mutating func block() throws(PieceDamage) -> ArraySlice<UInt8> {
    let count = try count(of: 1)
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  /// Takes texts.
  mutating func texts() throws(PieceDamage) -> TextTable {
    let ends = try numbers().map { Int(truncatingIfNeeded: $0) }
    let block = Array(try block())
    guard ends.last ?? 0 == block.count, ends.first ?? 0 >= 0,
      zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw PieceDamage() }
    var texts = TextTable()
    texts.append(utf8: block, ends: ends)
    return texts
  }

  /// Takes the values of a column.
  mutating func column() throws(PieceDamage) -> ValueColumn {
    var column = ValueColumn()
    let kinds = try block().map { ValueKind(rawValue: $0) }
    column.kinds = kinds.compactMap(\.self)
    column.payloads = try numbers()
    guard column.kinds.count == kinds.count, kinds.count == column.payloads.count else {
      throw PieceDamage()
    }
    return column
  }

  /// Takes how many things of a size follow.
  private mutating func count(of size: Int) throws(PieceDamage) -> Int {
    let number = try number()
    guard let count = Int(exactly: number), count <= (bytes.count - position) / size else {
      throw PieceDamage()
    }
    return count
  }

  @inline(__always)
  private static func number(_ bytes: [UInt8], at start: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[start + index]) << UInt64(8 * index) }
    return number
  }
}
