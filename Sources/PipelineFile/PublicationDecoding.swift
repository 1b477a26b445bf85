import SurveyModel
import Yams

/// Reads `publish:`, a list of forms.
struct PublicationDecoding {
  private typealias Workbook = PipelineDefinition.WorkbookPublication

  /// The pipeline's name, which names files that have no name of their own.
  let pipeline: String
  /// The names of the tables.
  let tables: [String]

  /// The forms that a value says; CSV where there is none.
  func publications(
    _ value: YAMLValue?
  ) throws(RunFailure) -> [PipelineDefinition.Publication] {
    var publications: [PipelineDefinition.Publication] = []
    var files: Set<String> = [ReservedNames.storeFile]
    for form in try value?.listOrOne() ?? [] {
      let (publication, name) = try self.publication(form)
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
    case .migration(let path): path
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
    guard mapping.values.count == 1 else {
      throw form.failure(
        "expected one form, found \(mapping.values.count)",
        remedy: "write each as an element of the list, behind a “-” of its own")
    }
    for format in formats {
      guard let value = mapping[format.rawValue] else { continue }
      let keys = try value.mapping(of: .workbook)
      return (.workbook(try workbook(format, keys)), keys["file"] ?? value)
    }
    let path = try mapping.required("migration")
    return (.migration(path: try file(path, ending: "sqlite")), path)
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
