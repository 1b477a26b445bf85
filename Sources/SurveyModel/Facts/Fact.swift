/// A figure that a report states.
package struct Fact: Hashable, Sendable, Codable {
  /// How the wording bounds a value.
  package enum Qualifier: String, Hashable, Sendable, CaseIterable, Codable {
    /// The value itself.
    case exact
    /// 左右, 约: near the value.
    case about
    /// 以上, 不少于: the value or more.
    case atLeast = "at_least"
    /// 以下, 不超过: the value or less.
    case atMost = "at_most"
    /// 多, 余, 超过: more than the value.
    case moreThan = "more_than"
    /// 近, 不足: less than the value.
    case lessThan = "less_than"
  }

  /// What a figure is, when it is no plain figure.
  package enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// An aim (目标任务).
    case target
    /// A part of the figure before it (其中).
    case subset
    /// A change against another time.
    case change
    /// A rule and not a count (一队三人).
    case rule
  }

  /// The id of the indicator in the catalogue, or nil when the catalogue does not know the figure.
  package var indicator: String?
  /// The value in the base unit (yuan, percent as 98.22), or nil when damage made it unreadable.
  package var value: Double?
  /// The base unit, such as `person`.
  package var unit: String
  /// How the wording bounds the value.
  package var qualifier: Qualifier
  /// The least value that the wording allows, or nil when it names no interval.
  package var low: Double?
  /// The greatest value that the wording allows, or nil when it names no interval.
  package var high: Double?
  /// What the figure is, or nil for a plain figure.
  package var role: Role?
  /// The date or period that the figure holds for, ISO 8601 to its precision, or nil.
  package var asOf: String?
  /// The place that the figure is about, as the report names it, or nil.
  package var place: String?
  /// The code of that place in the gazetteer, or nil where none or several bear its name.
  package var placeCode: String?
  /// The population that the figure is about, or nil.
  package var population: String?
  /// The report's characters from ``start`` to ``end``, as they stand in the file.
  package var text: String
  /// The first Unicode code point of the figure in the file.
  package var start: Int
  /// The code point behind the figure.
  package var end: Int
  /// Whether damage, or its spelling, leaves the figure without a value.
  package var isDamaged: Bool
  /// The values that a damaged figure can have had.
  package var possible: [Double]
  /// The weight of the last digit that the report states, in the base unit.
  ///
  /// It is 0.01 for 98.22 %, 100 for 13636.96万元 and 1 for a whole number; rounding may have moved
  /// the value by half of it.
  package var resolution: Double
  /// A relation between figures of the same report that this one is part of and that does not hold, such
  /// as `135 + 5 + 1 = 142`; nil where there is none.
  package var contradiction: String?

  /// Describes a figure.
  package init(
    indicator: String?, value: Double?, unit: String, qualifier: Qualifier = .exact,
    low: Double? = nil, high: Double? = nil, role: Role? = nil, asOf: String? = nil,
    place: String? = nil, placeCode: String? = nil, population: String? = nil, text: String,
    start: Int, end: Int,
    isDamaged: Bool = false, possible: [Double] = [], resolution: Double = 1,
    contradiction: String? = nil
  ) {
    self.contradiction = contradiction
    self.indicator = indicator
    self.value = value
    self.unit = unit
    self.qualifier = qualifier
    self.low = low
    self.high = high
    self.role = role
    self.asOf = asOf
    self.place = place
    self.placeCode = placeCode
    self.population = population
    self.text = text
    self.start = start
    self.end = end
    self.isDamaged = isDamaged
    self.possible = possible
    self.resolution = resolution
  }
}
