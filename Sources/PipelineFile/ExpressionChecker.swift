import SurveyModel
import Yams

/// Checks that an expression means something: its names are known, its types fit, and its codes and
/// dates exist.
///
/// A condition such as `water_source = 'tapp'` would be false for every record without a word; here
/// it is a mistake in the pipeline file.
struct ExpressionChecker {
  /// Why an expression means nothing, and a better spelling where there is one.
  struct Problem: Error {
    let reason: String
    var remedy: String?
  }

  /// What names mean on one record, or inside aggregates.
  var types: [String: ExpressionType]
  /// The codes of coded variables by their synonyms.
  let codes: [String: [String: String]]
  /// The measures that may be named outside aggregates; nil where aggregates are not allowed.
  let measures: Set<String>?
  /// The day that an age is of, unless the expression says; nil where no age stands.
  let ageDay: Expression.AgeDay?
  /// Whether aggregates are over the members of a record.
  private var isOverMembers = false
  /// Whether identity numbers are at hand as they were read.
  private var readsIdentity = false
  /// What names mean inside aggregates over a record's members; empty where there are none.
  private var memberTypes: [String: ExpressionType] = [:]

  /// What is known of the place of a record or row.
  private let places: PlaceAttributes
  /// The variables of which only hashes are kept.
  private var sealed: Set<String> = []
  /// The other rows whose figures measures may name.
  private var others: OtherRows?

  /// Expressions over the records of a schema, or, with measures, over groups of them.
  init(
    _ schema: RecordSchema, measures: Set<String>? = nil, others: OtherRows? = nil,
    relations: RecordRelations? = nil, places: PlaceAttributes = PlaceAttributes(),
    agesOn ageDay: Expression.AgeDay? = nil
  ) {
    self.ageDay = ageDay
    self.others = others
    self.places = places
    let named =
      schema.variables.map { (name: $0.name, variable: $0) }
      + (relations?.related(to: schema.record) ?? [])
    types = Dictionary(
      named.map { ($0.name, ExpressionType(kept: $0.variable)) }
        + (schema.namesPlaces ? places.types : []),
      uniquingKeysWith: { first, _ in first })
    codes = Dictionary(
      named.filter { [.code, .answers].contains($0.variable.kind) }
        .map { ($0.name, $0.variable.codes) },
      uniquingKeysWith: { first, _ in first })
    self.measures = measures
    sealed = Set(named.filter(\.variable.isSealed).map(\.name))
  }

  /// Expressions of a rule over the records of a schema, which may name other records.
  init(
    rulesOf schema: RecordSchema, relations: RecordRelations, places: PlaceAttributes,
    agesOn ageDay: Expression.AgeDay
  ) {
    self.init(
      of: schema, relations, [RecordRelations.previous], places: places, agesOn: ageDay)
  }

  /// Formulas of variables that are derived across records; what rests on the run before would be
  /// another one whenever the pipeline runs.
  init(
    derivationsAcross schema: RecordSchema, relations: RecordRelations, places: PlaceAttributes,
    agesOn ageDay: Expression.AgeDay
  ) {
    self.init(of: schema, relations, [], places: places, agesOn: ageDay)
  }

  private init(
    of schema: RecordSchema, _ relations: RecordRelations, _ earlier: [String],
    places: PlaceAttributes, agesOn ageDay: Expression.AgeDay
  ) {
    isOverMembers = true
    self.ageDay = ageDay
    self.places = places
    let record = schema.record
    var types = Dictionary(
      schema.namesPlaces ? places.types : [], uniquingKeysWith: { first, _ in first })
    var codes: [String: [String: String]] = [:]
    var hashes: Set<String> = []
    func name(
      _ variables: [VariableDefinition], _ prefix: String, in types: inout [String: ExpressionType]
    ) {
      for variable in variables {
        types[prefix + variable.name] = ExpressionType(kept: variable)
        if variable.isSealed { hashes.insert(prefix + variable.name) }
        if [.code, .answers].contains(variable.kind) {
          codes[prefix + variable.name] = variable.codes
        }
      }
    }
    name(schema.variables, "", in: &types)
    for other in relations.others(of: record) + earlier
    where relations.counterpart(other, of: record) != nil {
      name(relations.variables(of: other, seenFrom: record), "\(other).", in: &types)
    }
    for other in relations.others(of: record) where relations.members(other, of: record) != nil {
      memberTypes[other] = .boolean
      name(relations.variables(of: other, seenFrom: record), "\(other).", in: &memberTypes)
    }
    self.types = types
    self.codes = codes
    sealed = hashes
    measures = nil
  }

  /// Formulas of a row's derived variables, computed where sensitive values are still at hand.
  init(derivationsOf schema: RecordSchema, isRepeated: Bool) {
    self.init(schema)
    if isRepeated { types[SourceDefinition.memberName] = .text }
    for variable in schema.variables { types[variable.name] = ExpressionType(variable.kind) }
    readsIdentity = true
    sealed = []
  }

  /// Expressions over the rows of a table.
  init(_ table: TableDefinition, places: PlaceAttributes) {
    self.places = places
    types = Dictionary(
      table.measures.map { ($0.name, .number) } + places.types,
      uniquingKeysWith: { first, _ in first })
    codes = [:]
    measures = nil
    ageDay = nil
  }

  /// Checks an expression that gives a type.
  func check(_ expression: Expression, giving type: ExpressionType) throws(Problem) {
    try checkNames(expression)
    if expression.readsIdentity, !readsIdentity {
      throw Problem(
        reason: "an identity number is at hand only while its row is read",
        remedy:
          "give it a variable of its own, such as birth_date: {type: date, derive: birth_date(…)}")
    }
    if isOverMembers, expression.putsAnswersTogether {
      throw Problem(
        reason: "answers are put together while a row is read, and not out of other records",
        remedy: "derive a yes/no variable for each answer")
    }
    if isOverMembers, expression.aggregates.contains(where: \.isWeightedQuantile) {
      throw Problem(
        reason: "a weighted quantile is over the records of a table, and not over members",
        remedy: "leave the weight out, or make it a measure of a table")
    }
    if let name = expression.misuse(ofHashes: sealed) {
      throw Problem(
        reason:
          "“\(name)” is sensitive and kept as a hash, which has no order, no sum and no letters",
        remedy: """
          count it, ask whether it is missing, hold it against another sensitive variable, or derive a \
          variable of its own that is not sensitive
          """)
    }
    let found: ExpressionType
    do {
      found =
        if let measures {
          try expression.type(
            variables: { types[$0] },
            measures: { name in
              measures.contains(name) || others?.reference(name) != nil
                ? .number : places[name]?.type
            })
        } else if memberTypes.isEmpty {
          try expression.type { types[$0] }
        } else {
          try expression.type(variables: { memberTypes[$0] }, measures: { types[$0] })
        }
    } catch {
      throw Problem(reason: error.reason)
    }
    guard found == type else {
      throw Problem(reason: "expected a \(type.rawValue), found a \(found.rawValue): \(expression)")
    }
    try checkLiterals(expression)
    try others?.check(expression)
  }

  private func checkNames(_ expression: Expression) throws(Problem) {
    if let measures {
      for name in expression.namesOutsideAggregates
      where !measures.contains(name) && places[name] == nil && others?.reference(name) == nil {
        throw Problem(
          reason: "“\(name)” is no measure named before this one",
          remedy: types[name] == nil
            ? nearestName(to: name, among: measures).map { "write \($0)" }
            : "put the variable into an aggregate, such as sum(\(name))")
      }
    }
    let known = Set(types.keys).union(memberTypes.keys)
    for name in expression.variables
    where !known.contains(name) && measures?.contains(name) != true
      && !isOfOtherRow(name, in: expression)
    {
      throw Problem(
        reason:
          "“\(name)” is no variable here, known are \(known.sorted().joined(separator: ", "))",
        remedy: nearestName(to: name, among: known).map { "write \($0)" })
    }
  }

  /// Whether a name is a figure of another row, which stands beside aggregates.
  private func isOfOtherRow(_ name: String, in expression: Expression) -> Bool {
    others?.reference(name) != nil && expression.namesOutsideAggregates.contains(name)
  }

  /// The codes that an expression may give; nil where it may give other texts.
  private func codes(of expression: Expression) -> Set<String>? {
    let names = expression.givenVariables.filter { types[$0] == .text || memberTypes[$0] == .text }
    var known = Set(expression.givenTexts)
    for name in names {
      guard let codes = codes[name] else { return nil }
      known.formUnion(codes.values)
    }
    return names.isEmpty ? nil : known
  }

  /// Checks the texts that stand beside coded variables and dates.
  private func checkLiterals(_ expression: Expression) throws(Problem) {
    var pairs: [(Expression, Expression)] = []
    expression.visit { part in
      switch part {
      case .comparison(let left, let symbol, let right):
        // Before and after a wave there may be days of others.
        let isOrder = ![.equal, .notEqual].contains(symbol)
        for (one, other) in [(left, right), (right, left)]
        where !(isOrder && one.isWave) { pairs.append((one, other)) }
      case .among(let value, let parts): pairs += parts.map { (value, $0) }
      case .call(.has, let parts) where parts.count == 2: pairs.append((parts[0], parts[1]))
      default: break
      }
    }
    for case (.call(let function, let parts), .text(let text)) in pairs {
      guard let known = codes(of: .call(function, parts)), !known.contains(text) else { continue }
      throw Problem(
        reason:
          "'\(text)' is none of the codes there, known are \(known.sorted().joined(separator: ", "))",
        remedy: nearestName(to: text, among: known).map { "write '\($0)'" })
    }
    for case (.variable(let name), .text(let text)) in pairs {
      if let codes = codes[name], !codes.values.contains(text) {
        let known = Set(codes.values).sorted()
        throw Problem(
          reason: "'\(text)' is no code of \(name), known are \(known.joined(separator: ", "))",
          remedy: (codes[text] ?? nearestName(to: text, among: known)).map { "write '\($0)'" })
      }
      if (types[name] ?? memberTypes[name]) == .date, CalendarDate(iso: text) == nil {
        throw Problem(reason: "'\(text)' is no date", remedy: "write it as '2021-10-31'")
      }
    }
  }
}

extension Expression {
  /// Whether it puts answers together.
  fileprivate var putsAnswersTogether: Bool {
    var found = false
    visit { if case .call(.answers, _) = $0 { found = true } }
    return found
  }

  /// Whether it is the variable that tells a record's wave.
  fileprivate var isWave: Bool {
    guard case .variable(let name) = self else { return false }
    return Waves.isWave(name)
  }
}

extension PlaceAttributes {
  /// What the values of each are, by its name in expressions.
  fileprivate var types: [(String, ExpressionType)] { zip(paths, all.map(\.type)).map { ($0, $1) } }
}

extension YAMLValue {
  /// Refuses a formula that would give the values of sensitive variables another name.
  func refuse(_ formula: Expression, giving sensitive: Set<String>) throws(RunFailure) {
    guard let name = formula.givenVariables.intersection(sensitive).min() else { return }
    throw failure(
      .pipelineExpression, "“\(name)” is sensitive, and \(formula) would give away its values",
      remedy: "mark the result sensitive too, or count the values")
  }

  /// An expression that gives a type.
  func expression(
    _ checker: ExpressionChecker, giving type: ExpressionType
  ) throws(RunFailure) -> Expression {
    let text = try text()
    var expression: Expression
    do {
      expression = try Expression(parsing: text)
    } catch {
      throw failure(
        .pipelineExpression, "\(error.reason) in “\(text)”", charactersIn: error.offset)
    }
    do {
      if let day = checker.ageDay { expression = expression.ages(on: day) }
      try checker.check(expression, giving: type)
    } catch {
      throw failure(
        .pipelineExpression, Diagnostic.Message(error.reason),
        remedy: error.remedy.map { Diagnostic.Message($0) })
    }
    return expression
  }
}
