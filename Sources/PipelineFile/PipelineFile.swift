import Foundation
import OperatingSystem
package import SurveyModel
import Yams

/// Reads pipeline files.
package enum PipelineFile {
  /// Reads a pipeline file and everything of the definition that it refers to.
  ///
  /// - Parameters:
  ///   - path: The path of the file, absolute or relative to the working directory.
  ///   - settings: Values to put in the place of the file's, by dotted key (`gates.quarantine_share`).
  /// - Returns: A definition whose root is absolute and whose expressions are checked.
  /// - Throws: `RunFailure` of exit status `definition` with line and column, naming the nearest
  ///   known word where one is misspelt.
  package static func read(
    path: String, settings: [(key: String, value: String)] = []
  ) throws(RunFailure) -> PipelineDefinition {
    let texts = DefinitionTexts(
      pipeline: DefinitionTexts.File(path: path, text: try contents(of: path, from: nil)),
      settings: settings.map { DefinitionTexts.Setting(key: $0.key, value: $0.value) })
    return try definition(texts) { mapping throws(RunFailure) in
      try rootFolder(mapping["root"], of: path)
    }
  }

  /// Reads a definition again from what it was read from.
  ///
  /// - Parameters:
  ///   - texts: What it was read from.
  ///   - root: The absolute path of the folder that its paths are relative to.
  /// - Returns: The definition.
  /// - Throws: `RunFailure` of exit status `definition` where this version reads the texts otherwise.
  package static func read(
    _ texts: DefinitionTexts, root: String
  ) throws(RunFailure) -> PipelineDefinition {
    try definition(texts) { _ throws(RunFailure) in root }
  }

  private static func definition(
    _ texts: DefinitionTexts, root: (YAMLMapping) throws(RunFailure) -> String
  ) throws(RunFailure) -> PipelineDefinition {
    let path = texts.pipeline.path
    var file = try YAMLValue.parse(texts.pipeline.text, file: path)
    for setting in texts.settings { file = try file.setting(setting.key, to: setting.value) }
    let mapping = try file.mapping(of: .pipeline)
    let root = try root(mapping)
    var texts = texts
    let codebook = try codebook(mapping, root: root, &texts)
    let asOf = try mapping.required("as_of").date()
    let limits = try ReadingLimits(mapping["limits"])
    var decoded: [DecodedSource] = []
    var names = NameCheck()
    for entry in try mapping.required("sources").entries() {
      let source = try DecodedSource(
        name: try entry.key.name(), entry.value, codebook: codebook, asOf: asOf, limits: limits)
      try names.add(source, at: entry)
      decoded.append(source)
    }
    let waves = DecodedSource.waves(decoded, asOf: asOf)
    if !waves.isEmpty {
      decoded = try DecodedSource.withWaves(decoded, asOf: asOf, at: mapping.required("sources"))
    }
    let across = DecodedSource.acrossRecords(decoded)
    let ageDay: SurveyModel.Expression.AgeDay = waves.isEmpty ? .fixed(asOf) : .wave
    decoded = decoded.map { $0.havingAges(on: ageDay, of: across) }
    let sources = decoded.map { source in
      SourceDefinition(
        name: source.name, files: source.files,
        content: source.record == nil ? .facts : .records(source.schema(of: decoded)),
        worksheets: source.worksheets, hidden: source.hidden, header: source.header,
        region: source.region, filledDown: source.filledDown, firstRowsOf: source.firstRowsOf,
        members: source.members, limits: source.limits, encoding: source.encoding,
        asOf: source.asOf)
    }
    var schemas: [String: RecordSchema] = [:]
    for schema in sources.compactMap(\.schema) {
      schemas[schema.record] = schemas[schema.record]?.united(with: schema) ?? schema
    }
    schemas = schemas.mapValues { $0.naming(waves) }
    let base = try mapping["base"].map { value throws(RunFailure) in try value.day() }
    let reference = try mapping["reference"]
      .map { value throws(RunFailure) in try self.reference(value, codebook.levels) }
    var decoding = TableDecoding(
      schemas: schemas, levels: codebook.levels,
      attributes: reference?.attributes ?? PlaceAttributes(), base: base, asOf: asOf,
      waves: waves, hasGazetteer: reference != nil)
    let records = try records(mapping["records"], decoding)
    decoding.keys = Dictionary(
      records.map { ($0.name, $0.key) }, uniquingKeysWith: { first, _ in first })
    try checkParents(of: records, decoding, at: mapping["records"])
    let order = try AcrossRecordsCheck(
      schemas, decoding.relations, decoding.attributes, agesOn: decoding.ageDay
    )
    .check(decoded, across)
    decoding.variablesOfPlaces = order.variables(of: decoding.attributes)
    var tables: [TableDefinition] = []
    for entry in try mapping["tables"]?.entries() ?? [] {
      let table = try decoding.table(name: try entry.key.name(), entry.value)
      try names.add(table: table.name, at: entry.key)
      tables.append(table)
    }
    try names.checkRecords()
    var rules: [RuleDefinition] = []
    for value in try mapping["rules"]?.list() ?? [] {
      rules.append(try decoding.rule(value, tables: tables))
    }
    let reconciliations = try decoding.reconciliations(mapping["reconcile"], tables: tables)
    if reference == nil, let table = tables.first(where: { $0.base != nil }) {
      throw (mapping["base"] ?? mapping.whole)
        .failure(
          "table \(table.name) has a base, but no gazetteer says which places there are then",
          remedy: "add reference: with a gazetteer and its changes, or remove base")
    }
    return PipelineDefinition(
      name: try pipelineName(mapping.required("pipeline")), title: try mapping.label("title"),
      path: path, root: root, asOf: asOf,
      levels: codebook.levels, reference: reference,
      catalogue: try mapping["catalogue"]?.text(), conventions: codebook.conventions,
      sources: sources,
      records: records, rules: rules, tables: tables,
      reconciliations: reconciliations,
      gates: try gates(
        mapping["gates"], sources: sources.map(\.name), tables: tables, levels: codebook.levels),
      publications: try PublicationDecoding(
        pipeline: pipelineName(mapping.required("pipeline")), tables: tables.map(\.name),
        variables: schemas.mapValues { Set($0.variables.map(\.name)) },
        keys: decoding.keys.filter { !$0.value.isEmpty }
      )
      .publications(mapping["publish"]),
      keep: try mapping["keep"]?.choice(of: [.all, .records]) ?? .all, waves: waves,
      retention: try mapping["keep_runs"].map(retention),
      observation: try mapping["observe"].map(Observation.init) ?? Observation(), texts: texts)
  }

  private static func pipelineName(_ value: YAMLValue) throws(RunFailure) -> String {
    let text = try value.text()
    guard text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*/) != nil else {
      throw value.failure(
        "expected a name of letters, digits, “-” and “_”, which names the output folder; found “\(text)”",
        remedy: "write such a name after pipeline:, and the other words after title:")
    }
    return text
  }

  private static func reference(
    _ value: YAMLValue, _ levels: PlaceLevels
  ) throws(RunFailure) -> PipelineDefinition.Reference {
    let mapping = try value.mapping(of: .reference)
    return PipelineDefinition.Reference(
      gazetteer: try mapping.required("gazetteer").text(),
      changes: try mapping["changes"]?.text(), decisions: try mapping["decisions"]?.text(),
      attributes: try mapping["attributes"]
        .map { value throws(RunFailure) in try attributes(value, levels) } ?? PlaceAttributes())
  }

  /// The columns of one's own that the gazetteer has: `{population: integer, kind: text}`.
  private static func attributes(
    _ value: YAMLValue, _ levels: PlaceLevels
  ) throws(RunFailure) -> PlaceAttributes {
    var attributes: [PlaceAttribute] = []
    for entry in try value.entries() {
      let name = try entry.key.name()
      let folded = ReservedNames.folded(name)
      guard !ReservedNames.isLevel(name), !levels.names.map(ReservedNames.folded).contains(folded)
      else {
        throw entry.key.failure(
          "“\(name)” is a column that places have already", remedy: "give it another name")
      }
      guard !attributes.contains(where: { ReservedNames.folded($0.name) == folded }) else {
        throw entry.key.failure("“\(name)” is an attribute already", remedy: "remove one of them")
      }
      attributes.append(
        PlaceAttribute(
          name: name, kind: try entry.value.choice(of: PlaceAttribute.Kind.allCases)))
    }
    return PlaceAttributes(attributes)
  }

  private static func records(
    _ value: YAMLValue?, _ decoding: TableDecoding
  ) throws(RunFailure) -> [PipelineDefinition.RecordDefinition] {
    var records: [PipelineDefinition.RecordDefinition] = []
    for entry in try value?.entries() ?? [] {
      let schema = try decoding.schema(entry.key)
      let mapping = try entry.value.mapping(of: .record)
      // What tells two records apart, or that they are one, does so within a wave.
      func withinWave(_ value: YAMLValue) throws(RunFailure) -> [String] {
        let names = try names(value, of: schema)
        if let name = names.first(where: schema.acrossRecords.contains) {
          throw value.failure(
            "\(name) rests on other records, which are found by what tells records apart",
            remedy: "name variables that the row itself has")
        }
        let isOfWave = decoding.waves.isEmpty || names.isEmpty || names.contains(Waves.variable)
        return isOfWave ? names : names + [Waves.variable]
      }
      let key = try mapping["key"].map(withinWave) ?? []
      var evidences: [[String]] = []
      for value in try mapping["same"]?.list() ?? [] {
        evidences.append(try withinWave(value))
      }
      let parent = try mapping["parent"]
        .map { value throws(RunFailure) in try decoding.schema(value).record }
      records.append(
        PipelineDefinition.RecordDefinition(
          name: schema.record, key: key, parent: parent, evidences: evidences,
          survivor: try mapping["survivor"]
            .map { value throws(RunFailure) in try survivor(value, of: schema) } ?? .first))
    }
    for name in decoding.schemas.keys.sorted() where !records.contains(where: { $0.name == name }) {
      records.append(PipelineDefinition.RecordDefinition(name: name))
    }
    return records
  }

  /// Refuses parents whose key is of another type than what their children carry: a number and a text are
  /// never the same.
  private static func checkParents(
    of records: [PipelineDefinition.RecordDefinition], _ decoding: TableDecoding,
    at place: YAMLValue?
  ) throws(RunFailure) {
    for record in records {
      guard let parent = record.parent, let place else { continue }
      for name in decoding.keys[parent] ?? [] {
        let kinds = [record.name, parent]
          .compactMap { decoding.schemas[$0]?.variables.first { $0.name == name } }
          .map { ExpressionType(kept: $0) }
        guard kinds.count == 2, kinds[0] != kinds[1] else { continue }
        throw place.failure(
          """
          expected \(name) of \(record.name) to be a \(kinds[1].rawValue), as it is in its parent \(parent), found a \
          \(kinds[0].rawValue)
          """, remedy: "give it the same type: in both")
      }
    }
  }

  /// Variables of a record.
  private static func names(
    _ value: YAMLValue, of schema: RecordSchema
  ) throws(RunFailure) -> [String] {
    var names: [String] = []
    for variable in try value.listOrOne() {
      let name = try variable.name()
      guard schema.index(of: name) != nil else {
        throw variable.unknown(
          name, among: schema.variables.map(\.name), what: "a variable of \(schema.record)")
      }
      names.append(name)
    }
    return names
  }

  /// Which of several rows that are one record stays.
  private static func survivor(
    _ value: YAMLValue, of schema: RecordSchema
  ) throws(RunFailure) -> PipelineDefinition.RecordDefinition.Survivor {
    if value.node.mapping != nil {
      let latest = try value.mapping(of: .survivor).required("latest")
      guard let name = try names(latest, of: schema).first else {
        throw latest.failure("expected a variable, found none")
      }
      guard !schema.acrossRecords.contains(name) else {
        throw latest.failure(
          "\(name) rests on other records, and is not known yet where one of several rows is kept",
          remedy: "name a variable that the row itself has")
      }
      return .latest(name)
    }
    switch try value.text() {
    case "first": return .first
    case "fullest": return .fullest
    case let word: throw value.unknown(word, among: ["first", "fullest", "{latest: …}"])
    }
  }

  private static func rootFolder(_ value: YAMLValue?, of path: String) throws(RunFailure) -> String
  {
    let folder = URL(filePath: path).absoluteURL.deletingLastPathComponent()
    let root = URL(filePath: try value?.text() ?? ".", relativeTo: folder).standardizedFileURL.path
    return root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// Which runs stay: a number of the newest, or also for how many days.
  private static func retention(_ value: YAMLValue) throws(RunFailure) -> Retention {
    guard value.node.mapping != nil else {
      return Retention(count: try value.integer(in: 1...100_000))
    }
    let mapping = try value.mapping(of: .retention)
    let retention = Retention(
      count: try mapping["count"]?.integer(in: 1...100_000),
      days: try mapping["days"]?.integer(in: 1...100_000))
    guard retention.count != nil || retention.days != nil else {
      throw value.failure(
        .pipelineMissingKey, "expected count: or days:, found neither",
        remedy: "write keep_runs: {count: 30, days: 90}")
    }
    return retention
  }

  /// The codebook that a pipeline names, or none, with the levels of places; one that is among the texts
  /// already is not read again.
  private static func codebook(
    _ mapping: YAMLMapping, root: String, _ texts: inout DefinitionTexts
  ) throws(RunFailure) -> Codebook {
    let decoding = try LevelsDecoding()
    let declared = try mapping["levels"]
      .map { value throws(RunFailure) in try decoding.levels(value) }
    guard let value = mapping["codebook"] else {
      return Codebook(levels: declared ?? decoding.standard)
    }
    let name = try value.text()
    if texts.codebook?.path != name {
      let path = URL(filePath: name, relativeTo: URL(filePath: root, directoryHint: .isDirectory))
        .path
      texts.codebook = DefinitionTexts.File(path: name, text: try contents(of: path, from: value))
    }
    return try Codebook(
      try YAMLValue.parse(texts.codebook?.text ?? "", file: name), declared: declared, decoding)
  }

  private static func contents(
    of path: String, from reference: YAMLValue?
  ) throws(RunFailure) -> String {
    let location = reference?.location ?? SourceLocation(file: path)
    do throws(SystemFault) {
      let bytes = try RegularFile(PathBytes(path)).contents()
      if let text = String(validating: bytes, as: UTF8.self) { return text }
    } catch {
      throw RunFailure(
        Diagnostic(
          .pipelineUnreadable, at: location, "cannot read \(path): \(error.what)",
          remedy: "\(error.remedy)"), exit: error.isPassing ? .failed : .definition)
    }
    throw RunFailure(
      Diagnostic(
        .pipelineUnreadable, at: location, "cannot read \(path) as UTF-8 text",
        remedy: "save it as UTF-8"), exit: .definition)
  }
}
