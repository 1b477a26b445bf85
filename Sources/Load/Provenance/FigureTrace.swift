package import Relational
package import SurveyModel

/// How a published figure came about: its formula with its values, and behind each aggregate the records.
package struct FigureTrace: Sendable {
  /// A column of the row that the figure stands in.
  package struct Key: Hashable, Sendable {
    /// The column.
    package let column: String
    /// Its title.
    package let label: Label
    /// What stands there, or nil for nothing.
    package let value: String?
  }

  /// A measure on the way to the figure, the figure's own last.
  package struct Step: Hashable, Sendable {
    /// The measure.
    package let measure: String
    /// Its title.
    package let label: Label
    /// The unit, or nil.
    package let unit: String?
    /// The formula as the definition has it.
    package let formula: String
    /// The same with values in the place of names and aggregates.
    package let values: String
    /// What it gives.
    package let cell: PublishedCell
    /// The decimals that are published, or nil for the number as it is.
    package let decimals: Int?
  }

  /// A figure of another row that the formula takes.
  package struct OtherFigure: Hashable, Sendable {
    /// The name by which the formula knows it.
    package let name: String
    /// The conditions that tell its row; none where there is none.
    package let row: [FigureAddress.Condition]
    /// The measure.
    package let measure: String
    /// The cell, as it is published.
    package let cell: PublishedCell
  }

  /// What the gazetteer tells of the row's place and the formula takes.
  package struct Attribute: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The code of the place.
    package let place: String
    /// The value, or nil for none.
    package let value: String?
  }

  /// A statement of a report that was held against the figure.
  package struct Statement: Hashable, Sendable {
    /// The report.
    package let path: String
    /// Its characters: code points of the file, end exclusive.
    package let start: Int, end: Int
    /// The characters themselves.
    package let text: String
    /// The figure that it states, or nil where it cannot be read.
    package let stated: Double?
    /// What came of the comparison.
    package let verdict: String
  }

  /// The table.
  package let table: TableDefinition
  /// The row.
  package let row: [Key]
  /// The measure.
  package let measure: TableDefinition.Measure
  /// The cell, as it is published.
  package let published: PublishedCell
  /// What the records give anew; nil where they are not looked at, because figures are withheld.
  package let computed: PublishedCell?
  /// The measures on the way, the figure's own last.
  package let steps: [Step]
  /// What is divided and by what, where the formula is a quotient.
  package let quotient: (numerator: String, denominator: String)?
  /// The aggregates, in the order in which the formula names them.
  package let aggregates: [AggregateTrace]
  /// The figures of other rows.
  package let others: [OtherFigure]
  /// What the gazetteer tells.
  package let attributes: [Attribute]
  /// The statements of reports.
  package let statements: [Statement]
  /// The day that the records are of, where the pipeline has waves.
  package let wave: CalendarDate?
  /// The day that the records speak of.
  package let asOf: CalendarDate
  /// The day whose places have the rows.
  package let base: CalendarDate

  /// Whether figures of few records are withheld in the table, so that its records are not told.
  package var isWithholding: Bool { table.isWithholding }

  /// Whether the records give what is published: the same status, and a number that differs by no more than
  /// a billionth of it.
  package var isReproduced: Bool {
    computed.map { Self.isSame($0, published) } ?? true
  }

  /// Whether two cells are the same but for what adding up in another order makes of a number.
  package static func isSame(_ left: PublishedCell, _ right: PublishedCell) -> Bool {
    guard let first = left.number, let second = right.number else { return left == right }
    let difference = abs(first - second)
    return difference <= 1e-9 * max(abs(first), abs(second))
      // What cancels out leaves a rest of the parts' size, not of the difference's.
      || difference < 1e-9
  }
}

/// The records behind one aggregate of a figure.
package struct AggregateTrace: Sendable {
  /// A number of records that count, and the sum of their numbers.
  package struct Share: Hashable, Sendable {
    /// The path of the file, or the code of the place; nil for no place.
    package let name: String?
    /// The place's name.
    package let title: String?
    /// How many.
    package let records: Int
    /// The sum of what is aggregated of them, where that is a number.
    package let sum: Double?
  }

  /// Records that were left out for one reason.
  package struct LeftOut: Sendable {
    /// The reason.
    package let outcome: RecordOutcome
    /// How many.
    package let records: Int
    /// By the code of what holds them back, for those in quarantine, the most first.
    package let codes: [(code: String, records: Int)]
  }

  /// The aggregate as the definition has it.
  package let expression: String
  /// The record that it is over.
  package let record: String
  /// The condition of the table on its records, or nil.
  package let filter: String?
  /// The condition of the aggregate, or nil.
  package let condition: String?
  /// What it gives.
  package let value: PublishedCell
  /// Why there is no figure, where the records' places or sources do not give one.
  package let obstacle: Obstacle?
  /// How many records count.
  package let counted: Int
  /// The others that lie in the row, by the first condition that they fail.
  package let leftOut: [LeftOut]
  /// Those that count, by file, in the order of the files.
  package let byFile: [Share]
  /// Those that count, by the place in which they do, the most first.
  package let byPlace: [Share]
  /// The records that were asked for.
  package let records: [RecordTrace]
  /// The keys and values of all records that count, for a digest.
  package let contributions: Contributions
  /// The rules that are tested on the record.
  package let rules: [RuleDefinition]

  /// Why an aggregate has no figure, whatever its records.
  package enum Obstacle: Hashable, Sendable {
    /// No source gives records of the wave.
    case unknownRecords
    /// Records name places of wider levels only.
    case tooNarrow
    /// Some records may lie in other rows, after what became of their places.
    case openPlaces
  }

  /// All records that count: the key of each and what is aggregated of it.
  package struct Contributions: Hashable, Sendable {
    /// The keys, in the order of the files.
    package let origins: [Origin]
    /// The values, in the same order; empty where records are counted, and where they are sensitive.
    package let values: [StoredValue?]
  }
}
