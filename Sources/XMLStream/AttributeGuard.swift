#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Refuses start tags of very many attributes, before libxml2 compares each of them with all others.
///
/// Only tags that are long are looked at, which in an honest document there are none of: so the guard
/// costs one look backwards for each 16 KiB.
struct AttributeGuard {
  private enum State {
    case text
    case tag
    case value(UInt8)
  }

  private var state = State.text
  private var attributes = 0

  /// The length from which on a tag is looked at.
  private static let longTag = 1 << 14
  private static let most = 1024

  /// Looks at the next bytes of a document; false when a tag in them has too many attributes.
  mutating func allows(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    if case .text = state {} else { index = pass(bytes, from: 0) }
    guard attributes <= Self.most else { return false }
    if index == 0 { index = Self.next(in: bytes, from: 0) }
    while index < bytes.count {
      // All tags but the last one in the next bytes are short.
      let end = min(index + Self.longTag, bytes.count)
      let last = Self.last(in: bytes, index..<end)
      guard last == index else {
        index = last
        continue
      }
      open(bytes, at: index)
      let behind = pass(bytes, from: index + 1)
      guard attributes <= Self.most else { return false }
      index = Self.next(in: bytes, from: max(behind, index + 1))
    }
    return true
  }

  /// Begins a tag at a `<`, unless a comment or the like stands there.
  private mutating func open(_ bytes: Span<UInt8>, at index: Int) {
    var next = index + 1
    // UTF-16 has a zero beside every such byte.
    while next < bytes.count, bytes[next] == 0 { next += 1 }
    let isOther = next < bytes.count && (bytes[next] == 0x21 || bytes[next] == 0x3F)
    state = isOther ? .text : .tag
    attributes = 0
  }

  /// Goes on in a tag to its end or that of the bytes, and gives the place behind it.
  private mutating func pass(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, attributes <= Self.most {
      let byte = bytes[index]
      switch state {
      case .text: return index
      case .tag:
        if byte == 0x3E || byte == 0x3C {
          state = .text
          return index
        }
        if byte == 0x3D { attributes += 1 }
        if byte == 0x22 || byte == 0x27 { state = .value(byte) }
      case .value(let quote): if byte == quote { state = .tag }
      }
      index += 1
    }
    return index
  }

  /// The first `<` from a place on, or the end.
  private static func next(in bytes: Span<UInt8>, from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, 0x3C, buffer.count - start)
      else { return buffer.count }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The last `<` of a range that begins with one.
  private static func last(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.upperBound - 1
    while index > range.lowerBound, bytes[index] != 0x3C { index -= 1 }
    return index
  }
}
