internal import SurveyModel

/// Rows of short texts set in columns, for a terminal.
struct TextGrid {
  let header: [String]
  let rows: [[String]]
  /// How many places wide a column is at most.
  var widest = 40

  /// The columns side by side, two spaces between them.
  var text: String {
    let lines = ([header] + rows).map { row in row.map { shortened($0) } }
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

  private func shortened(_ text: String) -> String {
    // What is cut anyway need not be looked at.
    let start = text.prefix(2 * widest)
    let flat = VisibleText.of(String(start).replacing("\n", with: "␤"))
    guard flat.width > widest || start.endIndex != text.endIndex else { return flat }
    var short = ""
    var width = 0
    for character in flat {
      width += String(character).width
      guard width < widest else { break }
      short.append(character)
    }
    return short + "…"
  }
}
