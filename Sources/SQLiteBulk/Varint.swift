/// Whole numbers of 1 to 9 bytes, as SQLite writes them: seven bits a byte, the highest first, all
/// eight of a ninth byte ([section 1.6](https://sqlite.org/fileformat2.html#varint)).
enum Varint {
  /// The bytes that a number takes.
  @inline(__always)
  static func count(_ number: UInt64) -> Int {
    if number < 1 << 7 { return 1 }
    if number < 1 << 14 { return 2 }
    return number >> 56 == 0 ? (70 - number.leadingZeroBitCount) / 7 : 9
  }

  /// Writes a number and returns what stands behind it.
  @inline(__always) @unsafe
  static func write(
    _ number: UInt64, at target: UnsafeMutablePointer<UInt8>
  )
    -> UnsafeMutablePointer<UInt8>
  {
    if number < 1 << 7 {
      unsafe target[0] = UInt8(truncatingIfNeeded: number)
      return unsafe target + 1
    }
    let count = count(number)
    var rest = number
    var index = count - 1
    if count == 9 {
      unsafe target[8] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      index = 7
    }
    while index >= 0 {
      let mark: UInt8 = index == count - 1 ? 0 : 0x80
      unsafe target[index] = UInt8(truncatingIfNeeded: rest & 0x7F) | mark
      rest >>= 7
      index -= 1
    }
    return unsafe target + count
  }
}
