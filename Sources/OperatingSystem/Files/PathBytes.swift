/// A path as the file system has it: bytes, which need not be UTF-8.
package struct PathBytes: Hashable, Sendable {
  /// The bytes, without a zero.
  package let bytes: [UInt8]

  /// Takes a text's UTF-8.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Takes bytes.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path of a name below this one; this folder itself may be the empty path.
  package func appending(_ name: Self) -> Self {
    bytes.isEmpty ? name : Self(bytes: bytes + [0x2F] + name.bytes)
  }

  /// The text of the bytes, or nil where they are no UTF-8.
  package var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The path for people: the text itself, or, where that cannot be shown, bytes and control
  /// characters as `\xB9`.
  ///
  /// Two paths are never shown alike.
  package var shown: String {
    if let text, !text.contains(#"\x"#), !text.unicodeScalars.contains(where: Self.isControl) {
      return text
    }
    var shown = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = Self.length(ofSequence: first)
      if length <= rest.count,
        let character = String(validating: rest.prefix(length), as: UTF8.self),
        first != 0x5C, !character.unicodeScalars.contains(where: Self.isControl)
      {
        shown += character
        rest = rest.dropFirst(length)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        shown += #"\x"# + (digits.count == 1 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return shown
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  /// The bytes of a character of UTF-8 that starts with `first`.
  private static func length(ofSequence first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}

extension PathBytes: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
