#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Markup that was found well formed and stands behind most items of a part, byte by byte the same.
///
/// A program writes the same attributes into row after row; what follows the part that differs needs
/// to be understood once and compared from then on.
@safe struct RepeatedTail {
  private var start: UnsafePointer<UInt8>?
  /// The number of bytes.
  private(set) var count = 0

  init() {
    unsafe start = nil
  }

  /// Remembers the bytes before `end`; they must stay where they are until ``forget()``.
  mutating func remember(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
    unsafe self.start = start
    unsafe count = end - start
  }

  /// Remembers nothing.
  mutating func forget() {
    unsafe start = nil
    count = 0
  }

  /// Whether the same bytes stand at a place, before `limit`.
  @inline(__always) func stands(
    at place: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>
  ) -> Bool {
    guard let start = unsafe start, unsafe limit - place >= count else { return false }
    return unsafe memcmp(start, place, count) == 0
  }
}
