import SurveyModel
import Yams

/// Reads tables, rules and reconciliations against the records that the sources give.
struct TableDecoding {
  let schemas: [String: RecordSchema]
  /// The levels of places.
  let levels: PlaceLevels
  /// What the gazetteer tells of places beside their names.
  let attributes: PlaceAttributes
  /// The date whose places have the rows of tables that name none, or nil for the data's own.
  let base: CalendarDate?
  /// The day of the data.
  let asOf: CalendarDate
  /// The waves of the pipeline, in order; none where no source says its day.
  let waves: [CalendarDate]
  /// Whether there is a gazetteer, whose places are the rows of tables.
  let hasGazetteer: Bool
  /// The keys of the records, by which rules find one from another.
  var keys: [String: [String]] = [:]

  /// The variables, behind the names of their records, that are derived from what the gazetteer tells of
  /// places, whether or not other variables stand between.
  var variablesOfPlaces: Set<String> = []

  /// How the records are found from one another.
  var relations: RecordRelations {
    RecordRelations(variables: schemas.mapValues(\.variables), keys: keys)
  }

  /// The day that an age is of, unless the expression says.
  var ageDay: Expression.AgeDay { waves.isEmpty ? .fixed(asOf) : .wave }

  /// The schema of the record that a value names.
  func schema(_ value: YAMLValue) throws(RunFailure) -> RecordSchema {
    let name = try value.name()
    guard let schema = schemas[name] else {
      throw value.unknown(name, among: schemas.keys.sorted(), what: "a record")
    }
    return schema
  }

  /// One table.
  func table(name: String, _ value: YAMLValue) throws(RunFailure) -> TableDefinition {
    let mapping = try value.mapping(of: .table)
    let schema = try schema(mapping.required("of"))
    var levels: [PlaceLevel] = []
    var dimensions: [String] = []
    var columns = ColumnNames(
      beside: self.levels.wider(than: try narrowestLevel(mapping["by"])))
    let splitting = splitting(schema)
    for entry in try mapping["by"]?.listOrOne() ?? [] {
      let word = try entry.path()
      if word == self.levels.widest.name, try isLevel(word, of: schema, at: entry) { continue }
      if let level = self.levels[word], level != self.levels.widest {
        guard hasGazetteer else {
          throw entry.failure(
            "expected a gazetteer for the rows of level \(word), found none",
            remedy:
              "add reference: with a gazetteer, or split by a variable of another name"
          )
        }
        levels.append(level)
      } else if let sensitivity = splitting[word] {
        guard sensitivity == .open else {
          throw entry.failure(
            "“\(word)” is sensitive, and a table would show its values",
            remedy: "count it instead: count(distinct \(word))")
        }
        try columns.add(word, at: entry, what: "a variable that splits the table")
        dimensions.append(word)
        guard dimensions.count <= ReservedNames.mostDimensions else {
          throw entry.failure(
            "expected at most \(ReservedNames.mostDimensions) variables that split a table",
            remedy: "make it several tables")
        }
      } else {
        throw entry.unknown(
          word,
          among: self.levels.names + splitting.keys.sorted(),
          what: "a place level or variable")
      }
    }
    let filter = try mapping["where"]?
      .expression(
        ExpressionChecker(schema, relations: relations, places: attributes, agesOn: ageDay),
        giving: .boolean)
    let minimum = try mapping["disclosure"].map(Self.minimum) ?? 0
    let counted = try counted(mapping, schema, splitBy: dimensions)
    return try TableDefinition(
      name: name, label: try mapping.label(), note: try mapping.label("note"),
      record: schema.record, levels: levels.sorted(),
      dimensions: dimensions,
      filter: filter,
      measures: try measures(
        mapping.required("measures"), of: schema, at: self.levels.rows(of: levels),
        splitBy: dimensions, filter: filter, minimum: minimum, counted: counted, &columns),
      minimumCount: minimum,
      base: try mapping["base"].map { value throws(RunFailure) in try value.day() } ?? base,
      waves: try waves(of: mapping, splitBy: dimensions, filter),
      counted: counted
    )
    .laidOut(mapping["layout"])
  }

  /// Which records count: those in every wave only where waves split the table, and its record has a key.
  private func counted(
    _ mapping: YAMLMapping, _ schema: RecordSchema, splitBy dimensions: [String]
  ) throws(RunFailure) -> TableDefinition.Counted {
    guard let value = mapping["count"] else { return .all }
    let counted = try value.choice(of: TableDefinition.Counted.allCases)
    guard counted == .panel else { return counted }
    guard !waves.isEmpty, dimensions.contains(Waves.variable) else {
      throw value.failure(
        "a panel is what is in every wave, and the table has one",
        remedy: "split the table by wave, such as by: [township, wave], or remove count:")
    }
    guard relations.counterpart(RecordRelations.before, of: schema.record) != nil else {
      throw value.failure(
        """
        a panel is found by the key of \(schema.record), which has none, or one with a place, whose code may be \
        another in another wave
        """,
        remedy: "add records: {\(schema.record): {key: …}} with what stays the same over the waves")
    }
    return counted
  }

  /// The waves that a table counts: all, where they split it, and else the one that it says, or that
  /// of the data's day.
  private func waves(
    of mapping: YAMLMapping, splitBy dimensions: [String], _ filter: Expression?
  ) throws(RunFailure) -> [CalendarDate] {
    let value = mapping["wave"]
    let days = waves.map(\.description).joined(separator: ", ")
    guard !waves.isEmpty else {
      if let value {
        throw value.failure(
          "expected sources that say as_of, found none", remedy: "remove wave:, or add as_of:")
      }
      return []
    }
    if dimensions.contains(Waves.variable) {
      if let value {
        throw value.failure(
          "a table that waves split has all of them",
          remedy: "remove wave:, or write it after where:")
      }
      return waves
    }
    if filter?.choosesWave == true {
      throw mapping.whole.failure(
        "a table that is not split by wave counts one, and where: cannot choose it",
        remedy: "write wave: DAY, or by: [wave]")
    }
    let wave = try value?.day() ?? asOf
    guard waves.contains(wave) else {
      throw (value ?? mapping.whole)
        .failure(
          "expected a wave of \(days), found \(wave)",
          remedy: "write wave: with one of them, or by: [wave] for all")
    }
    return [wave]
  }

  /// The schema of the record that a measure is over, which has the variables that split the table.
  private func schema(
    _ value: YAMLValue, splitBy dimensions: [String]
  ) throws(RunFailure) -> RecordSchema {
    let schema = try schema(value)
    let splitting = splitting(schema)
    for dimension in dimensions where splitting[dimension] == nil {
      throw value.failure(
        """
        expected a record with the variable \(dimension), which the table is split by; \
        \(schema.record) has none
        """,
        remedy: "give \(schema.record) the variable, or the measure a table of its own")
    }
    return schema
  }

  /// Whether the name of the widest level, whose rows every table has, means that level: a variable of the
  /// name that is no place of it would split the table.
  private func isLevel(
    _ word: String, of schema: RecordSchema, at entry: YAMLValue
  ) throws(RunFailure) -> Bool {
    guard let index = schema.index(of: word) else { return true }
    if case .place(levels.widest, _) = schema.variables[index].kind { return true }
    throw entry.failure(
      "“\(word)” is a level of places and a variable of \(schema.record)",
      remedy: "give the variable another name, or leave the level out: every table has its rows")
  }

  /// What may split a table of a record: its variables, those of the records that belong to it, and
  /// what the gazetteer tells of places.
  private func splitting(_ schema: RecordSchema) -> [String: Sensitivity] {
    let named =
      schema.variables.map { ($0.name, $0.sensitivity) }
      + relations.related(to: schema.record).map { ($0.name, $0.variable.sensitivity) }
      + (schema.namesPlaces ? attributes.paths.map { ($0, .open) } : [])
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// The narrowest level that has rows.
  private func narrowestLevel(_ value: YAMLValue?) throws(RunFailure) -> PlaceLevel {
    var narrowest = levels.widest
    for entry in try value?.listOrOne() ?? [] {
      narrowest = max(narrowest, levels[try entry.path()] ?? narrowest)
    }
    return narrowest
  }

  /// The number of records below which figures are withheld.
  private static func minimum(_ value: YAMLValue) throws(RunFailure) -> Int {
    try value.mapping(of: .disclosure).required("minimum").integer(in: 0...1_000_000)
  }

  private func measures(
    _ value: YAMLValue, of schema: RecordSchema, at levels: [PlaceLevel],
    splitBy dimensions: [String], filter: Expression?, minimum: Int,
    counted: TableDefinition.Counted,
    _ columns: inout ColumnNames
  ) throws(RunFailure) -> [TableDefinition.Measure] {
    var measures: [TableDefinition.Measure] = []
    var names: Set<String> = []
    var others = OtherRows(
      levels: levels, hasWaves: !waves.isEmpty && dimensions.contains(Waves.variable),
      isSplit: dimensions.contains { waves.isEmpty || $0 != Waves.variable })
    for entry in try value.entries() {
      let name = try entry.key.name()
      try columns.add(name, at: entry.key, what: "a measure")
      let mapping =
        entry.value.node.mapping == nil
        ? nil
        : try entry.value.mapping(of: .measure)
      let record = try mapping?["of"]
        .map { value throws(RunFailure) in try self.schema(value, splitBy: dimensions) }
      if let record, record.record != schema.record, let value = mapping?["of"] {
        guard counted == .all else {
          throw value.failure(
            "a panel is of \(schema.record), and \(record.record) is none",
            remedy: "give the measure a table of its own")
        }
        try refuse(filter, over: record, at: value)
      }
      let checker = ExpressionChecker(
        record ?? schema, measures: names, others: others, relations: relations,
        places: attributes, agesOn: ageDay)
      let value = try mapping?.required("value") ?? entry.value
      let formula = try value.expression(checker, giving: .number)
      let own = try mapping?["disclosure"].map(Self.minimum)
      try refuse(
        formula, over: (record ?? schema).record, at: value, splitBy: dimensions,
        minimum: own ?? minimum)
      try value.refuse(formula, giving: sensitiveNames(seenFrom: (record ?? schema).record))
      names.insert(name)
      others.add(name, formula)
      measures.append(
        TableDefinition.Measure(
          name: name, label: try mapping?.label() ?? Label(), record: record?.record,
          formula: formula,
          unit: try mapping?["unit"]?.text(),
          decimals: try mapping?["decimals"]?.integer(in: 0...15),
          minimumCount: own))
    }
    guard !measures.isEmpty else {
      throw value.failure(.pipelineMissingKey, "expected at least one measure, found none")
    }
    return measures
  }

  /// Refuses another record in a table whose condition it cannot be held against: it would count in a row
  /// from which others are left out.
  private func refuse(
    _ filter: Expression?, over record: RecordSchema, at value: YAMLValue
  ) throws(RunFailure) {
    let known = splitting(record)
    guard let name = filter?.variables.first(where: { known[$0] == nil }) else { return }
    throw value.failure(
      "\(record.record) has no “\(name)”, which where: of the table is about",
      remedy: "give the measure a table of its own, or each measure its own condition")
  }

  /// Refuses what would give a wrong figure, or one that is withheld.
  private func refuse(
    _ formula: Expression, over record: String, at value: YAMLValue, splitBy dimensions: [String],
    minimum: Int
  ) throws(RunFailure) {
    if !waves.isEmpty, !dimensions.contains(Waves.variable), formula.choosesWave {
      throw value.failure(
        "a table that is not split by wave counts one, and a condition cannot choose another",
        remedy: "write wave: DAY for the table, or by: [wave]")
    }
    let inside = formula.aggregates.flatMap(\.variables)
    if minimum > 0, let path = inside.first(where: { restsOnPlaces($0, of: record) }) {
      // Everybody can read what a place is, and by that how many records a condition on it meets.
      throw value.failure(
        "“\(path)” inside an aggregate would tell figures that the table withholds",
        remedy: "remove disclosure, or the condition; beside aggregates attributes are allowed")
    }
    if minimum > 0, formula.aggregates.contains(where: \.isWeightedQuantile) {
      // What share of the records lies on either side of it is not known.
      throw value.failure(
        "a weighted quantile would tell what few records have, which the table withholds",
        remedy: "remove disclosure, or the weight")
    }
    if minimum > 0, let name = formula.choosingFunction {
      // What it gives for some records alone would not be counted as theirs.
      throw value.failure(
        "“\(name)” inside an aggregate would tell figures that the table withholds",
        remedy: """
          remove disclosure, or put the condition behind the aggregate, such as sum(x) where …; beside \
          aggregates it is allowed
          """)
    }
  }

  /// Whether a name means what the gazetteer tells of a place, or a variable that is derived from it.
  private func restsOnPlaces(_ name: String, of record: String) -> Bool {
    if attributes[name] != nil { return true }
    let path = RecordRelations.path(name) ?? (record, name)
    let other = RecordRelations.waves.contains(path.record) ? record : path.record
    return variablesOfPlaces.contains("\(other).\(path.variable)")
  }

  /// One edit rule.
  func rule(_ value: YAMLValue, tables: [TableDefinition]) throws(RunFailure) -> RuleDefinition {
    let mapping = try value.mapping(of: .rule)
    let check = try mapping.required("check")
    let subject: RuleDefinition.Subject
    let checker: ExpressionChecker
    if let name = mapping["table"] {
      let table = try self.table(name, among: tables)
      subject = .table(
        table.name,
        level: try mapping["level"]
          .map { value throws(RunFailure) in try self.level(value, of: table) })
      checker = ExpressionChecker(table, places: attributes)
    } else {
      let schema = try schema(mapping.required("of"))
      subject = .record(schema.record)
      checker = ExpressionChecker(
        rulesOf: schema,
        relations: relations,
        places: attributes,
        agesOn: ageDay)
    }
    let severity = try severity(
      mapping.required("severity"), set: mapping["set"], subject: subject, checker)
    return RuleDefinition(
      code: try mapping["code"].map(code) ?? (severity == .stop ? .ruleStopped : .ruleFailed),
      subject: subject, condition: try check.expression(checker, giving: .boolean),
      severity: severity,
      label: try mapping.label())
  }

  private func code(_ value: YAMLValue) throws(RunFailure) -> Diagnostic.Code {
    let text = try value.text()
    guard text.wholeMatch(of: /[a-z_]+\.[a-z0-9-]+/) != nil else {
      throw value.failure(
        "expected a code such as household.too-many-insured, found “\(text)”")
    }
    return Diagnostic.Code(rawValue: text)
  }

  private func severity(
    _ value: YAMLValue, set: YAMLValue?, subject: RuleDefinition.Subject,
    _ checker: ExpressionChecker
  ) throws(RunFailure) -> RuleDefinition.Severity {
    if value.node.mapping != nil {
      return try correction(
        value.mapping(of: .correction).required("correct"), subject: subject, checker)
    }
    if let set {
      guard try value.text() == "correct" else {
        throw set.failure("only a rule of severity correct sets a value", remedy: "write correct")
      }
      return try correction(set, subject: subject, checker)
    }
    switch (try value.text(), subject) {
    case ("note", _): return .note
    case ("warn", _): return .warn
    case ("stop", _): return .stop
    case ("quarantine", .record): return .quarantine
    case ("correct", _):
      throw value.failure(
        .pipelineMissingKey, "expected the value to correct to, found none",
        remedy: "add set: {variable: expression}")
    case ("quarantine", .table):
      throw value.failure(
        "a row of a table cannot go to quarantine", remedy: "write warn or stop")
    case (let word, _):
      throw value.unknown(
        word, among: ["note", "warn", "quarantine", "stop", "correct"], what: "a severity")
    }
  }

  /// The variable that a rule corrects, and to what.
  private func correction(
    _ value: YAMLValue, subject: RuleDefinition.Subject, _ checker: ExpressionChecker
  ) throws(RunFailure) -> RuleDefinition.Severity {
    let entries = try value.entries()
    guard case .record(let record) = subject, let entry = entries.first, entries.count == 1 else {
      throw value.failure("expected {variable: expression}, over a record")
    }
    let name = try entry.key.name()
    let variables = schemas[record]?.variables ?? []
    guard let variable = variables.first(where: { $0.name == name }) else {
      throw entry.key.unknown(name, among: variables.map(\.name).sorted())
    }
    guard waves.isEmpty || name != Waves.variable else {
      throw entry.key.failure(
        "the places of a record are those of its wave, which no rule can change",
        remedy: "write severity: quarantine")
    }
    guard schemas[record]?.acrossRecords.contains(name) != true else {
      throw entry.key.failure(
        "“\(name)” is computed from other records, and would be so again",
        remedy: "correct what it rests on, or change its formula")
    }
    guard variable.sensitivity == .open else {
      throw entry.key.failure(
        "“\(name)” is sensitive, and the log of changes would show its values",
        remedy: "write severity: quarantine")
    }
    let formula = try entry.value.expression(checker, giving: ExpressionType(variable.kind))
    try entry.value.refuse(formula, giving: sensitiveNames(seenFrom: record))
    if [.code, .answers].contains(variable.kind), let schema = schemas[record] {
      try DerivationCheck(checker, known: relations.known(seenFrom: schema))
        .refuseOtherCodes(than: variable, in: formula, at: entry.key)
    }
    return .correct(variable: name, formula)
  }

  /// The sensitive variables as an expression over a record names them, alone or behind another record.
  private func sensitiveNames(seenFrom record: String) -> Set<String> {
    var names: Set<String> = []
    for (other, schema) in schemas {
      for variable in schema.variables where variable.sensitivity == .sensitive {
        names.insert("\(other).\(variable.name)")
        guard other == record else { continue }
        names.insert(variable.name)
        names.formUnion(
          ([RecordRelations.previous] + RecordRelations.waves).map { "\($0).\(variable.name)" })
      }
    }
    return names
  }

  /// One tie between a fact and a figure.
  func reconciliation(
    _ value: YAMLValue, tables: [TableDefinition]
  ) throws(RunFailure) -> PipelineDefinition.Reconciliation {
    let mapping = try value.mapping(of: .tie)
    let target = try mapping.required("equals")
    let parts = try target.text().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw target.failure("expected table.measure, found \(target.kindName)")
    }
    let names = tables.map(\.name)
    guard let table = tables.first(where: { $0.name == parts[0] }) else {
      throw target.unknown(String(parts[0]), among: names, what: "a table")
    }
    guard table.measures.contains(where: { $0.name == parts[1] }) else {
      throw target.unknown(
        String(parts[1]), among: table.measures.map(\.name), what: "a measure of \(table.name)")
    }
    return PipelineDefinition.Reconciliation(
      indicator: try mapping.required("fact").name(), table: table.name, measure: String(parts[1]),
      level: try mapping["level"]
        .map { value throws(RunFailure) in try self.level(value, of: table) })
  }

  /// The ties between facts and figures: those that are listed, and, where `named` is among them, those of
  /// every measure that has the name of an indicator.
  func reconciliations(
    _ value: YAMLValue?, tables: [TableDefinition]
  ) throws(RunFailure) -> [PipelineDefinition.Reconciliation] {
    var listed: [PipelineDefinition.Reconciliation] = []
    var isByName = false
    for value in try value?.listOrOne() ?? [] {
      if value.node.scalar != nil {
        guard try value.text() == "named" else {
          throw value.failure(
            "expected named or {fact: …, equals: table.measure}, found \(value.kindName)")
        }
        isByName = true
      } else {
        listed.append(try reconciliation(value, tables: tables))
      }
    }
    guard isByName else { return listed }
    let named = tables.flatMap { table in
      table.measures.map { measure in
        PipelineDefinition.Reconciliation(
          indicator: measure.name, table: table.name, measure: measure.name, isExpected: false)
      }
    }
    return listed
      + named.filter { other in
        !listed.contains {
          $0.indicator == other.indicator && $0.table == other.table && $0.measure == other.measure
        }
      }
  }

  /// A level that the table has rows of.
  private func level(
    _ value: YAMLValue, of table: TableDefinition
  ) throws(RunFailure) -> PlaceLevel {
    let word = try value.text()
    let levels = levels.all.filter { $0 == self.levels.widest || table.levels.contains($0) }
    guard let level = levels.first(where: { $0.name == word }) else {
      throw value.unknown(
        word, among: levels.map(\.name), what: "a level of table \(table.name)")
    }
    return level
  }

  private func table(
    _ value: YAMLValue, among tables: [TableDefinition]
  ) throws(RunFailure) -> TableDefinition {
    let name = try value.name()
    guard let table = tables.first(where: { $0.name == name }) else {
      throw value.unknown(name, among: tables.map(\.name), what: "a table")
    }
    return table
  }
}

extension Expression {
  /// Whether the wave of a record stands in it otherwise than as the day that an age is of.
  fileprivate var choosesWave: Bool {
    replacing { part in
      if case .call(.age, let parts) = part { parts[0] } else { part }
    }
    .variables.contains(Waves.variable)
  }
}
