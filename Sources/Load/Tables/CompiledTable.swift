internal import Relational
package import SurveyModel

/// A table as plans that give the aggregates of its rows, formulas over them, and what is known
/// of its columns.
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
    /// The values that it may have, in the order of the rows; none where that is the order of the values.
    package let categories: [Category]
    /// Whether it has no values but those.
    let isCoded: Bool

    init(
      _ name: String, _ role: Role, label: Label = Label(), type: ExpressionType = .text,
      unit: String? = nil, decimals: Int? = nil, categories: [Category] = [],
      isCoded: Bool = false
    ) {
      self.isCoded = isCoded
      self.categories = categories
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
    /// The plan that gives a row for each place of the records and each place of the map that may
    /// hold them: place, number of records, level, target, number of candidates.
    let plan: Plan
  }

  /// What is to be checked of the records of one wave.
  struct Wave: Hashable, Sendable {
    /// The day that the records speak of.
    let asOf: CalendarDate
    /// Where they lie, for a table on the map of another date; else none.
    let reaches: [Reach]
    /// The plan that gives the places of records without one at a level: number of the part, level,
    /// place.
    let absences: Plan
    /// The records of each part by place.
    let counts: [PlaceCount]
  }

  /// A plan that gives some of the aggregates of every row, in the order of publication.
  struct Selection: Hashable, Sendable {
    /// The rows: what names them, the attributes of their places, the aggregates, the code of the row
    /// that holds them.
    let rows: Plan
    /// The steps of the plan and of those that check it, which are worth keeping in between.
    let steps: [Plan]
    /// The numbers of the aggregates, in the order of their columns.
    let slots: [Int]
    /// The numbers of those that add up from level to level.
    let levelSlots: [Int]
    /// The plan that gives what each level must add up to; nil where no aggregate adds up.
    let levelFigures: Plan?
  }

  /// The column of the store that says of each cell without a figure why it has none.
  static let statusColumn = "_status"

  /// The definition.
  package let definition: TableDefinition
  /// The levels that have rows, from the widest.
  let levels: [PlaceLevel]
  /// The columns, in order.
  package let columns: [Column]
  /// The plans of its aggregates, which give the same rows in the same order.
  let selections: [Selection]
  /// The measures over the aggregates.
  let measures: [MeasureScope.Measure]
  /// The names by which formulas know attributes of the rows' places.
  let attributes: [String]
  /// What tells whether a figure may be published.
  let disclosure: DisclosurePlan
  /// The waves that it counts, at least one, in order.
  let waves: [Wave]
  /// The records that are in each of them, for a table that counts those alone.
  let panel: Panel?

  /// The name of the table in the store, whose cells are those that are published.
  package var storeName: String { "table_\(definition.name)" }
  /// The name by which a run knows the figures as they are, withheld or not: nothing keeps them.
  var figuresName: String {
    definition.isWithholding ? "figures_\(definition.name)" : storeName
  }
  /// The number of aggregates.
  var slotCount: Int { selections.reduce(0) { $0 + $1.slots.count } }
  /// The order in which the rows are published: levels from the widest, codes, dimensions.
  var order: [Ordering] { Self.order(of: columns, levels) }

  /// The order in which the rows of a table are published, whose columns are known by their names.
  static func order(of columns: [Column], _ levels: [PlaceLevel]) -> [Ordering] {
    let rank = Scalar.rank(
      of: .column(nil, "level"), among: [GrandTotal.level] + levels.map(\.name))
    return [
      Ordering(rank, mayBeMissing: false), Ordering(.column(nil, "code"), mayBeMissing: false),
    ] + columns.flatMap { $0.order(of: nil) }
  }

  /// The published rows, of a level alone or of all.
  func rows(of level: PlaceLevel? = nil) -> Plan {
    Plan.scan(storeName)
      .filtered(
        level.map { [.binary(.column(nil, "level"), .equal, .text($0.name))] } ?? [])
  }

  /// The level of a name, where it has rows.
  func level(_ name: String) -> PlaceLevel? { levels.first { $0.name == name } }

  /// Whether the table has rows of places, and not the grand total's alone.
  var hasPlaces: Bool {
    !definition.levels.isEmpty || waves[0].counts.contains { $0.narrowest != nil }
  }
  /// Whether its rows are on the map of another date than the records'.
  var isMapped: Bool { waves.contains { !$0.reaches.isEmpty } }
  /// The columns that name a row.
  var keyColumns: [Column] { columns.filter { $0.role != .measure } }
  /// The columns of figures, which stand behind those that name a row.
  var measureColumns: [Column] { columns.filter { $0.role == .measure } }
}
