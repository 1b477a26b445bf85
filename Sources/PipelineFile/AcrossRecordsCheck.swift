import SurveyModel

/// Checks the variables that are derived across records, when all records are known.
struct AcrossRecordsCheck {
  private let schemas: [String: RecordSchema]
  private let relations: RecordRelations
  private let attributes: PlaceAttributes
  private let ageDay: Expression.AgeDay

  init(
    _ schemas: [String: RecordSchema], _ relations: RecordRelations, _ attributes: PlaceAttributes,
    agesOn ageDay: Expression.AgeDay
  ) {
    self.schemas = schemas
    self.relations = relations
    self.attributes = attributes
    self.ageDay = ageDay
  }

  /// Checks the variables of all sources.
  ///
  /// - Throws: `RunFailure` at the place of a mistake.
  func check(_ sources: [DecodedSource]) throws(RunFailure) {
    for source in sources {
      guard let record = source.record, let schema = schemas[record] else { continue }
      let across = schema.acrossRecords
      guard !across.isEmpty else { continue }
      let formulas = Dictionary(
        schema.variables.map { ($0.name, $0.derivation) }, uniquingKeysWith: { first, _ in first })
      let check = DerivationCheck(
        ExpressionChecker(
          rulesOf: schema, relations: relations, places: attributes, agesOn: ageDay),
        known: known(seenFrom: schema))
      for variable in source.variables where across.contains(variable.name) {
        guard let place = source.places[variable.name] else { continue }
        guard variable.derivation == formulas[variable.name] else {
          throw place.failure(
            "\(variable.name) of \(record) rests on other records, and another source has it otherwise",
            remedy: "give it the same formula in every source, or another name")
        }
        try refuse(variable, at: place)
        try check.check(variable, at: place)
      }
    }
    do {
      _ = try DerivationOrder(schemas.keys.sorted().compactMap { schemas[$0] })
    } catch {
      let last = RecordRelations.path(error.names[0])
      let place = sources.first { $0.record == last?.record }?.places[last?.variable ?? ""]
      guard let place else { return }
      throw place.failure(
        .pipelineExpression,
        "\(error.names.joined(separator: " rests on ")): none of them can be computed",
        remedy: "change one of the formulas")
    }
  }

  /// Refuses what no variable that rests on other records can be.
  private func refuse(
    _ variable: VariableDefinition, at place: YAMLValue
  ) throws(RunFailure) {
    let reason: String? =
      if variable.sensitivity == .sensitive {
        "sensitive: what the row itself has is hashed while it is read"
      } else if variable.kind.isPlace || variable.kind == .residentID {
        "of such a type: it is read from the row"
      } else if !variable.headers.isEmpty || variable.column != nil {
        "read from a column as well"
      } else if variable.derivation?.variables
        .contains(where: { RecordRelations.path($0)?.record == RecordRelations.previous }) == true
      {
        "made of the run before: it would be another one whenever the pipeline runs"
      } else {
        nil
      }
    guard let reason else { return }
    throw place.failure(
      "\(variable.name) rests on other records, and cannot be \(Diagnostic.Message(reason))",
      remedy: "give it another name, and derive it from what is read")
  }

  /// The variables that formulas of a record may name: its own, and those of other records behind the
  /// names of these.
  private func known(seenFrom schema: RecordSchema) -> [(String, VariableDefinition)] {
    schema.variables.map { ($0.name, $0) }
      + relations.others(of: schema.record)
      .flatMap { other in
        relations.variables(of: other, seenFrom: schema.record)
          .map { ("\(other).\($0.name)", $0) }
      }
  }
}
