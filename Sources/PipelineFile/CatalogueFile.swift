package import SurveyModel
internal import Yams

/// Reads a catalogue of indicators from YAML.
package enum CatalogueFile {
  /// The catalogue that a YAML text describes.
  ///
  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - name: What the user calls the file; diagnostics say so.
  /// - Returns: The indicators, the units and the checks.
  /// - Throws: `RunFailure` with `ExitStatus.definition`, at the line and column of what is wrong.
  package static func read(yaml: String, name: String) throws(RunFailure) -> IndicatorCatalogue {
    try read(try CatalogueNode(yaml: yaml, file: name))
  }

  /// The catalogue that a file's whole mapping describes.
  static func read(_ root: CatalogueNode) throws(RunFailure) -> IndicatorCatalogue {
    let fields = try root.fields(of: .catalogue)
    guard let sections = fields["languages"] else {
      throw root.missing(
        "languages", remedy: "add languages: {…}, as Pipelines/catalogue.yml has it")
    }
    var languages: [ReportLanguage] = []
    for (id, node) in try sections.entries() where !SpacedLanguageSection.describes(node) {
      languages.append(try LanguageSection.read(id, node))
    }
    var units: [IndicatorCatalogue.Unit] = []
    for (id, node) in try fields["units"]?.entries() ?? [] {
      let unit = try node.fields(of: .unit)
      units.append(
        IndicatorCatalogue.Unit(
          id: id, words: try unit["words"]?.strings() ?? [],
          nouns: try unit["nouns"]?.strings() ?? [],
          labels: try unit["labels"]?.strings() ?? [],
          traits: try unit["traits"]?.choices() ?? []))
    }
    let known = Set(units.map(\.id))
    var classifiers: [IndicatorCatalogue.Classifier] = []
    for (word, node) in try fields["classifiers"]?.entries() ?? [] {
      classifiers.append(try classifier(word, node, units: known))
    }
    var indicators: [IndicatorCatalogue.Indicator] = []
    let entries = try fields["indicators"]?.entries() ?? []
    let ids = Set(entries.map(\.key))
    for (id, node) in entries {
      indicators.append(try indicator(id, node, units: known, indicators: ids))
    }
    var spaced: [SpacedLanguage] = []
    for (id, node) in try sections.entries() where SpacedLanguageSection.describes(node) {
      spaced.append(try SpacedLanguageSection.read(id, node, units: known, indicators: ids))
    }
    let checks = try fields["checks"]?.elements() ?? []
    var relations: [IndicatorCatalogue.Check] = []
    for node in checks { relations.append(try CatalogueCheck.read(node, indicators: ids)) }
    return IndicatorCatalogue(
      indicators: indicators, units: units, classifiers: classifiers,
      ignoredNouns: try fields["ignored_nouns"]?.strings() ?? [], checks: relations,
      languages: languages, spacedLanguages: spaced)
  }

  private static func classifier(
    _ word: String, _ node: CatalogueNode, units: Set<String>
  ) throws(RunFailure) -> IndicatorCatalogue.Classifier {
    guard node.isMapping else {
      return IndicatorCatalogue.Classifier(word: word, unit: try node.choice(of: units))
    }
    let fields = try node.fields(of: .classifier)
    guard let unit = fields["unit"] else { throw node.missing("unit") }
    var counted: Set<String> = []
    for element in try fields["of"]?.elements() ?? [] {
      counted.insert(try element.choice(of: units))
    }
    return IndicatorCatalogue.Classifier(
      word: word, unit: try unit.choice(of: units), counted: fields["of"] == nil ? nil : counted)
  }

  private static func indicator(
    _ id: String, _ node: CatalogueNode, units: Set<String>, indicators: Set<String>
  )
    throws(RunFailure) -> IndicatorCatalogue.Indicator
  {
    let fields = try node.fields(of: .indicator)
    guard let unit = fields["unit"] else { throw node.missing("unit") }
    let kind: IndicatorCatalogue.Indicator.Kind = try fields["kind"]?.choice() ?? .stock
    var splitUnits: Set<String> = []
    for element in try fields["split_with"]?.elements() ?? [] {
      splitUnits.insert(try element.choice(of: units))
    }
    var changeOf: Set<String> = []
    for element in try fields["change_of"]?.elements() ?? [] {
      changeOf.insert(try element.choice(of: indicators))
    }
    return IndicatorCatalogue.Indicator(
      id: id, label: try fields["label"].map(CatalogueFile.label) ?? Label(),
      unit: try unit.choice(of: units), kind: kind,
      synonyms: try fields["synonyms"]?.strings() ?? [],
      topics: try fields["topics"]?.strings() ?? [],
      exclusions: try fields["exclude"]?.strings() ?? [],
      extent: try fields["whole"]?.choice(of: ["true", "false"]) == "true" ? .whole : .stated,
      splitUnits: splitUnits, changeOf: changeOf)
  }

  static func label(_ node: CatalogueNode) throws(RunFailure) -> Label {
    let fields = try node.fields(of: .label)
    return Label(zh: try fields["zh"]?.string(), en: try fields["en"]?.string())
  }
}
