package import SurveyModel

/// The tables that a pipeline's records need.
package struct StoreLayout: Hashable, Sendable {
  /// The columns of one record's table.
  package struct Record: Hashable, Sendable {
    /// The record's name, which is the table's.
    package let name: String
    /// The variables of every source of the record, in the order of their first mention.
    package var variables: [VariableDefinition]
    /// The variables that name one record; empty when nothing does.
    package let key: [String]
    /// The record whose key must exist, or nil.
    package let parent: String?

    /// The variable of a name, or nil.
    package func variable(_ name: String) -> VariableDefinition? {
      variables.first { $0.name == name }
    }

    /// The name of the view of the rows that are not in quarantine.
    package var cleanView: String { "\(name)_clean" }
  }

  /// The records, in the order in which the pipeline's sources name them.
  package private(set) var records: [Record] = []
  /// The variables of each source that gives records, by its name.
  package private(set) var schemas: [(source: String, schema: RecordSchema)] = []

  /// Lays out the store of a pipeline.
  ///
  /// - Throws: `RunFailure` when a record or variable has a name that the store needs for itself.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    for source in pipeline.sources {
      guard let schema = source.schema else { continue }
      schemas.append((source.name, schema))
      guard let index = records.firstIndex(where: { $0.name == schema.record }) else {
        let definition = pipeline.records.first { $0.name == schema.record }
        records.append(
          Record(
            name: schema.record, variables: schema.variables, key: definition?.key ?? [],
            parent: definition?.parent))
        continue
      }
      for variable in schema.variables {
        guard
          let number = records[index].variables.firstIndex(where: { $0.name == variable.name })
        else {
          records[index].variables.append(variable)
          continue
        }
        let other = records[index].variables[number]
        guard other.sensitivity == variable.sensitivity, other.kept == variable.kept else {
          throw RunFailure(
            Diagnostic(
              .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
              "\(variable.name) of \(schema.record) is not as sensitive in \(source.name) as in another source",
              remedy: "say the same of it in every source, or once in the codebook"),
            exit: .definition)
        }
        records[index].variables[number].unite(with: variable)
      }
    }
    try checkNames(of: pipeline)
  }

  /// The record of a name, or nil.
  package func record(_ name: String) -> Record? {
    records.first { $0.name == name }
  }

  /// Compares all.
  package static func == (left: Self, right: Self) -> Bool {
    left.records == right.records && left.schemas.elementsEqual(right.schemas, by: ==)
  }

  /// Hashes the records.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(records)
  }

  private func checkNames(of pipeline: PipelineDefinition) throws(RunFailure) {
    func refuse(_ kind: String, _ name: String) -> RunFailure {
      RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
          "“\(name)” is a name that the stage store uses itself, found as a \(kind)",
          remedy: "give the \(kind) another name"), exit: .definition)
    }
    for record in records {
      guard !ReservedNames.isRecord(record.name) else { throw refuse("record", record.name) }
      for variable in record.variables where ReservedNames.isVariable(variable.name) {
        throw refuse("variable", variable.name)
      }
    }
  }
}
