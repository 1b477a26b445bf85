internal import XMLStream

/// Gives the events of a document to a reader that is a value.
///
/// The reader stands in memory of its own, where the three events of every cell cost no check of
/// exclusive access. libxml2 tells one event after the other, so there is nothing to check.
@safe final class ReaderEvents<Reader: XMLReading>: XMLEvents {
  private let memory: UnsafeMutablePointer<Reader>

  init(_ reader: Reader) {
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(to: reader)
  }

  deinit {
    unsafe memory.deinitialize(count: 1)
    unsafe memory.deallocate()
  }

  /// The reader as it is now.
  var reader: Reader { unsafe memory.pointee }

  /// Whether the reader needs no more.
  var isDone: Bool { unsafe memory.pointee.isDone }

  func start(_ tag: borrowing XMLStartTag) throws { try unsafe memory.pointee.start(tag) }

  func end(_ name: Int) throws { try unsafe memory.pointee.end(name) }

  func text(_ utf8: Span<UInt8>) throws { try unsafe memory.pointee.text(utf8) }
}
