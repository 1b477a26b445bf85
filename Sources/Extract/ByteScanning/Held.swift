/// A value in memory of its own, whose accesses cost no check of exclusive access.
///
/// For what is touched several times a cell by one thread, one access after the other: the reader of
/// a document that libxml2 tells its events, and the batch that it fills.
@safe final class Held<Value: ~Copyable> {
  private let memory: UnsafeMutablePointer<Value>

  init(_ value: consuming Value) {
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(to: value)
  }

  deinit {
    unsafe memory.deinitialize(count: 1)
    unsafe memory.deallocate()
  }

  /// The value.
  var value: Value {
    @inline(__always) _read { yield unsafe memory.pointee }
    @inline(__always) _modify { yield &(unsafe memory.pointee) }
  }
}
