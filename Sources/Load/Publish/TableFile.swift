internal import SQLiteBulk
package import SurveyModel

/// A table as a CSV file.
package struct TableFile {
  /// What stands for a figure of fewer records than may be published.
  package static let withheld = "withheld"

  private let table: CompiledTable

  /// Takes a table.
  package init(_ table: CompiledTable) {
    self.table = table
  }

  /// Writes the rows that the engine keeps of the table.
  ///
  /// Decimals are applied here and nowhere else; figures of fewer records than the table's minimum
  /// are withheld.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func write(to path: String, from engine: any SQLEngine) throws(RunFailure) {
    let columns = table.publishedColumns
    var file = try CSVFile(at: path, header: columns.map(\.name))
    let minimum = Int64(table.definition.minimumCount)
    let query = "SELECT * FROM \(SQLName.quoted(table.storeName)) ORDER BY \(table.order)"
    try engine.rows(of: query) { row throws(RunFailure) in
      // The number of records, which is not published, stands behind the published columns.
      let isWithheld =
        if case .integer(let count)? = row.last ?? nil, minimum > 0 {
          count > 0 && count < minimum
        } else {
          false
        }
      try file.append(
        zip(columns, row)
          .map { column, cell in
            if column.role == .measure && isWithheld { return Self.withheld }
            return column.decimals.flatMap { cell?.published(decimals: $0) } ?? cell?.published
          })
    }
    try file.close()
  }
}
