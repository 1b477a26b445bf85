internal import Relational
package import SurveyModel

/// What the rows of the store's table `definition` are.
package enum DefinitionRole: String, Sendable {
  /// The pipeline file, by the path that it was run by.
  case pipeline
  /// The codebook, by the path that the pipeline file has.
  case codebook
  /// A value in the place of the file's, by its key.
  case setting
  /// Where the folder lies that paths are relative to, as seen from the pipeline's folder of results.
  case root
}

extension StageStore {
  /// Records what the definition was read from, and what its variables and measures are called, are counted
  /// in and are made of.
  ///
  /// - Parameter root: Where the root of the pipeline's paths lies, as seen from the folder of its results.
  /// - Throws: `RunFailure` when the disk refuses.
  package func appendDefinition(root: String) throws(RunFailure) {
    var rows: [(role: DefinitionRole, name: String?, text: String)] = [(.root, nil, root)]
    if let texts = pipeline.texts {
      rows.append((.pipeline, texts.pipeline.path, texts.pipeline.text))
      if let codebook = texts.codebook { rows.append((.codebook, codebook.path, codebook.text)) }
      rows += texts.settings.map { (.setting, $0.key, $0.value) }
    }
    try engine.append(
      rows.enumerated()
        .map { number, row in
          [
            StoredValue(number + 1), .text(row.role.rawValue), StoredValue(row.name),
            .text(row.text),
          ]
        }, to: "definition", ["number", "role", "name", "text"])
    try appendVariables()
    try appendMeasures()
  }

  private func appendVariables() throws(RunFailure) {
    let columns = [
      "record", "variable", "number", "label_zh", "label_en", "kind", "level", "unit",
      "is_sensitive", "formula",
    ]
    for record in layout.records {
      let rows = record.variables.enumerated()
        .map { number, variable -> [StoredValue?] in
          [
            .text(record.name), .text(variable.name), StoredValue(number + 1),
            StoredValue(variable.label.zh), StoredValue(variable.label.en),
            .text(variable.kind.name), StoredValue(variable.kind.level?.name),
            StoredValue(variable.unit), StoredValue(variable.sensitivity == .sensitive),
            StoredValue(variable.derivation?.description),
          ]
        }
      try engine.append(rows, to: "variable", columns)
    }
  }

  private func appendMeasures() throws(RunFailure) {
    let columns = [
      "table", "measure", "number", "table_label_zh", "table_label_en", "label_zh", "label_en",
      "record", "unit", "decimals", "filter", "formula",
    ]
    for table in pipeline.tables {
      let rows = table.measures.enumerated()
        .map { number, measure -> [StoredValue?] in
          [
            .text(table.name), .text(measure.name), StoredValue(number + 1),
            StoredValue(table.label.zh), StoredValue(table.label.en),
            StoredValue(measure.label.zh), StoredValue(measure.label.en),
            .text(measure.record ?? table.record), StoredValue(measure.unit),
            measure.decimals.map { StoredValue($0) }, StoredValue(table.filter?.description),
            .text(measure.formula.description),
          ]
        }
      try engine.append(rows, to: "measure", columns)
    }
  }
}
