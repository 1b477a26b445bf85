/// Text as it stands in a page of HTML.
package enum HTMLText {
  /// A text whose characters mean nothing to a browser, in elements and in quoted attributes.
  ///
  /// Characters that HTML forbids are shown as U+FFFD.
  package static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars { escaped += character(scalar) }
    return escaped
  }

  /// One character of a text.
  package static func character(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\t", "\n", "\r": " "
    case "\u{0}"..<" ", "\u{7F}"..."\u{9F}": "\u{FFFD}"
    case _ where (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE:
      "\u{FFFD}"
    // Marks that turn the direction of what follows could hide a figure.
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": "\u{FFFD}"
    default: String(scalar)
    }
  }
}
