internal import SurveyModel

/// A report that a person signs, as plain text.
struct ReportText {
  let title: ReportSection.Title
  let sections: [ReportSection]

  /// The whole text.
  var text: String {
    let head = Self.line(title)
    var text = "\(head)\n\(String(repeating: "=", count: head.width))\n"
    for (number, section) in sections.enumerated() {
      text += "\n\(number + 1). \(Self.line(section.title))\n"
      if let note = section.note { text += "   \(note.zh)\n   \(note.en)\n" }
      text += "\n\(Self.text(of: section.content))"
    }
    return text
  }

  private static func line(_ title: ReportSection.Title) -> String { "\(title.zh) / \(title.en)" }

  private static func text(of content: ReportSection.Content) -> String {
    switch content {
    case .facts(let facts):
      let names = facts.map { line($0.title) }
      let width = names.map(\.width).max() ?? 0
      return zip(names, facts)
        .map { "   \(padded($0, to: width))  \(VisibleText.of($1.value))\n" }.joined()
    case .table(_, let rows, let none) where rows.isEmpty: return "   \(line(none))\n"
    case .table(let columns, let rows, _): return grid(columns, rows)
    case .blanks(let lines):
      return
        lines.map { line in
          "   " + line.map { "\(Self.line($0)): ____________________" }.joined(separator: "   ")
            + "\n\n"
        }
        .joined()
    }
  }

  private static func grid(_ columns: [ReportSection.Column], _ rows: [[String]]) -> String {
    let head = [columns.map(\.title.zh), columns.map(\.title.en)]
    let lines = head + rows.map { row in row.map { VisibleText.of($0) } }
    let widths = columns.indices.map { column in lines.map { $0[column].width }.max() ?? 0 }
    func text(_ line: [String]) -> String {
      let fields = line.enumerated()
        .map { index, field in
          let isNumber = if case .number = columns[index].kind { true } else { false }
          if isNumber { return padding(field, to: widths[index]) + field }
          return index == line.count - 1 ? field : padded(field, to: widths[index])
        }
      return "   \(fields.joined(separator: "  "))\n"
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return text(head[0]) + text(head[1]) + "   \(rule.joined(separator: "  "))\n"
      + lines.dropFirst(2).map(text).joined()
  }

  private static func padding(_ field: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - field.width))
  }

  private static func padded(_ field: String, to width: Int) -> String {
    field + padding(field, to: width)
  }
}
