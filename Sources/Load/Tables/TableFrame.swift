internal import Relational
internal import SurveyModel

/// What plans over places stand on beside a definition: which places there are, and of which days.
struct TableFrame {
  /// The levels of places.
  let levels: PlaceLevels
  /// What the gazetteer tells of places beside their names.
  let attributes: PlaceAttributes
  /// The day that the data speak of.
  let asOf: CalendarDate
  /// The day whose places have the rows.
  let date: CalendarDate
  /// The name of the grand total's row, or nil where no gazetteer says what places there are, so that
  /// the only place is the whole.
  let total: String?

  /// Frames what is on the places of a day.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - base: The day, or nil for that of the data.
  init(_ pipeline: PipelineDefinition, on base: CalendarDate? = nil) {
    levels = pipeline.levels
    attributes = pipeline.attributes
    asOf = pipeline.asOf
    date = base ?? pipeline.asOf
    total = pipeline.reference == nil ? nil : pipeline.wholeName
  }

  /// The map that the rows are on, or nil where it is that of the data.
  var map: PlaceMap? { date == asOf ? nil : PlaceMap(base: date) }

  /// The only place of a pipeline without a gazetteer, in which every record counts; nil where there
  /// is a gazetteer.
  var whole: Scalar? { total == nil ? TablePlaces.whole : nil }

  /// The name under which plans know the attributes of a place.
  static let attributesName = RecordRelations.place

  /// Rows beside the attributes that a place has on a day.
  func withAttributes(_ rows: Plan, of place: Scalar, on day: CalendarDate) -> Plan {
    let name = Self.attributesName
    let known = TablePlaces.chosen(on: day).keeping(["code"] + attributes.names)
    return rows.joined(
      .left, .named(.step("place_attribute", known), name),
      on: .binary(.column(name, "code"), .equal, place))
  }
}
