/// The digits that lead eight bytes, and the number that they make.
///
/// They are taken together and without a branch for each: how many there are differs from cell to
/// cell, which a processor cannot foretell.
struct DecimalDigits {
  /// The number of digits, 0 to 8.
  let count: Int
  /// The number that they make; 0 when there are none.
  let value: UInt64

  /// Reads the digits at a place with at least eight bytes.
  @inline(__always) init(_ place: UnsafePointer<UInt8>) {
    let bytes = unsafe load64(place) ^ 0x3030_3030_3030_3030
    // The high half of a byte stays 0 exactly when it is a digit; only bytes behind the first
    // other one may be told wrong.
    let others = ((bytes &+ 0x0606_0606_0606_0606) | bytes) & 0xF0F0_F0F0_F0F0_F0F0
    count = others.trailingZeroBitCount >> 3
    // Digits are moved to the end, behind zeros, and added up by pairs, fours and eights.
    var digits = bytes << UInt64(64 - 8 * count)
    digits = digits &* 10 &+ digits >> 8
    value =
      ((digits & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        &+ (digits >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001) >> 32
  }

  /// Reads all digits at a place and passes over them; nine or more may overflow, which wraps.
  ///
  /// At least eight bytes must stand behind the last one.
  @inline(__always) static func pass(
    _ place: inout UnsafePointer<UInt8>, addingTo number: inout UInt64
  ) {
    while true {
      let digits = unsafe DecimalDigits(place)
      unsafe place += digits.count
      number = number &* powers[digits.count] &+ digits.value
      if digits.count < 8 { return }
    }
  }

  private static let powers: [9 of UInt64] = [
    1, 10, 100, 1000, 10000, 100000, 1_000_000, 10_000_000, 100_000_000,
  ]
}
