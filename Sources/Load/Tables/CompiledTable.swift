package import SurveyModel

/// A table as one SQL statement, with what is known of its columns.
package struct CompiledTable: Hashable, Sendable {
  /// One column of the table.
  package struct Column: Hashable, Sendable {
    /// What a column tells.
    package enum Role: Hashable, Sendable {
      /// The level of the row's place.
      case level
      /// The code of the row's place.
      case code
      /// The name of the row's place, or of one that holds it.
      case name
      /// The value of a variable that splits the place's row.
      case dimension
      /// A figure.
      case measure
      /// The number of records behind the row, which is not published.
      case records
    }

    /// The name.
    package let name: String
    /// The title.
    package let label: Label
    /// What it tells.
    package let role: Role
    /// What its values are.
    package let type: ExpressionType
    /// The unit of a figure, or nil.
    package let unit: String?
    /// The decimals that are published, or nil for the number as it is.
    package let decimals: Int?

    init(
      _ name: String, _ role: Role, label: Label = Label(), type: ExpressionType = .text,
      unit: String? = nil, decimals: Int? = nil
    ) {
      self.name = name
      self.label = label
      self.role = role
      self.type = type
      self.unit = unit
      self.decimals = decimals
    }
  }

  /// Where the records of one kind lie on the table's map.
  struct Reach: Hashable, Sendable {
    /// The record.
    let record: String
    /// The query that gives a row for each place of the records and each place of the map that may
    /// hold them: place, number of records, level, target, number of candidates.
    let query: String
  }

  /// The first step of a table over the records of one kind: what a range of rows adds to each place.
  struct FirstStep: Hashable, Sendable {
    /// The name by which the second half knows the rows.
    let name: String
    /// The record.
    let record: String
    /// The query over the rows from key `?1` to before key `?2`; the rows of several ranges may stand
    /// beside each other, for the second half puts all of a place together.
    let query: String
  }

  /// The name of the column that holds the number of records behind a row.
  static let recordsColumn = "_records"

  /// The definition.
  package let definition: TableDefinition
  /// The columns, in order.
  package let columns: [Column]
  /// The query that gives the rows, in the order in which they are published.
  package let query: String
  /// The first steps of ``query``, for an engine that takes them in pieces.
  let firstSteps: [FirstStep]
  /// What ``query`` does with the rows of the first steps.
  let secondHalf: String
  /// Where the records lie, for a table on the map of another date than the data's; else none.
  let reaches: [Reach]

  /// The name of the table in the store.
  package var storeName: String { "table_\(definition.name)" }
  /// The order in which the rows are published: levels from the widest, codes, dimensions.
  package var order: String {
    let ranks = TableStatement.levels(of: definition).enumerated()
      .map { "WHEN \(SQLName.literal($0.element.rawValue)) THEN \($0.offset)" }
    let dimensions = definition.dimensions.map { "\(SQLName.quoted($0)) NULLS LAST" }
    return (["CASE \"level\" \(ranks.joined(separator: " ")) END", "\"code\""] + dimensions)
      .joined(separator: ", ")
  }
  /// The columns that are published.
  package var publishedColumns: [Column] { columns.filter { $0.role != .records } }
}
