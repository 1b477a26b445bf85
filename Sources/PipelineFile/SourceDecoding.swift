import SurveyModel
import TextEncoding
import Yams

/// A source before the records of all sources are put together.
struct DecodedSource {
  let name: String
  let files: [String]
  /// The record, or nil for facts.
  let record: String?
  private(set) var variables: [VariableDefinition]
  let worksheets: SourceDefinition.WorksheetChoice
  let hidden: SourceDefinition.HiddenWorksheets
  let header: SourceDefinition.Header
  let region: TableRegion
  let filledDown: [String]
  let firstRowsOf: String?
  let members: [SourceDefinition.Member]
  let limits: ReadingLimits
  let encoding: String?
  /// The day that it says it is of.
  let asOf: CalendarDate?
  /// Where the variables stand in the file.
  let places: [String: YAMLValue]
  /// Where it stands itself.
  let whole: YAMLValue

  init(
    name: String, _ value: YAMLValue, codebook: Codebook, asOf: CalendarDate,
    limits: ReadingLimits
  ) throws(RunFailure) {
    let mapping = try value.mapping(of: .source)
    let record = try mapping.required("record").name()
    self.name = name
    self.asOf = try mapping["as_of"].map { value throws(RunFailure) in try value.day() }
    if record == "fact", let value = mapping["as_of"] {
      throw value.failure(
        "a report says itself of which day its figures are", remedy: "remove as_of")
    }
    let asOf = self.asOf ?? asOf
    self.limits = try ReadingLimits(mapping["limits"], over: limits)
    encoding = try mapping["encoding"].map(Self.encoding)
    self.record = record == "fact" ? nil : record
    let patterns = try mapping.required("files")
    files = try patterns.texts()
    guard files.allSatisfy({ PathAlternatives($0) != nil }) else {
      throw patterns.failure(
        "expected patterns whose braces stand for at most \(PathAlternatives.most) others, found more",
        remedy: "use * in the place of braces")
    }
    worksheets = try mapping["worksheet"].map(Self.worksheets) ?? .all
    hidden = try mapping["hidden"]?.choice(of: [.skip, .read]) ?? .skip
    header = try mapping["header"].map(Self.header) ?? .automatic
    region = try mapping["table"].map(TableRegion.init) ?? .worksheet
    let named: [(variable: VariableDefinition, place: YAMLValue)] =
      record == "fact"
      ? []
      : try Self.variables(
        mapping.required("variables"), of: record, codebook: codebook, asOf: asOf,
        decimal: mapping["decimal"]?.choice(of: DecimalMark.allCases),
        isRepeated: mapping["repeat"] != nil)
    let variables = named.map(\.variable)
    self.variables = variables
    whole = value
    places = Dictionary(
      named.map { ($0.variable.name, $0.place) }, uniquingKeysWith: { first, _ in first })
    func variable(_ value: YAMLValue) throws(RunFailure) -> String {
      let name = try value.name()
      guard variables.contains(where: { $0.name == name }) else {
        throw value.unknown(name, among: variables.map(\.name), what: "a variable of the source")
      }
      if variables.contains(where: { $0.name == name && $0.isOnlyDerived }) {
        throw value.failure(
          "\(name) is derived, and has no cells", remedy: "name a variable that has a column")
      }
      return name
    }
    var filled: [String] = []
    for value in try mapping["fill_down"]?.listOrOne() ?? [] { filled.append(try variable(value)) }
    filledDown = filled
    firstRowsOf = try mapping["first_rows_of"].map(variable)
    members = try mapping["repeat"].map(Self.members) ?? []
    if let table = mapping["table"], !members.isEmpty {
      throw table.failure(
        "table: and repeat: cannot stand together",
        remedy: "leave the worksheet's other tables out by worksheet:, or write one row a member")
    }
    let repeated = variables.filter(\.isRepeated)
    guard repeated.isEmpty == members.isEmpty else {
      throw (mapping["repeat"] ?? mapping.whole)
        .failure(
          members.isEmpty
            ? "the headers of \(repeated[0].name) have a {n}, but the source has no repeat:"
            : "repeat: needs variables whose headers have a {n}, such as 成员{n}姓名")
    }
  }

  /// The repeated groups of columns: how many there may be, or the texts that tell them in headers, each
  /// with others that mean the same (`{spring: [春季, 春], autumn: 秋季}`).
  private static func members(
    _ value: YAMLValue
  ) throws(RunFailure) -> [SourceDefinition.Member] {
    if value.node.scalar != nil {
      return (1...(try value.integer(in: 1...99))).map { SourceDefinition.Member(number: $0) }
    }
    var members: [SourceDefinition.Member] = []
    func add(_ name: String, _ texts: [String], at place: YAMLValue) throws(RunFailure) {
      if let text = texts.first(where: { text in
        text.isEmpty || members.contains { $0.texts.contains(text) }
      }) {
        throw place.failure(
          "expected a text of its own for each group of columns, found “\(text)” \(text.isEmpty ? "" : "again")",
          remedy: "leave one of them")
      }
      members.append(SourceDefinition.Member(name: name, texts: texts))
    }
    if value.node.mapping != nil {
      for entry in try value.entries() {
        let name = try entry.key.text()
        try add(name, entry.value.isNull ? [name] : entry.value.texts(), at: entry.key)
      }
    } else {
      for element in try value.list() { try add(element.text(), [element.text()], at: element) }
    }
    guard (1...99).contains(members.count) else {
      throw value.failure("expected 1 to 99 groups of columns, found \(members.count)")
    }
    return members
  }

  /// The name of an encoding, as the system knows it.
  private static func encoding(_ value: YAMLValue) throws(RunFailure) -> String {
    let text = try value.text()
    guard let encoding = TextEncoding(name: text) else {
      throw value.failure(
        "expected the name of an encoding, found “\(text)”",
        remedy: "write a name such as gb18030, big5, windows-1251, shift_jis or utf-8")
    }
    return encoding.name
  }

  private static func worksheets(
    _ value: YAMLValue
  ) throws(RunFailure) -> SourceDefinition.WorksheetChoice {
    if value.node.scalar != nil {
      guard try value.text() == "all" else {
        throw value.failure(
          "expected all, {name: …} or {index: …}, found \(value.kindName)",
          remedy: "write worksheet: {name: \(try value.text())}")
      }
      return .all
    }
    let mapping = try value.mapping(of: .worksheet)
    if let index = mapping["index"] { return .index(try index.integer(in: 1...10_000)) }
    let name = try mapping.required("name")
    if let pattern = try name.expression() { return .matching(pattern) }
    return .named(try name.text())
  }

  private static func header(_ value: YAMLValue) throws(RunFailure) -> SourceDefinition.Header {
    if value.node.scalar != nil {
      guard try value.text() == "auto" else {
        throw value.failure("expected auto or {row: …, rows: …}, found \(value.kindName)")
      }
      return .automatic
    }
    let mapping = try value.mapping(of: .header)
    return .rows(
      first: try mapping.required("row").integer(in: 1...CellReference.limit.rows),
      count: try mapping["rows"]?.integer(in: 1...10) ?? 1)
  }

  /// The variables of some names, each out of what the source and the codebook say of it.
  private static func definitions(
    _ entries: [(key: YAMLValue, value: YAMLValue?)], _ codebook: Codebook, decimal: DecimalMark?
  ) throws(RunFailure) -> [VariableDefinition] {
    var variables: [VariableDefinition] = []
    for entry in entries {
      let name = try entry.key.name()
      let shared = codebook.variables[name]
      if shared == nil, entry.value.map(\.isNull) ?? true {
        throw entry.key.unknown(name, among: codebook.variables.keys.sorted(), what: "a variable")
      }
      guard !variables.contains(where: { $0.name == name }) else {
        throw entry.key.failure("the variable “\(name)” stands twice")
      }
      variables.append(
        try VariableDecoding(
          name: name, layers: [entry.value, shared].compactMap(\.self), place: entry.key,
          levels: codebook.levels.all, decimal: decimal
        )
        .definition())
    }
    return variables
  }

  /// A list of names out of the codebook, or a mapping whose values say more, each with its place in the
  /// file.
  ///
  /// Formulas across records are checked when all records are known; see ``AcrossRecordsCheck``.
  private static func variables(
    _ value: YAMLValue, of record: String, codebook: Codebook, asOf: CalendarDate,
    decimal: DecimalMark?, isRepeated: Bool
  ) throws(RunFailure) -> [(variable: VariableDefinition, place: YAMLValue)] {
    var entries: [(key: YAMLValue, value: YAMLValue?)] = []
    if value.node.sequence != nil {
      for key in try value.list() { entries.append((key, nil)) }
    } else {
      for entry in try value.entries() { entries.append((entry.key, entry.value)) }
    }
    var variables = try definitions(entries, codebook, decimal: decimal)
    for (variable, entry) in zip(variables, entries) {
      guard let code = Waves.wrongDay(of: variable) else { continue }
      throw entry.key.failure(
        "expected days as the codes of \(variable.name), such as 2020-12-31, found “\(code)”",
        remedy: "write every code as a whole date, or give the variable another name")
    }
    (variables, entries) = try Self.splittingAnswers(variables, entries)
    let across = RecordSchema(record: record, variables: variables).acrossRecords
    let ageDay: Expression.AgeDay = Waves.told(by: variables).isEmpty ? .fixed(asOf) : .wave
    variables = variables.map { variable in
      across.contains(variable.name) ? variable : variable.deriving { $0.ages(on: ageDay) }
    }
    let schema = RecordSchema(record: record, variables: variables)
    let check = DerivationCheck(
      ExpressionChecker(derivationsOf: schema, isRepeated: isRepeated),
      known: variables.map { ($0.name, $0) })
    for (variable, entry) in zip(variables, entries) where !across.contains(variable.name) {
      try check.check(variable, at: entry.key)
    }
    for (variable, entry) in zip(variables, entries) {
      if case .place(_, let within?) = variable.kind,
        !variables.contains(where: { $0.name == within })
      {
        throw entry.key.failure(
          "\(variable.name) is a place within \(within), which is no variable of this source",
          remedy: "add \(within) to the variables, or give \(variable.name) another “within”")
      }
    }
    return zip(variables, entries).map { ($0, $1.key) }
  }
}

extension DecodedSource {
  /// Gives each answer of a question a variable of its own, where it has a column of its own: headers
  /// with a `{code}` name one for each code (`assets/{code}`).
  ///
  /// - Returns: The variables, with those of the answers before that of their question, and the entry of
  ///   each.
  /// - Throws: `RunFailure` where an answer's name is that of another variable, or none.
  fileprivate static func splittingAnswers(
    _ variables: [VariableDefinition], _ entries: [(key: YAMLValue, value: YAMLValue?)]
  ) throws(RunFailure) -> ([VariableDefinition], [(key: YAMLValue, value: YAMLValue?)]) {
    var split: ([VariableDefinition], [(key: YAMLValue, value: YAMLValue?)]) = ([], [])
    for (variable, entry) in zip(variables, entries) {
      let parts = variable.answersWithColumns
      for part in parts where variables.contains(where: { $0.name == part.name }) {
        throw entry.key.failure(
          "the answer \(part.name) of \(variable.name) has the name of another variable",
          remedy: "give one of them another name")
      }
      if let part = parts.first(where: { !YAMLValue.isName($0.name) }) {
        throw entry.key.failure(
          "expected codes of letters, digits and “_” where each has a column, found “\(part.name)”",
          remedy: "give the code another name, and its text in the header behind it")
      }
      split.0 += parts + [parts.isEmpty ? variable : variable.derived(from: parts)]
      split.1 += Array(repeating: entry, count: parts.count + 1)
    }
    return split
  }

  /// The same, whose formulas across records have ages on a day.
  func havingAges(on day: Expression.AgeDay, of across: [String: Set<String>]) -> Self {
    guard let record, let names = across[record] else { return self }
    var copy = self
    copy.variables = variables.map { variable in
      names.contains(variable.name) ? variable.deriving { $0.ages(on: day) } : variable
    }
    return copy
  }

  /// The variables of each record that any of its sources derives across records.
  static func acrossRecords(_ sources: [DecodedSource]) -> [String: Set<String>] {
    var across: [String: Set<String>] = [:]
    for source in sources {
      guard let record = source.record else { continue }
      across[record, default: []]
        .formUnion(RecordSchema(record: record, variables: source.variables).acrossRecords)
    }
    return across
  }

  /// The waves of all sources, in order; none where no source and no row says its day.
  static func waves(_ sources: [DecodedSource], asOf: CalendarDate) -> [CalendarDate] {
    let records = sources.filter { $0.record != nil }
    let told = records.map { Waves.told(by: $0.variables) }
    guard zip(records, told).contains(where: { $0.asOf != nil || !$1.isEmpty }) else { return [] }
    return Set(zip(records, told).flatMap { $1.isEmpty ? [$0.asOf ?? asOf] : $1 }).sorted()
  }

  /// Gives every record the variable that tells its wave.
  ///
  /// - Parameters:
  ///   - sources: All sources.
  ///   - asOf: The day of those that say none.
  ///   - place: Where the sources stand, for a variable of that name.
  /// - Returns: The sources, whose rows all tell their wave.
  /// - Throws: `RunFailure` where a source has a variable of that name that tells no wave.
  static func withWaves(
    _ sources: [DecodedSource], asOf: CalendarDate, at place: YAMLValue
  ) throws(RunFailure) -> [DecodedSource] {
    var copies: [DecodedSource] = []
    for source in sources {
      var copy = source
      if let own = source.variables.first(where: { $0.name == Waves.variable }) {
        guard own.sensitivity == .open else {
          throw place.failure(
            "\(Waves.variable) of \(source.name) is sensitive, and tables would show it",
            remedy: "remove sensitive, or give the variable another name")
        }
        guard source.asOf == nil, !Waves.days(of: own).isEmpty else {
          throw place.failure(
            """
            expected \(Waves.variable) of \(source.name) to tell the wave of each row, as others do
            """,
            remedy: source.asOf == nil
              ? "give it codes that are days, such as {2020-12-31: [2020年]}, or another name"
              : "remove as_of of \(source.name), or the variable")
        }
        copy.variables = source.variables.map { variable in
          guard variable.name == Waves.variable else { return variable }
          // A record of no wave would count nowhere.
          var wave = variable.with(headers: variable.headers, isRequired: true)
          wave.quarantinesUnreadable = true
          return wave
        }
      } else if source.record != nil {
        copy.variables.append(Waves.variable(of: source.asOf ?? asOf))
      }
      copies.append(copy)
    }
    return copies
  }

  /// The record's schema over all sources, the same variables in the same order for each of them.
  ///
  /// A source never maps a variable that it does not list.
  func schema(of all: [DecodedSource]) -> RecordSchema {
    var merged: [VariableDefinition] = []
    for other in all where other.record == record {
      for variable in other.variables where !merged.contains(where: { $0.name == variable.name }) {
        merged.append(variables.first { $0.name == variable.name } ?? variable.unmapped)
      }
    }
    return RecordSchema(record: record ?? "fact", variables: merged)
  }
}

extension RecordSchema {
  /// The same for expressions, which may name the waves of all sources.
  func naming(_ waves: [CalendarDate]) -> RecordSchema {
    let days = waves.map(\.description)
    return RecordSchema(
      record: record,
      variables: variables.map { variable in
        guard !days.isEmpty, variable.name == Waves.variable else { return variable }
        var copy = variable
        copy.codes = Dictionary(days.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
        return copy
      })
  }
}

extension VariableDefinition {
  /// Whether no column gives it.
  fileprivate var isOnlyDerived: Bool { derivation != nil && headers.isEmpty && column == nil }

  /// The same variable with no column to be found in.
  fileprivate var unmapped: VariableDefinition {
    var copy = with(headers: [], isRequired: false)
    copy.column = nil
    return copy
  }
}

extension VariableDefinition {
  /// What stands in a header for the text of a code.
  private static let codeMark = "{code}"

  /// The yes/no variables of the answers that have columns of their own; none where one column has all.
  fileprivate var answersWithColumns: [VariableDefinition] {
    guard kind == .answers, headers.contains(where: { $0.contains(Self.codeMark) }) else {
      return []
    }
    return Set(codes.values).sorted()
      .map { code in
        let texts = [code] + codes.filter { $0.value == code && $0.key != code }.keys.sorted()
        return VariableDefinition(
          name: "\(name)_\(code)", label: label, kind: .boolean,
          headers: headers.flatMap { header in
            texts.map { header.replacing(Self.codeMark, with: $0) }
          },
          missing: missing, sensitivity: sensitivity, kept: kept, isRequired: isRequired,
          quarantinesUnreadable: quarantinesUnreadable, confidence: confidence)
      }
  }

  /// The variable of the answers that others tell one by one.
  fileprivate func derived(from answers: [VariableDefinition]) -> VariableDefinition {
    var copy = with(headers: [], isRequired: false)
    copy.derivation = .call(
      .answers,
      answers.flatMap { [.text(String($0.name.dropFirst(name.count + 1))), .variable($0.name)] })
    return copy
  }
}
