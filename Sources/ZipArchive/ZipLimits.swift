/// How much an archive may ask of memory and time before it is refused.
package struct ZipLimits: Hashable, Sendable {
  /// The most members of an archive.
  package var members = 65_536
  /// The most inflated bytes of one member.
  package var inflatedBytes = 8 << 30
  /// The most inflated bytes for each compressed one, beyond ``inflatedBytesAlwaysAllowed``.
  package var ratio = 200
  /// The inflated bytes of a member up to which its ratio does not matter.
  package var inflatedBytesAlwaysAllowed = 32 << 20

  /// The limits that hold unless somebody says otherwise.
  package static let `default` = Self()

  /// Makes the default limits.
  package init() {}

  /// The most bytes that a member of `compressed` bytes may inflate to.
  func allowance(compressed: Int) -> Int {
    let (product, overflow) = compressed.multipliedReportingOverflow(by: ratio)
    return min(inflatedBytes, max(inflatedBytesAlwaysAllowed, overflow ? .max : product))
  }
}
