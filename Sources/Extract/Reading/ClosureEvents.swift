internal import XMLStream

/// The events of a small document, told to closures.
final class ClosureEvents: XMLEvents {
  var onStart: (borrowing XMLStartTag) throws -> Void = { _ in }
  var onEnd: (Int) throws -> Void = { _ in }
  var onText: ((String) throws -> Void)?

  func start(_ tag: borrowing XMLStartTag) throws { try onStart(tag) }

  func end(_ name: Int) throws { try onEnd(name) }

  func text(_ utf8: Span<UInt8>) throws {
    guard let onText else { return }
    var bytes: [UInt8] = []
    bytes.append(utf8)
    try onText(String(decoding: bytes, as: UTF8.self))
  }
}
