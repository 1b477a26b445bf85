import ChineseText
package import SurveyModel
package import Transform

/// What every file of a run is read with: places, catalogue, key, conventions.
package struct RunContext: Sendable {
  package let history: PlaceHistory
  /// What the rows of the pipeline's own day are read with.
  package let transform: TransformContext
  package let facts: FactReader?
  /// What finds the places of each day that data are of; none without a gazetteer.
  let resolvers: [CalendarDate: PlaceResolver]
  private let reference: ReferenceFiles?
  private let pipeline: PipelineDefinition
  /// What the rows of each day are read with.
  private let transforms: [CalendarDate: TransformContext]

  /// Takes in the files that the pipeline refers to.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - contents: The files.
  ///   - seal: The keyed hash of a sensitive value.
  /// - Throws: `RunFailure` when a file is wrong.
  package init(
    _ pipeline: PipelineDefinition, _ contents: ReferenceContents,
    seal: @escaping @Sendable (String) -> String
  ) throws(RunFailure) {
    let folder: TextFolder
    do {
      folder = try TextFolder()
    } catch {
      throw RunFailure(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: pipeline.path),
          "cannot open the tables of Traditional and Simplified characters: \(String(describing: error))",
          remedy: "install OpenCC and its data (.ci/setup does)"))
    }
    let reference = try ReferenceFiles(contents, of: pipeline)
    let resolvers = reference?.gazetteers
      .mapValues {
        PlaceResolver(
          gazetteer: $0, decisions: reference?.decisions ?? [],
          conventions: pipeline.conventions, folder: folder, levels: pipeline.levels)
      }
    self.resolvers = resolvers ?? [:]
    self.reference = reference
    self.pipeline = pipeline
    history = reference?.gazetteer.history ?? PlaceHistory(places: [], changes: [])
    let own = TransformContext(
      definition: pipeline, folder: folder, resolver: resolvers?[pipeline.asOf],
      waves: resolvers ?? [:], seal: seal)
    transform = own
    transforms = Dictionary(
      (pipeline.days + [pipeline.asOf]).map { ($0, own.on($0, resolvers?[$0])) },
      uniquingKeysWith: { first, _ in first })
    facts = try Self.factReader(
      of: pipeline, contents.file(.catalogue), gazetteer: reference?.gazetteer)
  }

  /// What the rows of a source are read with.
  func transform(of source: SourceDefinition) -> TransformContext {
    transforms[pipeline.wave(of: source)] ?? transform
  }

  /// What the places of the run answer to the questions of pieces.
  func placeAnswers(_ key: SensitiveKey) -> PlaceAnswers {
    PlaceAnswers(key, reference?.digest ?? "", resolvers)
  }

  /// The hash of the places that reports may name.
  var reportPlacesDigest: String { reference?.digestOfDay ?? "" }

  /// The hash of what becomes of each ideograph when texts are folded, which the system's own tables say.
  var foldingDigest: String {
    let ideographs = (0x3400...0x9FFF).compactMap(Unicode.Scalar.init).map(Character.init)
    return ContentHash.of(Array(transform.folder.folded(String(ideographs)).utf8))
  }

  private static func factReader(
    of pipeline: PipelineDefinition, _ file: ReferenceContents.File?, gazetteer: Gazetteer?
  ) throws(RunFailure) -> FactReader? {
    guard pipeline.sources.contains(where: { $0.content == .facts }) else { return nil }
    guard let file else {
      throw RunFailure(
        Diagnostic(
          .pipelineMissingKey, at: SourceLocation(file: pipeline.path),
          "a source of facts needs the key “catalogue”, found none",
          remedy: "add catalogue: Pipelines/catalogue.yml"), exit: .definition)
    }
    let catalogue = try FactListing.catalogue(file.bytes, name: "\(pipeline.root)/\(file.path)")
    return FactReader(catalogue: catalogue, places: gazetteer?.current ?? [])
  }

  /// What is wrong with the gazetteer and its changes, and decisions that rules would answer otherwise.
  var log: DiagnosticLog {
    var log = DiagnosticLog()
    guard let reference else { return log }
    for (day, gazetteer) in reference.gazetteers.sorted(by: { $0.key < $1.key }) {
      // What is wrong whatever the day is said once.
      let known = Set(log.diagnostics)
      for finding in gazetteer.log.diagnostics where !known.contains(finding) {
        log.record(finding)
      }
      guard let resolver = resolvers[day] else { continue }
      for finding in contradictions(of: reference, resolver, gazetteer).diagnostics
      where !known.contains(finding) {
        log.record(finding)
      }
    }
    return log
  }

  /// The decisions that rules would answer otherwise on a day.
  private func contradictions(
    of reference: ReferenceFiles, _ resolver: PlaceResolver, _ gazetteer: Gazetteer
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    for decision in reference.decisions {
      guard let place = gazetteer.place(decision.code),
        let other =
          resolver.ruledPlace(
            decision.name, level: decision.level, within: decision.within
          )
          .flatMap(gazetteer.place), other.code != place.code
      else { continue }
      log.record(
        Diagnostic(
          .placeGazetteer, .warning, at: reference.location(of: decision),
          """
          the decision takes \(decision.name) for \(place.name) (\(place.code)), by its name it is \
          \(other.name) (\(other.code)); the decision holds
          """,
          remedy: "remove the line unless it was made with this in mind"))
    }
    return log
  }

  /// What the files of places hold, and which decisions they contradict.
  package var holdings: DiagnosticLog {
    guard let reference else { return DiagnosticLog() }
    var log = reference.gazetteer.holdings(
      name: reference.gazetteerName, changesName: reference.changesName)
    for decision in reference.decisions where !reference.applies(decision) {
      log.record(reference.gone(decision, transform.personal))
    }
    return log
  }

  /// A warning for each line of the decisions file that no row needed.
  ///
  /// - Parameter used: The lines that rows needed.
  /// - Returns: The warnings, in the order of the lines.
  func unusedDecisions(but used: Set<Int>) -> DiagnosticLog {
    var log = DiagnosticLog()
    guard let reference else { return log }
    for decision in reference.decisions where !used.contains(decision.line) {
      guard reference.applies(decision) else {
        log.record(reference.gone(decision, transform.personal))
        continue
      }
      log.record(
        Diagnostic(
          .placeDecisionUnused, .warning, at: reference.location(of: decision),
          "no row needed the decision for \(transform.personal.shown(decision.name))",
          remedy: "remove the line, or correct it"))
    }
    return log
  }
}
