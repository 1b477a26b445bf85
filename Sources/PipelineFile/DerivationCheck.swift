import SurveyModel

/// Checks the formulas of derived variables: that they mean something, give values of the variable, and
/// give nothing away.
struct DerivationCheck {
  private let checker: ExpressionChecker
  private let known: [String: VariableDefinition]
  private let attributes: PlaceAttributes

  /// - Parameters:
  ///   - checker: What names mean.
  ///   - known: The variables by the names by which formulas know them.
  ///   - attributes: What formulas may ask of places.
  init(
    _ checker: ExpressionChecker, known: [(String, VariableDefinition)],
    _ attributes: PlaceAttributes = PlaceAttributes()
  ) {
    self.checker = checker
    self.attributes = attributes
    self.known = Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// Checks the formula of a variable, where it has one.
  ///
  /// - Throws: `RunFailure` at a place where the formula means nothing, or may give what is no value of
  ///   the variable.
  func check(_ variable: VariableDefinition, at place: YAMLValue) throws(RunFailure) {
    guard let formula = variable.derivation else { return }
    if variable.sensitivity == .open {
      let sensitive = known.filter { $0.value.sensitivity == .sensitive }
      try place.refuse(formula, giving: Set(sensitive.keys))
    }
    do {
      try checker.check(formula, giving: ExpressionType(variable.kind))
    } catch {
      throw place.failure(
        .pipelineExpression, Diagnostic.Message("derive of \(variable.name): \(error.reason)"),
        remedy: error.remedy.map { Diagnostic.Message($0) })
    }
    if variable.kind == .integer,
      !formula.isWhole({ known[$0]?.kind == .integer || attributes[$0]?.kind == .integer })
    {
      // A fraction would be no value of it.
      throw place.failure(
        .pipelineExpression,
        "derive of \(variable.name): “\(formula)” may be a fraction, and the variable is of whole numbers",
        remedy: "write round(…), or type: number")
    }
    if [.code, .answers].contains(variable.kind) {
      try refuseOtherCodes(than: variable, in: formula, at: place)
    }
  }

  /// Refuses a formula of a coded variable that may give what is none of its codes.
  ///
  /// - Throws: `RunFailure` at a place where it may.
  func refuseOtherCodes(
    than variable: VariableDefinition, in formula: Expression, at place: YAMLValue
  ) throws(RunFailure) {
    let codes = Set(variable.codes.values)
    func refuse(_ text: String, _ origin: Diagnostic.Message) throws(RunFailure) {
      guard !codes.contains(text) else { return }
      throw place.failure(
        .pipelineExpression,
        """
        derive of \(variable.name): '\(text, .open)' \(origin) is no code of it, known are \
        \(codes.sorted().joined(separator: ", "))
        """,
        remedy: nearestName(to: text, among: codes).map { "write '\($0)'" })
    }
    for text in formula.givenTexts { try refuse(text, "of the formula") }
    for name in formula.givenVariables.sorted() {
      // What the gazetteer tells of places need not be codes either.
      let isOther = known[name] == nil && RecordRelations.path(name) != nil
      guard
        isOther || known[name].map({ $0.kind != .date && ExpressionType($0.kind) == .text }) == true
      else { continue }
      guard let given = known[name], given.kind == .code else {
        throw place.failure(
          .pipelineExpression,
          "derive of \(variable.name): the values of \(name) need not be codes of it",
          remedy: "give \(name) codes, or make \(variable.name) a text")
      }
      for text in Set(given.codes.values).sorted() { try refuse(text, "of \(name)") }
    }
  }
}
