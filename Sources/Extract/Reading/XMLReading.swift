internal import XMLStream

/// What reads a long document: a value, because a class pays for every access to its properties.
protocol XMLReading {
  /// Whether all that matters was read.
  var isDone: Bool { get }
  /// An element starts.
  mutating func start(_ tag: borrowing XMLStartTag) throws
  /// The element of a name ends.
  mutating func end(_ name: Int) throws
  /// Characters of an element's content.
  mutating func text(_ utf8: Span<UInt8>) throws
}
