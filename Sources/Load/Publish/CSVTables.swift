internal import Relational
internal import SurveyModel

/// Tables as CSV files.
enum CSVTables {
  /// Writes the rows that the engine keeps of a table.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  static func write(
    _ table: CompiledTable, to path: String, from engine: any Engine
  ) throws(RunFailure) {
    let decimals = table.measureColumns.map(\.decimals)
    var file = try CSVFile(at: path, header: table.columns.map(\.name))
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        try file.append(row.keys + zip(row.cells, decimals).map { $0.published(decimals: $1) })
      }
    try file.close()
  }
}
