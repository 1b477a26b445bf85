package import SurveyModel

/// Where the header of a worksheet stands and which of its columns each variable is.
package struct Layout: Hashable, Sendable {
  /// The column of a variable.
  package struct Column: Hashable, Sendable {
    /// The index of the variable in the source's schema.
    package let variable: Int
    /// The zero-based column of the worksheet.
    package let column: Int
    /// The header's text as it stands, levels joined by `/`.
    package let header: String
    /// What one of the column's numbers is in the variable's base unit.
    package let scale: Double
    /// The unit that the header gives to a variable that has none of its own, or nil.
    package let unit: String?
  }

  /// The zero-based rows of the header.
  package let headerRows: ClosedRange<Int>
  /// The columns, by variable.
  package let columns: [Column]
  /// The columns of the header that no variable asked for, with their texts; one that looks like a
  /// person's is withheld.
  package let unmapped: [Int: String]

  /// The columns as they are kept, with the variables' names.
  package func mapping(of schema: RecordSchema) -> [WorksheetOutcome.MappedColumn] {
    columns.map {
      WorksheetOutcome.MappedColumn(
        variable: schema.variables[$0.variable].name, column: $0.column, header: $0.header)
    }
  }
}
