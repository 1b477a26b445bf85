internal import SurveyModel
internal import Workbooks

/// The rows of heads of a table's sheet: for each head of the layout a row, for the measures one in each
/// language, and the units below.
struct SheetHeads {
  private static let lineHeight = 15.0
  private static let narrowest = 8.0
  private static let widest = 22.0
  private static let longestWord = 14.0

  /// The rows.
  let rows: [SheetRow]
  /// The number of rows.
  var count: Int { rows.count }
  /// The width of each column of figures.
  let figureWidths: [Double]

  /// - Parameters:
  ///   - shown: The table.
  ///   - keys: The columns that name the rows.
  ///   - languages: The languages of titles.
  ///   - widths: The widths of the figures.
  init(
    _ shown: ShownTable, _ keys: SheetKeys, _ languages: SheetLanguages, _ widths: [Double]
  ) {
    let lines = Self.lines(shown, languages)
    let isSplit = !shown.layout.acrossDimensions.isEmpty
    let titles = languages.all.indices.map { language in
      shown.figures.map {
        let column = shown.table.measureColumns[$0.measure]
        return languages.texts(column.label, or: column.name)[language]
      }
    }
    figureWidths = widths.indices.map { index in
      let title = titles.map { SheetText.width($0[index]) }.max() ?? 0
      // What stands over this column alone is not broken within a word, unless it is a long one.
      let words = titles.map { $0[index] } + (lines.last.map { [$0[index].text] } ?? [])
      let word =
        words.flatMap { $0.split(separator: " ") }.map { SheetText.width(String($0)) }
        .filter { $0 <= Self.longestWord }.max() ?? 0
      // A title is broken into three lines or so; one that spans columns has more room.
      let wish = min(Self.widest, max(word * 1.1 + 1, (title / (isSplit ? 6 : 3)).rounded(.up) + 2))
      return max(Self.narrowest, widths[index] + 2, wish)
    }
    let units = shown.figures.map { languages.unit(shown.table.measureColumns[$0.measure].unit) }
    var rows: [SheetRow] = []
    for (number, line) in lines.enumerated() {
      let style = Self.style.with { if number == 0 { $0.rules = .above } }
      let names = keys.labels.enumerated()
        .map { index, label -> SheetCell in
          let texts = languages.texts(label.label, or: label.name)
          return .text(number < texts.count ? texts[number] : "", style)
        }
      let (cells, height) = Self.cells(line, figureWidths, style)
      let keyLines = zip(names, keys.widths)
        .map { cell, width in
          if case .text(let text) = cell.content { SheetText.lines(text, in: width) } else { 1 }
        }
      rows.append(
        SheetRow(
          names + cells,
          height: Double(max(height, keyLines.max() ?? 1)) * Self.lineHeight))
    }
    let small = CellStyle()
      .with {
        $0.ink = .grey
        $0.size = 9
        $0.alignment = .center
        $0.rules = .below
      }
    rows.append(
      SheetRow(
        keys.labels.map { _ in SheetCell(.blank, small) } + units.map { .text($0, small) }))
    self.rows = rows
  }

  private static let style = CellStyle()
    .with {
      $0.weight = .bold
      $0.alignment = .center
      $0.overflow = .wrapped
    }

  /// For each row the text above each column of figures, and what tells one head from the next.
  private static func lines(
    _ shown: ShownTable, _ languages: SheetLanguages
  ) -> [[(text: String, path: [String])]] {
    let names = shown.layout.acrossDimensions
    var lines: [[(text: String, path: [String])]] = []
    var paths = shown.figures.map { _ in [String]() }
    for head in shown.layout.columns {
      switch head {
      case .dimension(let name):
        let index = names.firstIndex(of: name) ?? 0
        let head = shown.table.keyColumns.first { $0.name == name }
        let label = head?.label ?? Label()
        let values = shown.figures.map { $0.values[index] }
        for column in values.indices { paths[column].append(values[column] ?? "\u{0}") }
        lines.append(
          zip(values, paths)
            .map { value, path in
              let title = value.flatMap { head?.label(of: $0) } ?? Label()
              let text = value.map { languages.line(title, or: $0) } ?? "—"
              // A day says what it is; a code does not.
              return (
                name == Waves.variable ? text : "\(languages.line(label, or: name)): \(text)",
                path
              )
            })
      case .measures:
        let measures = shown.figures.map { shown.table.measureColumns[$0.measure] }
        for column in measures.indices { paths[column].append(measures[column].name) }
        for language in languages.all.indices {
          lines.append(
            zip(measures, paths)
              .map { (languages.texts($0.label, or: $0.name)[language], $1) })
        }
      }
    }
    return lines
  }

  /// The cells of a row, one over columns of one head, and the lines that the tallest takes.
  private static func cells(
    _ line: [(text: String, path: [String])], _ widths: [Double], _ style: CellStyle
  ) -> (cells: [SheetCell], lines: Int) {
    var cells: [SheetCell] = []
    var lines = 1
    var start = 0
    while start < line.count {
      let end = line[start...].firstIndex { $0.path != line[start].path } ?? line.count
      cells.append(.text(line[start].text, style, span: end - start))
      cells += Array(repeating: SheetCell(.blank, style), count: end - start - 1)
      lines = max(
        lines, SheetText.lines(line[start].text, in: widths[start..<end].reduce(0, +) - 1))
      start = end
    }
    return (cells, lines)
  }
}
