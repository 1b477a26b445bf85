internal import Relational
internal import SurveyModel

/// What plans over places stand on beside a definition: which places there are, and of which days.
struct TableFrame {
  /// The levels of places.
  let levels: PlaceLevels
  /// What the gazetteer tells of places beside their names.
  let attributes: PlaceAttributes
  /// The day that the records speak of.
  let asOf: CalendarDate
  /// The wave that the records are of, or nil where the pipeline has none.
  let wave: CalendarDate?
  /// The day whose places have the rows.
  let date: CalendarDate
  /// The map that the rows are on, or nil where it is that of the records.
  let map: PlaceMap?
  /// The name of the grand total's row, or nil where no gazetteer says what places there are, so that
  /// the only place is the whole.
  let total: String?

  /// Frames what is on the places of a day.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - asOf: The day of the records, or nil for that of the pipeline.
  ///   - base: The day of the rows, or nil for that of the pipeline.
  ///   - isMapped: Whether the map is looked at even where it is that of the records.
  init(
    _ pipeline: PipelineDefinition, of asOf: CalendarDate? = nil, on base: CalendarDate? = nil,
    isMapped: Bool = false
  ) {
    levels = pipeline.levels
    attributes = pipeline.attributes
    self.asOf = asOf ?? pipeline.asOf
    wave = pipeline.hasWaves ? self.asOf : nil
    date = base ?? pipeline.asOf
    map = isMapped || date != self.asOf ? PlaceMap(base: date, asOf: self.asOf) : nil
    total = pipeline.reference == nil ? nil : pipeline.wholeName
  }

  /// The frames of a table, one for each wave that it counts.
  ///
  /// Those of several waves all look at their maps, so that their plans give the same columns.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - pipeline: The pipeline.
  ///   - isOnOwnMaps: Whether the rows of each wave are on the places of its own day instead.
  /// - Returns: The frames, in the order of the waves.
  static func all(
    of table: TableDefinition, _ pipeline: PipelineDefinition, isOnOwnMaps: Bool = false
  ) -> [Self] {
    let waves = pipeline.waves(of: table)
    return waves.map { wave in
      Self(
        pipeline, of: wave, on: isOnOwnMaps ? wave : table.base,
        isMapped: !isOnOwnMaps && waves.count > 1)
    }
  }

  /// The only place of a pipeline without a gazetteer, in which every record counts; nil where there
  /// is a gazetteer.
  var whole: Scalar? { total == nil ? TablePlaces.whole : nil }

  /// The name under which plans know the attributes of a place.
  static let attributesName = RecordRelations.place

  /// Rows beside the attributes that a place has on the day of a row's wave.
  func withAttributes(
    _ rows: Plan, of place: Scalar, onDaysOf waves: [CalendarDate], _ wave: Scalar
  )
    -> Plan
  {
    let known = waves.map { day in
      Plan.derive(
        TablePlaces.chosen(on: day),
        [Derived("#wave", .text(day.description))]
          + (["code"] + attributes.names).map { Derived($0, .column(nil, $0)) })
    }
    let name = Self.attributesName
    return rows.joined(
      .left, .named(.step("place_attribute", .union(known)), name),
      on: .binary(
        .binary(.column(name, "code"), .equal, place), .and,
        .binary(.column(name, "#wave"), .equal, wave)))
  }

  /// Rows beside the attributes that a place has on a day.
  func withAttributes(_ rows: Plan, of place: Scalar, on day: CalendarDate) -> Plan {
    let name = Self.attributesName
    let known = TablePlaces.chosen(on: day).keeping(["code"] + attributes.names)
    return rows.joined(
      .left, .named(.step("place_attribute", known), name),
      on: .binary(.column(name, "code"), .equal, place))
  }
}
