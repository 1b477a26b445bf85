package import SurveyModel

extension StageStore {
  /// Computes a table and keeps it as `table_<name>`, its rows in the order of publication.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func tabulate(_ table: CompiledTable) throws(RunFailure) {
    let name = SQLName.quoted(table.storeName)
    let columns = table.columns.map { column in
      switch column.role {
      case .level, .code, .name: "\(SQLName.quoted(column.name)) TEXT"
      case .dimension, .measure, .records: "\(SQLName.quoted(column.name)) ANY"
      }
    }
    try execute("CREATE TABLE \(name) (\(columns.joined(separator: ", "))) STRICT")
    try execute("INSERT INTO \(name) \(table.query)")
  }
}
