internal import Relational
internal import SurveyModel

/// What is worth knowing of the cells of a table.
struct CellFindings {
  /// The cells that are withheld for what they rest on, and to guard those.
  var withheld = (first: 0, second: 0)

  private let table: CompiledTable
  private let file: String
  private var notEstimable = 0
  private var example: (key: String, measure: String)?

  init(_ table: CompiledTable, file: String) {
    self.table = table
    self.file = file
  }

  /// Looks at the cells of a row.
  mutating func add(_ keys: [StoredValue?], _ cells: [PublishedCell]) {
    for (column, cell) in zip(table.measureColumns, cells)
    where cell.absence == .notEstimable {
      notEstimable += 1
      let code = zip(table.keyColumns, keys).first { $0.0.role == .code }?.1?.published ?? ""
      example = example ?? (code, column.name)
    }
  }

  /// The findings.
  var log: DiagnosticLog {
    var log = DiagnosticLog()
    let name = table.definition.name
    if let example {
      log.record(
        Diagnostic(
          .tableNotEstimable, .warning,
          at: SourceLocation(file: file, .tableRow(table: name, key: example.key)),
          """
          expected figures that a number can hold, found \(notEstimable) beyond it, the first in \
          \(example.measure)
          """, remedy: "look for values out of all range in the sources, or correct the formula"))
    }
    if withheld.first > 0 {
      log.record(
        Diagnostic(
          .tableWithheld, .note, at: SourceLocation(file: file),
          """
          table \(name): \(withheld.first) cells are withheld because they or what is left rest on too \
          few records, \(withheld.second) more because they would give those by subtraction
          """))
    }
    return log
  }
}
