/// Text of a file as a terminal may be given it.
///
/// A terminal obeys control characters: an escape sequence in a cell could clear the screen, rename
/// the window or hide a line, a carriage return overwrites what stands before it, and a character that
/// turns the direction of writing shows a text in another order than it has. Here each of them is
/// written as its number, `\u{1B}`, which does nothing. Whatever a person reads goes through here;
/// JSON and files that are written for programs keep every character.
package enum VisibleText {
  /// What a text is to the reader.
  package enum Extent: Sendable {
    /// Part of a line: line breaks and tabs are written as numbers too, so that no text looks like
    /// lines or columns of the output.
    case part
    /// A text of lines of its own.
    case lines
  }

  /// The text without a character that a terminal would obey.
  package static func of(_ text: String, _ extent: Extent = .part) -> String {
    guard text.utf8.contains(where: mayBeObeyed) else { return text }
    var shown = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isLineBreak = scalar == "\n" || scalar == "\r" && rest.first == "\n"
      if extent == .lines && (isLineBreak || scalar == "\t") || !isObeyed(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return shown
  }

  /// Whether a byte of UTF-8 may begin a character that a terminal obeys.
  private static func mayBeObeyed(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0: true
    // Marks, embeddings, overrides and isolates of direction; separators of lines and paragraphs.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
