internal import Relational
internal import SurveyModel

/// A table as SDMX-CSV, version 2.0: a row for each figure.
///
/// Each table is a file of its own, since a table is a structure of its own: a message of several would
/// have the columns of all in every row. The structure is a dataflow of the pipeline as agency, with the
/// table's name.
struct SDMXTable {
  private static let version = "1.0.0"
  static let area = "REF_AREA"
  private static let level = "AREA_LEVEL"
  private static let indicator = "INDICATOR"
  private static let time = "TIME_PERIOD"
  private static let attributes = [
    "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "DECIMALS",
  ]
  /// The code of a dimension whose value is not known.
  private static let unknown = "_U"
  /// The code of a unit that a figure has not.
  private static let inapplicable = "_Z"

  private let table: CompiledTable
  private let structure: String
  private let time: String
  /// The numbers of the keys that are dimensions, and the number of the one that is the time.
  private let splits: [Int]
  private let wave: Int?
  /// The columns of the file.
  let header: [String]

  init(_ table: CompiledTable, of pipeline: PipelineDefinition) {
    self.table = table
    let keys = table.keyColumns
    let dimensions = keys.indices.filter { keys[$0].role == .dimension }
    wave = dimensions.first { keys[$0].name == Waves.variable && pipeline.hasWaves }
    splits = dimensions.filter { [wave] in $0 != wave }
    let heads = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    let fixed = heads + [Self.area, Self.level, Self.indicator, Self.time] + Self.attributes
    header =
      heads + [Self.area, Self.level]
      + SDMXIdentifier.identifiers(splits.map { keys[$0].name }, beside: fixed)
      + [Self.indicator, Self.time] + Self.attributes
    let agency = SDMXIdentifier.identifier(pipeline.name)
    structure =
      "\(agency):\(SDMXIdentifier.identifier(table.definition.name))(\(Self.version))"
    time = pipeline.waves(of: table.definition).last?.description ?? pipeline.asOf.description
  }

  /// Writes the rows that the engine keeps of the table.
  ///
  /// - Throws: `RunFailure` when the disk or the engine refuses.
  func write(to path: String, from engine: any Engine) throws(RunFailure) {
    let measures = table.measureColumns
    var file = try CSVFile(at: path, header: header)
    try PublishedTable(table)
      .rows(from: engine) { row throws(RunFailure) in
        let place: [String?] = ["dataflow", structure, "I", row.code, row.keys[0]]
        let values = splits.map { row.keys[$0] ?? Self.unknown }
        let period = wave.flatMap { row.keys[$0] } ?? time
        for (measure, cell) in zip(measures, row.cells) {
          let figure = cell.absence == nil ? cell.published(decimals: measure.decimals) : nil
          try file.append(
            place + values + [
              measure.name, period, figure, cell.observationStatus, cell.confidentiality,
              measure.unit ?? Self.inapplicable, measure.decimals.map { String($0) },
            ])
        }
      }
    try file.close()
  }
}

extension PublishedCell {
  /// The code of the SDMX code list of observation statuses, `CL_OBS_STATUS`.
  fileprivate var observationStatus: String {
    absence.map { MarkConvention.sdmx.mark(for: $0) } ?? "A"
  }

  /// The code of the SDMX code list of confidentiality statuses, `CL_CONF_STATUS`: free, or confidential
  /// without a word on why.
  fileprivate var confidentiality: String { absence == .withheld ? "C" : "F" }
}
