/// XML as it is written.
enum XMLText {
  /// A text within an attribute in double quotes.
  static func attribute(_ text: String) -> String { escaped(text) }

  /// A text of a cell as OpenDocument has it: each line a paragraph, its blanks spelt out, for XML folds
  /// them (ODF 1.3, 6.1.2).
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - link: What it leads to, or nil.
  /// - Returns: The paragraphs, at least one.
  static func paragraphs(_ text: String, link: String? = nil) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let inner = spaced(line)
        guard let link else { return "<text:p>\(inner)</text:p>" }
        return """
          <text:p><text:a xlink:type="simple" xlink:href="\(attribute(link))">\(inner)</text:a>\
          </text:p>
          """
      }
      .joined()
  }

  private static func spaced(_ line: Substring) -> String {
    var spaced = ""
    var blanks = 0
    func flush(atEnd: Bool) {
      let isPlain = blanks == 1 && !spaced.isEmpty && !atEnd
      if isPlain { spaced += " " } else if blanks > 0 { spaced += "<text:s text:c=\"\(blanks)\"/>" }
      blanks = 0
    }
    for character in line {
      if character == " " {
        blanks += 1
        continue
      }
      flush(atEnd: false)
      spaced += character == "\t" ? "<text:tab/>" : escaped(String(character))
    }
    flush(atEnd: true)
    return spaced
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"\n\t".utf8.contains($0) }) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
