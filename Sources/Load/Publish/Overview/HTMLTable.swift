internal import SurveyModel
internal import WebPages

/// A table of words and numbers in a page.
struct HTMLTable {
  /// One cell.
  enum Cell {
    /// Content that is escaped already.
    case html(String)
    /// A text.
    case text(String?)
    /// A number, as it is written.
    case number(String)
    /// A title in both languages.
    case label(Label)
  }

  private let caption: Label
  private let columns: [Label]
  private var lines = ""

  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: The titles of its columns.
  init(_ caption: Label, _ columns: [Label]) {
    self.caption = caption
    self.columns = columns
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - cells: Its cells; the first names it.
  ///   - attributes: What its element has besides, escaped.
  mutating func append(_ cells: [Cell], _ attributes: String = "") {
    lines += "<tr\(attributes)>"
    for (index, cell) in cells.enumerated() {
      let tag = index == 0 ? "th scope=row" : "td"
      switch cell {
      case .html(let html): lines += "<\(tag)>\(html)"
      case .text(let text): lines += "<\(tag)>\(HTMLText.escaped(text ?? ""))"
      case .number(let text): lines += "<\(tag) class=number>\(HTMLText.escaped(text))"
      case .label(let label): lines += "<\(tag)>\(label.chosen())"
      }
    }
    lines += "\n"
  }

  /// The table in a frame that moves sideways where it has no room.
  var html: String {
    let head = columns.map { "<th scope=col>\($0.chosen())" }.joined()
    return """
      <div class=wide tabindex=0 role=region aria-label="\(caption.plain())"><table class=list>
      <caption>\(caption.chosen())</caption><thead><tr>\(head)</thead><tbody>
      \(lines)</tbody></table></div>

      """
  }
}
