internal import Synchronization

/// A scalar for each scalar of the Basic Multilingual Plane, worked out when it is first asked for.
///
/// Threads may ask at the same time; where two work one out, they get the same.
@safe final class ScalarTable: Sendable {
  private static let size = 0x10000
  /// Stands with a scalar that is known; 0 is one that is not.
  private static let known: UInt32 = 1 << 31

  /// Not changed after `init`; what it points to is atomic.
  private nonisolated(unsafe) let entries: UnsafeMutablePointer<Atomic<UInt32>>

  init() {
    unsafe entries = .allocate(capacity: Self.size)
    for index in 0..<Self.size { unsafe (entries + index).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe entries.deinitialize(count: Self.size)
    unsafe entries.deallocate()
  }

  /// The entry of a scalar that somebody has asked for before, or that stands for itself; else nil.
  func known(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value < Self.size else { return scalar }
    let stored = unsafe (entries + Int(scalar.value)).pointee.load(ordering: .relaxed)
    return stored == 0 ? nil : Unicode.Scalar(stored & ~Self.known)
  }

  /// The entry of a scalar, which `make` gives if nobody has asked for it before; a scalar beyond the
  /// plane stands for itself.
  func entry(
    of scalar: Unicode.Scalar, _ make: (Unicode.Scalar) -> Unicode.Scalar
  ) -> Unicode.Scalar {
    if let known = known(scalar) { return known }
    let entry = make(scalar)
    unsafe (entries + Int(scalar.value)).pointee
      .store(entry.value | Self.known, ordering: .relaxed)
    return entry
  }
}
