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
  /// - Parameters:
  ///   - sources: The sources.
  ///   - across: The variables of each record that any of its sources derives across records.
  /// - Returns: The order in which they are computed.
  /// - Throws: `RunFailure` at the place of a mistake.
  func check(
    _ sources: [DecodedSource], _ across: [String: Set<String>]
  ) throws(RunFailure) -> DerivationOrder {
    for (record, names) in across.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      guard let schema = schemas[record] else { continue }
      let own = sources.filter { $0.record == record }
      let check = DerivationCheck(
        ExpressionChecker(
          derivationsAcross: schema, relations: relations, places: attributes, agesOn: ageDay),
        known: relations.known(seenFrom: schema), attributes)
      for name in names.sorted() {
        let all = own.compactMap { source in
          source.variables.first { $0.name == name }
            .map { (variable: $0, place: source.places[name] ?? source.whole) }
        }
        for (variable, place) in all {
          guard variable.derivation == all[0].variable.derivation else {
            throw place.failure(
              "\(name) of \(record) rests on other records, and another source has it otherwise",
              remedy: "give it the same formula in every source, or another name")
          }
          try refuse(variable, at: place)
          try refuse(variable, givingPlacesOf: schema, at: place)
          try check.check(variable, at: place)
        }
      }
    }
    do {
      return try DerivationOrder(schemas.keys.sorted().compactMap { schemas[$0] })
    } catch {
      throw failure(error, in: sources)
    }
  }

  /// That variables rest on each other, at the place of the first of them.
  private func failure(
    _ cycle: DerivationOrder.Cycle, in sources: [DecodedSource]
  ) -> RunFailure {
    let path = RecordRelations.path(cycle.names[0]) ?? ("", "")
    let place = sources.lazy.filter { $0.record == path.record }
      .compactMap { $0.places[path.variable] }.first
    guard let place = place ?? sources.first?.whole else {
      preconditionFailure("variables stand in sources")
    }
    return place.failure(
      .pipelineExpression,
      "\(cycle.names.joined(separator: " rests on ")): none of them can be computed",
      remedy: "change one of the formulas")
  }

  /// Refuses a variable whose values would be codes of places, which may be others in another wave.
  ///
  /// - Throws: `RunFailure` at the variable's place.
  private func refuse(
    _ variable: VariableDefinition, givingPlacesOf schema: RecordSchema, at place: YAMLValue
  ) throws(RunFailure) {
    let known = Dictionary(
      relations.known(seenFrom: schema), uniquingKeysWith: { first, _ in first })
    let given = variable.derivation?.givenVariables ?? []
    guard let name = given.sorted().first(where: { known[$0]?.kind.isPlace == true }) else {
      return
    }
    throw place.failure(
      "\(variable.name) would be the code of a place of \(name), and those of two days are not the same",
      remedy: "ask what the gazetteer tells of the place, such as place.kind")
  }

  /// Refuses what no variable that rests on other records can be.
  ///
  /// - Throws: `RunFailure` at the variable's place.
  private func refuse(
    _ variable: VariableDefinition, at place: YAMLValue
  ) throws(RunFailure) {
    let reason: String? =
      if variable.sensitivity == .sensitive {
        "sensitive: its values are not hashed, as those of rows are while they are read"
      } else if variable.kind.isPlace || variable.kind == .residentID {
        "of such a type: it is read from the row"
      } else if !variable.headers.isEmpty || variable.column != nil {
        "read from a column as well"
      } else {
        nil
      }
    guard let reason else { return }
    throw place.failure(
      "\(variable.name) rests on other records, and cannot be \(Diagnostic.Message(reason))",
      remedy: "give it another name, and derive it from what is read")
  }
}
