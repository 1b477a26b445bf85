import Load
import SurveyModel

/// The datasets that a pipeline reads, under the names that lineage knows them by.
///
/// A source is one dataset, named by its pattern as an absolute path: so it is the same in every run, whatever
/// files are delivered, and the file itself where the pattern names one. The files of a run stand in a facet.
struct LineageDatasets {
  /// The namespace of files of this machine (OpenLineage's naming of local file systems).
  static let namespace = "file"

  private let pipeline: PipelineDefinition

  init(_ pipeline: PipelineDefinition) {
    self.pipeline = pipeline
  }

  /// The name of a source's dataset.
  func name(of source: SourceDefinition) -> String {
    path(source.files.count == 1 ? source.files[0] : "{\(source.files.joined(separator: ","))}")
  }

  /// The name of the gazetteer's dataset; nil where there is none.
  var gazetteer: String? { pipeline.reference.map { path($0.gazetteer) } }

  /// A path as an absolute one.
  func path(_ path: String) -> String { PathBelowRoot.path(path, in: pipeline.root) }

  /// The names of the sources' datasets, each once, in the order of the pipeline, with their sources.
  var ofSources: [(name: String, sources: [SourceDefinition])] {
    var order: [String] = []
    var sources: [String: [SourceDefinition]] = [:]
    for source in pipeline.sources {
      let name = name(of: source)
      if sources[name] == nil { order.append(name) }
      sources[name, default: []].append(source)
    }
    return order.map { ($0, sources[$0] ?? []) }
  }

  /// The fields of a variable that columns are made of: those of the sources' datasets that it is read from, or
  /// of the variables that it is derived from.
  ///
  /// - Parameters:
  ///   - name: The variable, or a dotted name (`previous.members`, `village_profile.cadres`, `place.area`).
  ///   - record: The record that it is seen from.
  ///   - transformation: How the column depends on it.
  /// - Returns: The fields; none of a wave, and of what no source has.
  func fields(
    of name: String, seenFrom record: String, as transformation: LineageField.Transformation
  ) -> [LineageField] {
    fields(of: name, seenFrom: record, as: transformation, beneath: [])
  }

  private func fields(
    of name: String, seenFrom record: String, as transformation: LineageField.Transformation,
    beneath: Set<String>
  ) -> [LineageField] {
    var (owner, variable) = (record, name)
    if let path = RecordRelations.path(name) {
      if path.record == RecordRelations.place {
        return gazetteer.map { gazetteer in
          [
            LineageField(
              dataset: gazetteer, field: path.variable, transformation: transformation,
              isMasked: false)
          ]
        } ?? []
      }
      let isOwn = ([RecordRelations.previous] + RecordRelations.waves).contains(path.record)
      (owner, variable) = (isOwn ? record : path.record, path.variable)
    }
    let key = "\(owner).\(variable)"
    // A definition leads to no circle; what rests on itself in another wave does.
    guard !beneath.contains(key) else { return [] }
    return pipeline.sources.flatMap { source -> [LineageField] in
      guard let schema = source.schema, schema.record == owner,
        let index = schema.index(of: variable)
      else { return [] }
      let definition = schema.variables[index]
      guard let derivation = definition.derivation else {
        return [
          LineageField(
            dataset: self.name(of: source), field: variable, transformation: transformation,
            isMasked: definition.sensitivity == .sensitive)
        ]
      }
      return uses(of: derivation)
        .flatMap { use in
          fields(
            of: use.name, seenFrom: owner,
            as: transformation.isDirect && use.transformation.isDirect
              ? Self.wider(transformation, use.transformation)
              : transformation.isDirect ? use.transformation : transformation,
            beneath: beneath.union([key]))
        }
    }
  }

  /// What both together do.
  private static func wider(
    _ one: LineageField.Transformation, _ other: LineageField.Transformation
  ) -> LineageField.Transformation {
    [.aggregation, .transformation].first { $0 == one || $0 == other } ?? .transformation
  }

  /// A name in a formula and what it does there.
  typealias Use = (name: String, transformation: LineageField.Transformation)

  /// The names in a formula over one record, and what each does.
  func uses(of formula: Expression) -> [Use] {
    if case .variable(let name) = formula { return [(name, .identity)] }
    return uses(of: formula, as: .transformation)
  }

  private func uses(of formula: Expression, as role: LineageField.Transformation) -> [Use] {
    switch formula {
    case .variable(let name): return [(name, role)]
    case .aggregate(let aggregate, let part, let condition):
      let isCondition = aggregate.argument == .conditions
      return (part.map { uses(of: $0, as: isCondition ? .conditional : .aggregation) } ?? [])
        + (condition.map { uses(of: $0, as: .filter) } ?? [])
    case .call(let function, let parts) where function.name == "case":
      // Conditions and values by turns, and at the end a value where none of them holds.
      let inner = role == .filter ? role : .conditional
      return parts.enumerated()
        .flatMap { index, part in
          uses(of: part, as: index.isMultiple(of: 2) && index < parts.count - 1 ? inner : role)
        }
    case .comparison, .and, .or, .not, .among, .isMissing:
      // Within a condition that says which rows count, everything does.
      let inner = role == .filter ? role : .conditional
      return formula.children.flatMap { uses(of: $0, as: inner) }
    default: return formula.children.flatMap { uses(of: $0, as: role) }
    }
  }
}
