internal import Relational
package import SurveyModel

/// A place in one of a run's files, as somebody names it.
package enum SourcePlace: Hashable, Sendable {
  /// A row of a worksheet, or a cell of it.
  case row(Row)
  /// Characters of a report: code points of the file, end exclusive.
  case span(file: UInt32, path: String, start: Int, end: Int)

  /// A row of a worksheet, or a cell of it.
  package struct Row: Hashable, Sendable {
    /// The number of the file.
    package let file: UInt32
    /// Its path.
    package let path: String
    /// The worksheets of the name: repeated groups of columns are worksheets of their own.
    package let worksheets: [UInt32]
    /// The name.
    package let sheet: String
    /// The zero-based row.
    package let row: Int
    /// The zero-based column, or nil for the whole row.
    package let column: Int?

    /// Names a place.
    package init(
      file: UInt32, path: String, worksheets: [UInt32], sheet: String, row: Int, column: Int?
    ) {
      self.file = file
      self.path = path
      self.worksheets = worksheets
      self.sheet = sheet
      self.row = row
      self.column = column
    }

    /// The keys that records of the row may have.
    package var origins: [Origin] {
      worksheets.map { Origin(file: file, worksheet: $0, row: UInt32(row)) }
    }

    /// The place as a person reads it.
    package var location: SourceLocation {
      let place: SourceLocation.Place =
        column.map { .cell(sheet: sheet, CellReference(row: row, column: $0)) }
        ?? .row(sheet: sheet, row: row)
      return SourceLocation(file: path, place)
    }
  }
}

extension StageReader {
  private struct Sheet {
    let index: UInt32
    let name: String
  }

  /// Finds a place in the files of the run.
  ///
  /// A file may be named by the end of its path; the worksheet may be left out where the file has one.
  ///
  /// - Parameter text: `FILE!SHEET!C12` or `FILE:SHEET!C12`, with a row's number in the place of a cell for the
  ///   whole row; `FILE:@120-131` for characters of a report.
  /// - Returns: The place.
  /// - Throws: `RunFailure` with status 64 where the run has no such file, worksheet or row.
  package func place(_ text: String) throws(RunFailure) -> SourcePlace {
    let text = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
    let matches = try sourceFiles()
      .compactMap { file -> (number: UInt32, path: String, rest: Substring)? in
        Self.rest(of: text, behind: file.path).map { (file.number, file.path, $0) }
      }
    // A whole path names its file, whatever others end like it, and so does one whose worksheet only one has.
    var chosen = matches.filter { text.hasPrefix($0.path) }
    if chosen.isEmpty { chosen = matches }
    if chosen.count > 1 {
      var having: [(number: UInt32, path: String, rest: Substring)] = []
      for match in chosen where try hasWorksheet(match.rest, match.number) { having.append(match) }
      if having.count == 1 { chosen = having }
    }
    guard let match = chosen.first else {
      throw RunFailure(
        notFound: "cell",
        "expected a file of the run, found “\(text)”",
        remedy: "write FILE!SHEET!CELL; millet inspect RUN source_file has the files")
    }
    guard chosen.count == 1 else {
      throw RunFailure(
        notFound: "cell",
        "expected one file, found \(chosen.map(\.path).listed(most: 4))",
        remedy: "write more of its path")
    }
    if match.rest.hasPrefix("@"), !match.rest.contains("!") {
      let bounds = match.rest.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        .compactMap { Int($0) }
      guard bounds.count == 2, bounds[0] < bounds[1], bounds[0] >= 0 else {
        throw RunFailure(
          notFound: "cell",
          "expected characters such as @120-131, found “\(match.rest)”",
          remedy: "write the first and the one behind the last")
      }
      return .span(file: match.number, path: match.path, start: bounds[0], end: bounds[1])
    }
    return .row(try row(match.rest, in: match.number, match.path))
  }

  /// What stands behind the name of a file, which is its path or the end of it.
  private static func rest(of text: String, behind path: String) -> Substring? {
    var name = path[...]
    while true {
      for mark in ["!", ":"] where text.hasPrefix(name + mark) {
        return text.dropFirst(name.count + 1)
      }
      guard let slash = name.firstIndex(of: "/") else { return nil }
      name = name[name.index(after: slash)...]
    }
  }

  /// Whether a file has the worksheet that a text begins with.
  private func hasWorksheet(_ text: Substring, _ file: UInt32) throws(RunFailure) -> Bool {
    let name = text.lastIndex(of: "!").map { String(text[..<$0]) }
    return try sheets(of: file).contains { name == nil || $0.name == name }
  }

  private func sheets(of file: UInt32) throws(RunFailure) -> [Sheet] {
    var sheets: [Sheet] = []
    let isOfFile = Scalar.binary(.column(nil, "file"), .equal, .number(Double(file)))
    let columns = ["worksheet", "name"]
    try engine.rows(
      of:
        Plan.order(
          .filter(.scan("worksheet"), isOfFile), [Ordering(.column(nil, "worksheet"))]
        )
        .keeping(columns)
    ) { row throws(RunFailure) in
      if case .integer(let index)? = row[0], let name = row[1]?.string {
        sheets.append(Sheet(index: UInt32(index), name: name))
      }
    }
    return sheets
  }

  private func row(
    _ text: Substring, in file: UInt32, _ path: String
  ) throws(RunFailure) -> SourcePlace.Row {
    let sheets = try sheets(of: file)
    let mark = text.lastIndex(of: "!")
    let name = mark.map { String(text[..<$0]) }
    let names = Set(sheets.map(\.name)).sorted()
    let chosen = sheets.filter { name == nil || $0.name == name }
    guard let sheet = chosen.first, Set(chosen.map(\.name)).count == 1 else {
      throw RunFailure(
        notFound: "cell",
        "expected a worksheet of \(path) that was read (\(names.listed(most: 10))), found “\(name ?? String(text))”",
        remedy: "write FILE!SHEET!CELL")
    }
    let end = String(mark.map { text[text.index(after: $0)...] } ?? text)
    let worksheets = Array(Set(chosen.map(\.index))).sorted()
    func place(_ row: Int, _ column: Int?) -> SourcePlace.Row {
      SourcePlace.Row(
        file: file, path: path, worksheets: worksheets, sheet: sheet.name, row: row,
        column: column)
    }
    // A location prints the rows of a worksheet as `12:12`.
    let numbers = end.split(separator: ":", omittingEmptySubsequences: false)
    if let number = Int(numbers[0]), number > 0, number <= Int(Origin.limit.rows),
      numbers.count == 1 || numbers.count == 2 && numbers[1] == numbers[0]
    {
      return place(number - 1, nil)
    }
    guard let cell = CellReference(end) else {
      throw RunFailure(
        notFound: "cell",
        "expected a cell such as C12, or a row, found “\(end)”", remedy: "write FILE!SHEET!CELL")
    }
    return place(cell.row, cell.column)
  }
}
