import Load

/// The facets of OpenLineage that are told, each with the version of its schema.
///
/// The address of a schema is a name: nothing is ever looked up there.
enum LineageFacet: String {
  case processingEngine = "1-1-1/ProcessingEngineRunFacet"
  case tags = "1-0-0/TagsRunFacet"
  case errorMessage = "1-0-1/ErrorMessageRunFacet"
  case jobType = "2-0-4/JobTypeJobFacet"
  case jobDocumentation = "1-1-0/DocumentationJobFacet"
  case documentation = "1-1-0/DocumentationDatasetFacet"
  case schema = "1-2-0/SchemaDatasetFacet"
  case columnLineage = "1-2-0/ColumnLineageDatasetFacet"
  case version = "1-0-1/DatasetVersionDatasetFacet"
  case dataQualityAssertions = "1-1-0/DataQualityAssertionsDatasetFacet"
  case inputStatistics = "1-0-0/InputStatisticsInputDatasetFacet"
  case subset = "1-0-0/BaseSubsetDatasetFacet"
  case outputStatistics = "1-0-2/OutputStatisticsOutputDatasetFacet"

  /// Who tells events.
  static let producer = "urn:millet:\(MilletVersion.current)"
  /// The schema of events.
  static let event = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"

  /// The name of the facet in an event.
  private var name: String {
    switch self {
    case .processingEngine: "processing_engine"
    case .tags: "tags"
    case .errorMessage: "errorMessage"
    case .jobType: "jobType"
    case .jobDocumentation, .documentation: "documentation"
    case .schema: "schema"
    case .columnLineage: "columnLineage"
    case .version: "version"
    case .dataQualityAssertions: "dataQualityAssertions"
    case .inputStatistics: "inputStatistics"
    case .subset: "subset"
    case .outputStatistics: "outputStatistics"
    }
  }

  /// What the schema calls it.
  private var definition: String {
    self == .subset
      ? "InputSubsetInputDatasetFacet" : String(rawValue.split(separator: "/").last ?? "")
  }

  /// The facet with its members.
  func with(_ members: [JSONText.Member]) -> JSONText.Member {
    .init(
      name,
      .object(
        [
          .init("_producer", .text(Self.producer)),
          .init(
            "_schemaURL",
            .text("https://openlineage.io/spec/facets/\(rawValue).json#/$defs/\(definition)")),
        ] + members))
  }
}
