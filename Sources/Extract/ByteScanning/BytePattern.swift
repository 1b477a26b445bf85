#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Bytes that are looked for in many others (Horspool's way: most bytes are never touched).
struct BytePattern {
  /// The bytes that are looked for: at least one, at most 255.
  let bytes: [UInt8]
  /// How far to go on, by the byte that stands where the pattern's last one would.
  private let steps: [UInt8]

  /// Looks for the UTF-8 of a text.
  init(_ text: String) {
    bytes = Array(text.utf8)
    precondition((1..<256).contains(bytes.count))
    var steps = [UInt8](repeating: UInt8(bytes.count), count: 256)
    for (index, byte) in bytes.dropLast().enumerated() {
      steps[Int(byte)] = UInt8(bytes.count - 1 - index)
    }
    self.steps = steps
  }

  /// The first place from `start` and before `end` where the pattern stands; it may reach beyond
  /// `end`, but not beyond `limit`.
  func index(in text: [UInt8], from start: Int, upTo end: Int, limit: Int) -> Int? {
    let length = bytes.count
    let last = min(end - 1, min(limit, text.count) - length)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe bytes.withUnsafeBufferPointer { pattern in
        unsafe steps.withUnsafeBufferPointer { steps in
          guard let base = text.baseAddress, let wanted = pattern.baseAddress else { return nil }
          let final = unsafe wanted[length - 1]
          var index = start
          while index <= last {
            let byte = unsafe base[index + length - 1]
            if byte == final, unsafe memcmp(base + index, wanted, length) == 0 { return index }
            index += Int(unsafe steps[Int(byte)])
          }
          return nil
        }
      }
    }
  }
}
