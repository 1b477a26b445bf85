/// A published table: measures over records, by place and other dimensions.
package struct TableDefinition: Hashable, Sendable, Encodable {
  /// One column of figures.
  package struct Measure: Hashable, Sendable, Encodable {
    /// The column's name.
    package let name: String
    /// The title.
    package let label: Label
    /// The record that it is taken over, or nil for the table's own.
    package let record: String?
    /// The formula: aggregates over the record and measures named before it.
    package let formula: Expression
    /// The unit of the figure, or nil.
    package let unit: String?
    /// The decimals that are published, or nil for the number as it is.
    package let decimals: Int?
    /// Figures of fewer records than this are withheld; nil for the table's own bound.
    package let minimumCount: Int?

    /// Describes a measure.
    package init(
      name: String, label: Label = Label(), record: String? = nil, formula: Expression,
      unit: String? = nil, decimals: Int? = nil, minimumCount: Int? = nil
    ) {
      self.name = name
      self.label = label
      self.record = record
      self.formula = formula
      self.unit = unit
      self.decimals = decimals
      self.minimumCount = minimumCount
    }
  }

  /// Which records count, over several waves.
  package enum Counted: String, Hashable, Sendable, Encodable, CaseIterable {
    /// All.
    case all
    /// Those that are in every wave, told by their key.
    case panel
  }

  /// The name of the table and of its file.
  package let name: String
  /// The title.
  package let label: Label
  /// How its figures are made and what they mean, for whoever reads them.
  package let note: Label
  /// The record that the table is of.
  package let record: String
  /// The levels of places that have rows besides the widest, from the wider.
  package var levels: [PlaceLevel]
  /// Variables of the record that split each place's row, in order.
  package let dimensions: [String]
  /// The condition that records must meet, or nil.
  package let filter: Expression?
  /// The columns of figures.
  package var measures: [Measure]
  /// Figures of fewer records than this are withheld; 0 withholds none.
  package let minimumCount: Int
  /// The date whose places have the rows, or nil for the date that the data speak of.
  package var base: CalendarDate?
  /// The waves whose records it counts, in order; empty for the day that the data speak of.
  ///
  /// Several stand side by side: the table is split by ``Waves/variable``.
  package let waves: [CalendarDate]
  /// Which records count.
  package let counted: Counted
  /// How its sheets show it, or nil for one row for each place and value.
  package var layout: TableLayout?

  /// Describes a table.
  package init(
    name: String, label: Label = Label(), note: Label = Label(), record: String,
    levels: [PlaceLevel],
    dimensions: [String] = [], filter: Expression? = nil, measures: [Measure],
    minimumCount: Int = 0, base: CalendarDate? = nil, waves: [CalendarDate] = [],
    counted: Counted = .all
  ) {
    self.counted = counted
    self.note = note
    self.waves = waves
    self.name = name
    self.label = label
    self.record = record
    self.levels = levels
    self.dimensions = dimensions
    self.filter = filter
    self.measures = measures
    self.minimumCount = minimumCount
    self.base = base
  }

  /// The bound below which a measure's figures are withheld; 0 withholds none.
  package func minimumCount(of measure: Measure) -> Int { measure.minimumCount ?? minimumCount }

  /// Whether figures of too few records are withheld in any column.
  package var isWithholding: Bool { measures.contains { minimumCount(of: $0) > 0 } }
}
