/// A pipeline: everything a run needs to know, as its file says it.
public struct PipelineDefinition: Hashable, Sendable, Encodable {
  /// The files of places.
  package struct Reference: Hashable, Sendable, Encodable {
    /// The gazetteer, relative to the root.
    package let gazetteer: String
    /// The list of village changes, or nil.
    package let changes: String?
    /// The analysts' answers to doubtful names, or nil.
    package let decisions: String?
    /// What the gazetteer tells of its places beside their names.
    package let attributes: PlaceAttributes

    /// Names the files.
    package init(
      gazetteer: String, changes: String? = nil, decisions: String? = nil,
      attributes: PlaceAttributes = PlaceAttributes()
    ) {
      self.attributes = attributes
      self.gazetteer = gazetteer
      self.changes = changes
      self.decisions = decisions
    }
  }

  /// How the records of one kind are told apart.
  package struct RecordDefinition: Hashable, Sendable, Encodable {
    /// Which of several rows that are one record stays.
    package enum Survivor: Hashable, Sendable, Encodable {
      /// The first in the order of the files.
      case first
      /// The one with the latest value of a variable.
      case latest(String)
      /// The one with the most values.
      case fullest
    }

    /// The record's name.
    package let name: String
    /// The variables that together name one record; empty when nothing does.
    package let key: [String]
    /// The record and the variable of it that this record's `parentKey` must exist in, or nil.
    package let parent: String?
    /// Sets of variables that tell, besides the key, that two rows are one record.
    package let evidences: [[String]]
    /// Which of them stays.
    package let survivor: Survivor

    /// Describes a record.
    package init(
      name: String, key: [String] = [], parent: String? = nil, evidences: [[String]] = [],
      survivor: Survivor = .first
    ) {
      self.name = name
      self.key = key
      self.parent = parent
      self.evidences = evidences
      self.survivor = survivor
    }
  }

  /// A line that ties a fact to a figure of a table.
  package struct Reconciliation: Hashable, Sendable, Encodable {
    /// The indicator of the fact.
    package let indicator: String
    /// The table.
    package let table: String
    /// The measure of it.
    package let measure: String
    /// The level at which both are compared, or nil for that of the fact's place.
    package let level: PlaceLevel?
    /// Whether the pipeline expects a report to state it.
    package let isExpected: Bool

    /// Ties a fact to a figure.
    package init(
      indicator: String, table: String, measure: String, level: PlaceLevel? = nil,
      isExpected: Bool = true
    ) {
      self.isExpected = isExpected
      self.indicator = indicator
      self.table = table
      self.measure = measure
      self.level = level
    }
  }

  /// What must hold for a run to be published.
  package struct Gates: Hashable, Sendable, Encodable {
    /// What a contradiction between report and tables does.
    package enum Contradictions: String, Hashable, Sendable, Encodable {
      /// Nothing.
      case ignore
      /// A warning.
      case warn
      /// The run is not published.
      case fail
    }

    /// The greatest share of data rows that may be in quarantine, 0 to 1.
    package let quarantineShare: Double
    /// What a contradiction does.
    package let contradictions: Contradictions
    /// The most warnings that a run may have, or nil for any number.
    package let warnings: Int?
    /// The files that are expected.
    package let files: [FileExpectation]
    /// How much the number of rows may differ from the latest run's, or nil for any difference.
    package let rowChange: RowChange?
    /// How much figures may differ from the latest run's.
    package let figureChanges: [FigureChange]
    /// How old files may be.
    package let freshness: [Freshness]

    /// Sets the gates.
    package init(
      quarantineShare: Double = 0.01, contradictions: Contradictions = .warn, warnings: Int? = nil,
      files: [FileExpectation] = [], rowChange: RowChange? = nil,
      figureChanges: [FigureChange] = [], freshness: [Freshness] = []
    ) {
      self.figureChanges = figureChanges
      self.files = files
      self.rowChange = rowChange
      self.freshness = freshness
      self.quarantineShare = quarantineShare
      self.contradictions = contradictions
      self.warnings = warnings
    }
  }

  /// How much of each stage the store keeps.
  package enum Keep: String, Hashable, Sendable, Encodable {
    /// The rows as read and the normalised records.
    case all
    /// The normalised records.
    case records
  }

  /// The pipeline's name, which names its output folder.
  public let name: String
  /// The title.
  package let title: Label
  /// The path of the pipeline file.
  @Incidental package private(set) var path: String
  /// The folder that paths are relative to, as an absolute path.
  @Incidental package private(set) var root: String
  /// The date that the data speak of; it decides which places are valid.
  public let asOf: CalendarDate
  /// The days that its records are of, in order; none where no source and no row says its day.
  package let waves: [CalendarDate]
  /// The levels of its places, from the widest.
  package let levels: PlaceLevels
  /// The files of places.
  package let reference: Reference?
  /// What its gazetteer tells of places beside their names.
  package var attributes: PlaceAttributes { reference?.attributes ?? PlaceAttributes() }
  /// The catalogue of indicators for reports, relative to the root, or nil.
  package let catalogue: String?
  /// How offices lay out and word their worksheets.
  package let conventions: Conventions
  /// The sources, in the order of the file.
  @ByName package private(set) var sources: [SourceDefinition]
  /// The records, in the order of the file.
  @ByName package private(set) var records: [RecordDefinition]
  /// The edit rules.
  package let rules: [RuleDefinition]
  /// The tables.
  package private(set) var tables: [TableDefinition]
  /// The ties between facts and tables.
  package let reconciliations: [Reconciliation]
  /// The quality gates.
  package let gates: Gates
  /// The forms of publication.
  package let publications: [Publication]
  /// How much the store keeps.
  package let keep: Keep
  /// Which runs stay, or nil for all.
  @Incidental package private(set) var retention: Retention?
  /// Where its runs are told of besides.
  @Incidental package private(set) var observation: Observation
  /// What it was read from, or nil where it was made otherwise.
  @Incidental package private(set) var texts: DefinitionTexts?

  /// Describes a pipeline.
  package init(
    name: String, title: Label, path: String, root: String, asOf: CalendarDate,
    levels: PlaceLevels, reference: Reference?, catalogue: String?,
    conventions: Conventions = Conventions(),
    sources: [SourceDefinition],
    records: [RecordDefinition], rules: [RuleDefinition], tables: [TableDefinition],
    reconciliations: [Reconciliation], gates: Gates, publications: [Publication], keep: Keep,
    waves: [CalendarDate] = [], retention: Retention? = nil,
    observation: Observation = Observation(), texts: DefinitionTexts? = nil
  ) {
    self.texts = texts
    self.observation = observation
    self.retention = retention
    self.waves = waves
    self.name = name
    self.title = title
    self.path = path
    self.root = root
    self.asOf = asOf
    self.levels = levels
    self.reference = reference
    self.catalogue = catalogue
    self.conventions = conventions
    self.sources = sources
    self.records = records
    self.rules = rules
    self.tables = tables
    self.reconciliations = reconciliations
    self.gates = gates
    self.publications = publications
    self.keep = keep
  }
}
