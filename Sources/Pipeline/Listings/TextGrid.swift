internal import SurveyModel

/// Rows of short texts set in columns, for a terminal.
struct TextGrid {
  let header: [String]
  let rows: [[String]]

  /// The columns side by side, two spaces between them; a column is at most 40 places wide.
  var text: String {
    let lines = ([header] + rows).map { row in row.map { Self.shortened($0) } }
    var widths = [Int](repeating: 0, count: header.count)
    for line in lines {
      for (index, field) in line.enumerated() { widths[index] = max(widths[index], field.width) }
    }
    return
      lines.map { line in
        let fields = line.enumerated()
          .map { index, field in
            index == line.count - 1
              ? field : field + String(repeating: " ", count: widths[index] - field.width)
          }
        return fields.joined(separator: "  ") + "\n"
      }
      .joined()
  }

  private static func shortened(_ text: String) -> String {
    // What is cut anyway need not be looked at.
    let start = text.prefix(80)
    let flat = VisibleText.of(String(start).replacing("\n", with: "␤"))
    guard flat.width > 40 || start.endIndex != text.endIndex else { return flat }
    var short = ""
    var width = 0
    for character in flat {
      width += String(character).width
      guard width < 40 else { break }
      short.append(character)
    }
    return short + "…"
  }
}
