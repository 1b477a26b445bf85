import ChineseText
package import SurveyModel
package import Transform

/// What every file of a run is read with: places, catalogue, key, conventions.
package struct RunContext: Sendable {
  package let history: PlaceHistory
  package let transform: TransformContext
  package let facts: FactReader?
  private let reference: ReferenceFiles?

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
    let resolver = reference.map {
      PlaceResolver(
        gazetteer: $0.gazetteer, decisions: $0.decisions, conventions: pipeline.conventions,
        folder: folder)
    }
    self.reference = reference
    history = reference?.gazetteer.history ?? PlaceHistory(places: [], changes: [])
    transform = TransformContext(
      definition: pipeline, folder: folder, resolver: resolver, seal: seal)
    facts = try Self.factReader(
      of: pipeline, contents.file(.catalogue), places: reference?.gazetteer.current ?? [])
  }

  private static func factReader(
    of pipeline: PipelineDefinition, _ file: ReferenceContents.File?, places: [Place]
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
    return FactReader(catalogue: catalogue, places: places)
  }

  /// What is wrong with the gazetteer and its changes, and decisions that rules would answer otherwise.
  var log: DiagnosticLog {
    guard let reference, let resolver = transform.resolver else { return DiagnosticLog() }
    var log = reference.gazetteer.log
    for decision in reference.decisions {
      guard let place = reference.gazetteer.place(decision.code),
        let other =
          resolver.ruledPlace(
            decision.name, level: decision.level, within: decision.within
          )
          .flatMap(reference.gazetteer.place), other.code != place.code
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
    for decision in reference.decisions where reference.gazetteer.place(decision.code) == nil {
      log.record(reference.gone(decision, transform.personal))
    }
    return log
  }

  /// A warning for each line of the decisions file that no row needed, once all rows are read.
  var unusedDecisions: DiagnosticLog {
    var log = DiagnosticLog()
    guard let reference else { return log }
    let used = transform.usedDecisions.all
    for decision in reference.decisions where !used.contains(decision.line) {
      guard reference.gazetteer.place(decision.code) != nil else {
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
