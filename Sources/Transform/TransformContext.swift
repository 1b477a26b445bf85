package import ChineseText
package import SurveyModel

/// All that a worksheet's transform needs to know besides its rows; immutable and shared.
package struct TransformContext: Sendable {
  /// Folds scripts and widths.
  package let folder: TextFolder
  /// Finds places, or nil for a pipeline without a gazetteer: names then stay as they are.
  private var resolver: PlaceResolver?
  /// What finds the places of each day that rows tell to be of, by the day in ISO 8601.
  private let waves: [String: PlaceResolver]
  /// Where what a file asks of them is noted, or nil where nobody will ask.
  private var placeNotes: PlaceNotes?

  let rules: [String: [RuleDefinition]]
  let seal: @Sendable (String) -> String
  let units: UnitWords
  /// The words of the conventions that stand for a missing value of a variable of texts, and of any
  /// other.
  private let missing: (ofTexts: [String: MissingReason], ofOthers: [String: MissingReason])
  /// Whether an identity number may start with two digits, by their number; empty for any.
  let provinces: [Bool]
  /// What looks like a person's, wherever it stands.
  package let personal: PersonalText
  /// How ranges are written, folded.
  let ranges: RangeWords
  /// The codes of yes/no variables by their words.
  private let flags: [String: String]
  /// The names of months.
  let months: MonthNames
  /// The names of eras, of days and of their parts.
  let dates: DateNames
  /// What stands before amounts of yuan, folded.
  let yuanSigns: [String]
  /// Whether a text that is kept otherwise than it stands is a change to be told: in a migration,
  /// which keeps everything.
  let tellsTexts: Bool
  /// The day that the data speak of.
  private(set) var asOf: CalendarDate
  let approximations: [String]
  let totals: [SumWord]
  let subtotals: [SumWord]
  /// The words that name a row that says something of others and is no sum.
  let summaries: [SummaryWord]
  let notes: [String]
  /// The words that names of places end with.
  let placeEnds: [String]
  let unitNotes: [String]
  /// The words that stand before the marks of columns.
  let columnMarks: Set<String>

  /// Puts the context of a run together.
  ///
  /// - Parameters:
  ///   - definition: The pipeline.
  ///   - folder: Folds scripts and widths.
  ///   - resolver: Finds places, or nil.
  ///   - waves: What finds the places of each day that rows tell to be of.
  ///   - seal: The keyed hash of a sensitive value.
  package init(
    definition: PipelineDefinition, folder: TextFolder, resolver: PlaceResolver?,
    waves: [CalendarDate: PlaceResolver] = [:],
    seal: @escaping @Sendable (String) -> String
  ) {
    self.folder = folder
    self.resolver = resolver
    self.waves = Dictionary(
      waves.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.seal = seal
    tellsTexts = definition.isMigrated
    let conventions = definition.conventions
    func folded(_ words: [String]) -> [String] { words.map { folder.folded($0) } }
    units = UnitWords(conventions, folder: folder)
    missing = (
      folder.words(conventions.missing, of: .text), folder.words(conventions.missing, of: .number)
    )
    personal = conventions.personalText
    ranges = RangeWords(
      between: folded(conventions.ranges.between), atLeast: folded(conventions.ranges.atLeast),
      atMost: folded(conventions.ranges.atMost))
    func flags(yes: [String], no: [String]) -> [String: String] {
      Dictionary(
        (yes.map { ($0, "true") } + no.map { ($0, "false") })
          .map { (VariableDefinition.Kind.boolean.word(folder.foldedValue($0)), $1) },
        uniquingKeysWith: { first, _ in first })
    }
    self.flags = flags(yes: BooleanWords.yes, no: BooleanWords.no)
      .merging(flags(yes: conventions.yes, no: conventions.no), uniquingKeysWith: { $1 })
    months = MonthNames(conventions.months, folder: folder)
    dates = DateNames(conventions.dates, folder: folder)
    yuanSigns = conventions.yuanSigns.map { folder.foldedValue($0) }.filter { !$0.isEmpty }
    asOf = definition.asOf
    let codes = conventions.provinces
    provinces = codes.isEmpty ? [] : (0..<100).map(codes.contains)
    approximations = folded(conventions.approximations)
    totals = conventions.totals.map { SumWord($0, folder: folder) }
    subtotals = conventions.subtotals.map { SumWord($0, folder: folder) }
    notes = folded(conventions.notes)
    summaries = folded(conventions.summaries).filter { !$0.isEmpty }.map(SummaryWord.init)
    placeEnds = folded(conventions.suffixes.values.flatMap { $0 } + conventions.placeNames.endings)
    unitNotes = folded(conventions.unitNotes)
    columnMarks = Set(folded(conventions.columnMarks))
    var rules: [String: [RuleDefinition]] = [:]
    for rule in definition.rules {
      if definition.isOfRow(rule), case .record(let record) = rule.subject {
        rules[record, default: []].append(rule)
      }
    }
    self.rules = rules
  }

  /// The same for data of another day.
  ///
  /// - Parameters:
  ///   - asOf: The day.
  ///   - resolver: Finds the places of that day, or nil.
  /// - Returns: A context that differs in nothing else.
  package func on(_ asOf: CalendarDate, _ resolver: PlaceResolver?) -> Self {
    var copy = self
    copy.asOf = asOf
    copy.resolver = resolver
    return copy
  }

  /// The same for one file, with what notes all that the file asks of places.
  package func noting(_ notes: PlaceNotes?) -> Self {
    var copy = self
    copy.placeNotes = notes
    return copy
  }

  /// What finds the places that rows of a schema may name: of each day that they may tell, or of the
  /// worksheet's.
  func resolvers(of schema: RecordSchema) -> [NotedResolver] {
    let days = Waves.told(by: schema.variables)
    return days.isEmpty
      ? [places(on: nil)].compactMap(\.self)
      : days.compactMap { places(on: $0.description) }
  }

  /// What finds the places of a row's wave, or of the worksheet's day where the row tells none.
  func places(on wave: String?) -> NotedResolver? {
    (wave.flatMap { waves[$0] } ?? resolver).map { NotedResolver($0, placeNotes) }
  }

  /// The words of the conventions that stand for a missing value of a variable of a kind.
  func missing(of kind: VariableDefinition.Kind) -> [String: MissingReason] {
    kind.isOfTexts ? missing.ofTexts : missing.ofOthers
  }

  /// The codes of a yes/no variable: its own, and the usual words that are none of them.
  ///
  /// Where it has numbers of its own, such as 1 and 2, no other number means anything.
  func flags(beside own: [String: String]) -> [String: String] {
    let hasNumbers = own.keys.contains { Double($0) != nil }
    return flags.filter { !hasNumbers || Double($0.key) == nil }
      .merging(own, uniquingKeysWith: { $1 })
  }
}
