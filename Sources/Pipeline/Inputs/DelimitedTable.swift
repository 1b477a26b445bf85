import Extract
import Foundation
import SurveyModel

/// A small reference file of comma-separated values with a header, whole in memory (RFC 4180).
struct DelimitedTable {
  /// A row, with the one-based line that it starts on.
  struct Row {
    let line: Int
    fileprivate let fields: [String]
    /// The place of each column among the fields, the same for all rows.
    fileprivate let columns: [String: Int]

    /// A field without white space at its ends; nil when it is empty.
    subscript(name: String) -> String? {
      guard let column = columns[name], column < fields.count else { return nil }
      let text = fields[column].trimmingCharacters(in: .whitespaces)
      return text.isEmpty ? nil : text
    }
  }

  let name: String
  let rows: [Row]

  /// Reads a file that has at least the columns of `columns`.
  ///
  /// - Throws: `RunFailure` of exit status `definition` when it cannot be read or lacks a column.
  init(_ file: ReferenceContents.File, columns: [String]) throws(RunFailure) {
    let name = file.path
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      throw RunFailure(
        Diagnostic(
          .pipelineUnreadable, at: SourceLocation(file: name), "cannot read the file as UTF-8 text",
          remedy: "check the path under reference:"), exit: .definition)
    }
    let text = DelimitedRecords(file.bytes)
    if let open = text.openLine {
      throw RunFailure(
        Diagnostic(
          .pipelineUnreadable, at: SourceLocation(file: name, .line(open, column: 1)),
          "expected a closing quotation mark for the one in this line, found none that ends its field",
          remedy: "close the field, or write each mark inside of a quoted field twice"),
        exit: .definition)
    }
    let header = text.records.first?.fields ?? []
    for column in columns where !header.contains(column) {
      throw RunFailure(
        Diagnostic(
          .pipelineMissingKey, at: SourceLocation(file: name, .line(1, column: 1)),
          "expected the columns \(columns.joined(separator: ", ")), found \(header.joined(separator: ", "))",
          remedy: "add the column \(column)"), exit: .definition)
    }
    for column in columns where header.count(where: { $0 == column }) > 1 {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: name, .line(1, column: 1)),
          "expected one column \(column), found several",
          remedy: "remove or rename the others"), exit: .definition)
    }
    self.name = name
    let places = Dictionary(
      zip(header, header.indices), uniquingKeysWith: { first, _ in first })
    rows = text.records.dropFirst().filter { !$0.fields.isEmpty && $0.fields != [""] }
      .map { record in
        Row(line: record.line, fields: record.fields, columns: places)
      }
  }

  /// A failure over a field of a row.
  func failure(_ row: Row, _ message: Diagnostic.Message, remedy: Diagnostic.Message) -> RunFailure
  {
    RunFailure(
      Diagnostic(
        .placeGazetteer, at: SourceLocation(file: name, .line(row.line, column: 1)), message,
        remedy: remedy), exit: .definition)
  }
}
