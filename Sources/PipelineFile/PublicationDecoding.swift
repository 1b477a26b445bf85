import SurveyModel
import Yams

/// Reads `publish:`, a list of forms.
struct PublicationDecoding {
  private typealias Workbook = PipelineDefinition.WorkbookPublication
  private typealias Migration = PipelineDefinition.MigrationPublication

  /// The pipeline's name, which names files that have no name of their own.
  let pipeline: String
  /// The names of the tables.
  let tables: [String]
  /// The variables of each record.
  let variables: [String: Set<String>]
  /// The keys of the records that have one.
  let keys: [String: [String]]

  /// The forms that a value says; CSV where there is none.
  func publications(
    _ value: YAMLValue?
  ) throws(RunFailure) -> [PipelineDefinition.Publication] {
    var publications: [PipelineDefinition.Publication] = []
    var files: Set<String> = [ReservedNames.storeFile]
    var hasMigration = false
    for form in try value?.listOrOne() ?? [] {
      let (publication, name) = try self.publication(form)
      if case .migration = publication {
        // There is one account of both sides in a run's folder.
        guard !hasMigration else {
          throw name.failure("found a second migration", remedy: "remove one of them")
        }
        hasMigration = true
      }
      let file = file(of: publication)
      guard files.insert(file.lowercased()).inserted else {
        throw name.failure(
          "“\(file)” is a file of the run's folder already",
          remedy: "give it another name, or remove one of them")
      }
      publications.append(publication)
    }
    return publications.isEmpty ? [.tables(.csv)] : publications
  }

  /// The file of the run's folder that a form makes, which no other may make.
  private func file(of publication: PipelineDefinition.Publication) -> String {
    switch publication {
    case .tables(.csv): "tables/*.csv"
    case .tables(.sdmx): "tables/*.sdmx.csv"
    case .tables(.sqlite): "tables/\(pipeline).sqlite"
    case .workbook(let workbook): "tables/\(workbook.file)"
    case .migration(let migration): migration.file
    }
  }

  /// A form, and what names its file.
  private func publication(
    _ form: YAMLValue
  ) throws(RunFailure) -> (PipelineDefinition.Publication, YAMLValue) {
    guard form.node.mapping == nil else { return try detailed(form) }
    let word = try form.text()
    if let tables = PipelineDefinition.TableForm(rawValue: word) { return (.tables(tables), form) }
    guard let format = Workbook.Format(rawValue: word) else {
      let known =
        PipelineDefinition.TableForm.allCases.map(\.rawValue)
        + Workbook.Format.allCases.map(\.rawValue)
      throw form.unknown(word, among: known + ["{migration: …}"], what: "a form")
    }
    try requireTables(form)
    return (.workbook(Workbook(format: format, file: "\(pipeline).\(word)")), form)
  }

  /// A form with what it is to have.
  private func detailed(
    _ form: YAMLValue
  ) throws(RunFailure) -> (PipelineDefinition.Publication, YAMLValue) {
    let formats = Workbook.Format.allCases
    let mapping = try form.mapping(of: .form)
    let names = formats.map(\.rawValue) + ["migration"]
    let count = names.count { mapping[$0] != nil }
    guard count == 1 else {
      throw form.failure(
        "expected one form, found \(count)",
        remedy: count == 0
          ? "add “migration: records.sqlite”, or a workbook"
          : "write each as an element of the list, behind a “-” of its own")
    }
    for format in formats {
      guard let value = mapping[format.rawValue] else { continue }
      if let other = mapping.values.first(where: { $0.key != format.rawValue }) {
        throw other.value.failure(
          "“\(other.key)” is of a migration, found beside \(format.rawValue)", remedy: "remove it")
      }
      let keys = try value.mapping(of: .workbook)
      return (.workbook(try workbook(format, keys)), keys["file"] ?? value)
    }
    let file = try mapping.required("migration")
    return (.migration(try migration(file, mapping)), file)
  }

  private func migration(
    _ file: YAMLValue, _ mapping: YAMLMapping
  ) throws(RunFailure) -> Migration {
    let missing = try mapping["missing"]?.choice(of: Migration.MissingForm.allCases) ?? .plain
    if missing == .columns, let value = mapping["missing"] { try checkRoom(value) }
    return Migration(
      file: try self.file(file, ending: "sqlite"), missing: missing,
      target: try target(mapping))
  }

  /// The database that stands, and what becomes of its rows.
  private func target(_ mapping: YAMLMapping) throws(RunFailure) -> Migration.Target? {
    guard let into = mapping["into"] else {
      guard let mode = mapping["mode"] else { return nil }
      throw mode.failure(
        "a mode says what becomes of the rows of a target, found none",
        remedy: "add “into: registers.sqlite”, or remove mode")
    }
    let path = try into.text()
    guard Self.targetEndings.contains(where: { path.hasSuffix(".\($0)") }) else {
      throw into.failure(
        "expected a file that ends in .sqlite, .sqlite3 or .db, found “\(path)”")
    }
    // Where results go unless the command says otherwise; a run looks again.
    guard !path.hasPrefix("Output/\(pipeline)/") else {
      throw into.failure(
        "expected a target beside the folder of the results, found “\(path)” in it",
        remedy: "name a file elsewhere, since runs come and go there")
    }
    let value = try mapping.required("mode")
    let mode = try value.choice(of: Migration.Mode.allCases)
    if mode == .upsert, let record = variables.keys.sorted().first(where: { keys[$0] == nil }) {
      throw value.failure(
        "upsert finds rows by their keys, found no key of \(record)",
        remedy: "add “\(record): {key: …}” under records:, or write replace")
    }
    if variables.keys.contains(where: {
      ReservedNames.folded($0) == ReservedNames.migrationTable
    }) {
      throw into.failure(
        "“\(ReservedNames.migrationTable)” is a table of every target, found as a record",
        remedy: "give the record another name")
    }
    return Migration.Target(path: path, mode: mode)
  }

  private static let targetEndings = ["sqlite", "sqlite3", "db"]

  /// Refuses columns of reasons that have no room or no name.
  private func checkRoom(_ value: YAMLValue) throws(RunFailure) {
    for (record, names) in variables.sorted(by: { $0.key < $1.key }) {
      guard names.count * 2 <= ReservedNames.mostColumns else {
        throw value.failure(
          "\(record) has \(names.count) variables, of which at most \(ReservedNames.mostColumns / 2) have room for a column beside each",
          remedy: "write plain")
      }
      let folded = Set(names.map(ReservedNames.folded))
      guard
        let name = names.sorted()
          .first(where: {
            folded.contains(ReservedNames.folded(Migration.missingColumn(of: $0)))
          })
      else { continue }
      throw value.failure(
        "the column of why \(name) is missing would be \(Migration.missingColumn(of: name)), which \(record) has as a variable",
        remedy: "give the variable another name, or write plain")
    }
  }

  private func workbook(
    _ format: Workbook.Format, _ mapping: YAMLMapping
  ) throws(RunFailure) -> Workbook {
    try requireTables(mapping.whole)
    return Workbook(
      format: format,
      file: try mapping["file"]
        .map { value throws(RunFailure) in try file(value, ending: format.rawValue) }
        ?? "\(pipeline).\(format.rawValue)",
      tables: try mapping["tables"]
        .map { value throws(RunFailure) in
          try values(value, "a table") { value throws(RunFailure) in try table(value) }
        },
      languages: try mapping["languages"]
        .map { value throws(RunFailure) in
          try values(value, "a language") { value throws(RunFailure) in
            try value.choice(of: PublicationLanguage.allCases)
          }
        } ?? PublicationLanguage.allCases,
      marks: try mapping["marks"]?.choice(of: MarkConvention.allCases) ?? .bracket)
  }

  private func requireTables(_ value: YAMLValue) throws(RunFailure) {
    guard !tables.isEmpty else {
      throw value.failure(
        "expected tables for a workbook, found none", remedy: "add tables:, or remove the workbook")
    }
  }

  private func table(_ value: YAMLValue) throws(RunFailure) -> String {
    let name = try value.name()
    guard tables.contains(name) else {
      throw value.unknown(name, among: tables, what: "a table")
    }
    return name
  }

  /// The values of a list, at least one and each once.
  private func values<Element: Hashable>(
    _ value: YAMLValue, _ what: String, _ read: (YAMLValue) throws(RunFailure) -> Element
  ) throws(RunFailure) -> [Element] {
    var values: [Element] = []
    for element in try value.listOrOne() {
      let next = try read(element)
      guard !values.contains(next) else {
        throw element.failure("found \(element.kindName) twice", remedy: "remove one of them")
      }
      values.append(next)
    }
    guard !values.isEmpty else { throw value.failure("expected at least \(what), found none") }
    return values
  }

  /// A file name that ends as it must.
  private func file(_ value: YAMLValue, ending end: String) throws(RunFailure) -> String {
    let text = try value.text()
    guard !text.contains("/"), !text.hasPrefix("."), text.hasSuffix(".\(end)") else {
      throw value.failure(
        "expected a file name that ends in .\(end), for the run's folder; found “\(text)”")
    }
    return text
  }
}
