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
  /// The records that no source gives for the wave, so that nothing is known of them.
  let unknownRecords: Set<String>
  /// The waves of the table for which a source gives its records, in order.
  private(set) var wavesOfRecord: [CalendarDate] = []
  /// The waves before and after, or nil where there is none.
  let before, after: Neighbour?
  /// The day whose places have the rows.
  let date: CalendarDate
  /// The map that the rows are on, or nil where it is that of the records.
  let map: PlaceMap?
  /// The name of the grand total's row, or nil where no gazetteer says what places there are, so that
  /// the only place is the whole.
  let total: String?

  /// Another wave.
  struct Neighbour {
    /// Its day.
    let wave: CalendarDate
    /// The records that no source gives for it.
    let unknownRecords: Set<String>
  }

  /// Which places the rows of a table's waves are on.
  enum Base: Hashable {
    /// Those of one day, for all waves; nil for the pipeline's.
    case day(CalendarDate?)
    /// Those of each wave's own day.
    case own
  }

  /// Frames records on the places of their own day.
  init(_ pipeline: PipelineDefinition) {
    self.init(pipeline, of: pipeline.asOf, on: pipeline.asOf, map: nil)
  }

  private init(
    _ pipeline: PipelineDefinition, of asOf: CalendarDate, on date: CalendarDate, map: PlaceMap?
  ) {
    levels = pipeline.levels
    attributes = pipeline.attributes
    self.asOf = asOf
    wave = pipeline.hasWaves ? asOf : nil
    unknownRecords = Self.unknownRecords(pipeline, of: asOf)
    before = pipeline.waves.last { $0 < asOf }.map { Self.neighbour(pipeline, $0) }
    after = pipeline.waves.first { asOf < $0 }.map { Self.neighbour(pipeline, $0) }
    self.date = date
    total = pipeline.reference == nil ? nil : pipeline.wholeName
    // Where no gazetteer says what places there are, there is nothing to be put on a map.
    self.map = total == nil ? nil : map
  }

  private static func neighbour(
    _ pipeline: PipelineDefinition, _ wave: CalendarDate
  ) -> Neighbour {
    Neighbour(wave: wave, unknownRecords: unknownRecords(pipeline, of: wave))
  }

  private static func unknownRecords(
    _ pipeline: PipelineDefinition, of wave: CalendarDate
  ) -> Set<String> {
    let records = pipeline.hasWaves ? pipeline.sources.compactMap(\.schema?.record) : []
    return Set(records).filter { !pipeline.has($0, of: wave) }
  }

  /// The frames of a table, one for each wave that it counts.
  ///
  /// Those of several waves on the places of one day all look at their maps, so that their plans give
  /// the same columns.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - pipeline: The pipeline.
  ///   - base: Which places the rows are on.
  /// - Returns: The frames, in the order of the waves.
  static func all(
    of table: TableDefinition, _ pipeline: PipelineDefinition, on base: Base
  ) -> [Self] {
    let waves = pipeline.waves(of: table)
    let known = waves.filter { pipeline.has(table.record, of: $0) }
    return waves.map { wave in
      var frame = frame(of: wave, on: base, among: waves, pipeline)
      frame.wavesOfRecord = known
      return frame
    }
  }

  private static func frame(
    of wave: CalendarDate, on base: Base, among waves: [CalendarDate],
    _ pipeline: PipelineDefinition
  ) -> Self {
    guard case .day(let day) = base else { return Self(pipeline, of: wave, on: wave, map: nil) }
    let date = day ?? pipeline.asOf
    let map = waves.count > 1 || date != wave ? PlaceMap(base: date, asOf: wave) : nil
    return Self(pipeline, of: wave, on: date, map: map)
  }

  /// The only place of a pipeline without a gazetteer, in which every record counts; nil where there
  /// is a gazetteer.
  var whole: Scalar? { total == nil ? TablePlaces.whole : nil }

  // MARK: Attributes of places

  /// The name under which plans know the attributes of a place.
  static let attributesName = RecordRelations.place

  /// The attributes that places have on some days.
  ///
  /// - Parameters:
  ///   - days: The days.
  ///   - limit: The narrowest level of the places that have some; a place of a narrower one has those
  ///     of the place around it.
  /// - Returns: A step with the columns `code` and `#day` and one for each attribute.
  func attributes(on days: [CalendarDate], downTo limit: PlaceLevel) -> Plan {
    let names = attributes.names
    let places = days.map { day -> Plan in
      let chosen = TablePlaces.chosen(on: day)
      let day = Derived("#day", .text(day.description))
      guard limit < levels.narrowest else {
        return .derive(chosen, [day] + (["code"] + names).map { Derived($0, .column(nil, $0)) })
      }
      let counted = Scalar.call(
        .coalesce, [.column("c", limit.name), .column("c", "code")])
      return .derive(
        Plan.named(chosen, "c")
          .joined(
            .inner, .named(chosen, "o"), on: .binary(.column("o", "code"), .equal, counted)),
        [day, Derived("code", .column("c", "code"))]
          + names.map { Derived($0, .column("o", $0)) })
    }
    return .step("place_attribute", .union(places))
  }

  /// Rows beside attributes of their places.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - attributes: What ``attributes(on:downTo:)`` gave.
  ///   - place: The code of a row's place.
  ///   - day: The day of a row, where the attributes are of several.
  /// - Returns: The rows, with the attributes known by ``attributesName``.
  static func rows(
    _ rows: Plan, with attributes: Plan, of place: Scalar, on day: Scalar? = nil
  ) -> Plan {
    let name = attributesName
    let isOfPlace = Scalar.binary(.column(name, "code"), .equal, place)
    let isOfDay = day.map { Scalar.binary(.column(name, "#day"), .equal, $0) }
    return rows.joined(
      .left, .named(attributes, name),
      on: isOfDay.map { .binary(isOfPlace, .and, $0) } ?? isOfPlace)
  }
}
