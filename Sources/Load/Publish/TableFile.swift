package import Relational
package import SurveyModel

/// A table as a CSV file.
package struct TableFile {
  private let table: CompiledTable

  /// Takes a table.
  package init(_ table: CompiledTable) {
    self.table = table
  }

  /// Writes the rows that the engine keeps of the table.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func write(to path: String, from engine: any Engine) throws(RunFailure) {
    let decimals = table.measureColumns.map(\.decimals)
    var file = try CSVFile(at: path, header: table.columns.map(\.name))
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        try file.append(row.keys + zip(row.cells, decimals).map { $0.published(decimals: $1) })
      }
    try file.close()
  }
}
