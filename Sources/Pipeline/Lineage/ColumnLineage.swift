import Load
import SurveyModel

/// What the columns of a table are made of, from the trees of its formulas.
struct ColumnLineage {
  private let datasets: LineageDatasets
  private let table: TableDefinition
  private let pipeline: PipelineDefinition

  init(_ table: TableDefinition, of pipeline: PipelineDefinition) {
    self.table = table
    self.pipeline = pipeline
    datasets = LineageDatasets(pipeline)
  }

  /// The facet, over the columns of the table as it is published.
  func facet(_ columns: [CompiledTable.Column]) -> JSONText.Member {
    let fields = columns.map { column in
      JSONText.Member(
        column.name, .object([.init("inputFields", self.fields(of: column).json)]))
    }
    return LineageFacet.columnLineage.with([
      .init("fields", .object(fields)), .init("dataset", ofAll.json),
    ])
  }

  /// The fields of one column.
  private func fields(of column: CompiledTable.Column) -> [LineageField] {
    switch column.role {
    case .level: ofPlace("level", as: .identity)
    case .code: ofPlace("code", as: .identity)
    case .name: ofPlace("name", as: .identity)
    case .dimension: datasets.fields(of: column.name, seenFrom: table.record, as: .identity)
    case .measure:
      table.measures.first { $0.name == column.name }.map { fields(of: $0, beneath: []) } ?? []
    }
  }

  /// The fields of a measure; those of measures that stand in its formula are its own.
  private func fields(
    of measure: TableDefinition.Measure, beneath: Set<String>
  ) -> [LineageField] {
    guard !beneath.contains(measure.name) else { return [] }
    let record = measure.record ?? table.record
    var fields: [LineageField] = []
    for use in datasets.uses(of: measure.formula) {
      let isDirectName = measure.formula.namesOutsideAggregates.contains(use.name)
      if isDirectName, let other = table.measures.first(where: { $0.name == use.name }) {
        fields += self.fields(of: other, beneath: beneath.union([measure.name]))
      }
      if !isDirectName || use.transformation != .transformation && use.transformation != .identity {
        fields += datasets.fields(of: use.name, seenFrom: record, as: use.transformation)
      }
    }
    return fields
  }

  /// What all columns depend on: which rows count, and in which row of the table.
  private var ofAll: [LineageField] {
    var fields: [LineageField] = []
    for use in table.filter.map(datasets.uses) ?? [] {
      fields += datasets.fields(of: use.name, seenFrom: table.record, as: .filter)
    }
    for dimension in table.dimensions {
      fields += datasets.fields(of: dimension, seenFrom: table.record, as: .groupBy)
    }
    for place in places {
      fields += datasets.fields(of: place, seenFrom: table.record, as: .groupBy)
    }
    return fields + (places.isEmpty ? [] : ofPlace("code", as: .join))
  }

  /// The variables by which a row of the record counts in a place.
  private var places: [String] {
    var names: [String] = []
    for schema in pipeline.sources.compactMap(\.schema) where schema.record == table.record {
      for variable in schema.variables where variable.kind.isPlace && !names.contains(variable.name)
      {
        names.append(variable.name)
      }
    }
    return names
  }

  private func ofPlace(
    _ field: String, as transformation: LineageField.Transformation
  ) -> [LineageField] {
    datasets.gazetteer.map { gazetteer in
      [
        LineageField(
          dataset: gazetteer, field: field, transformation: transformation, isMasked: false)
      ]
    } ?? []
  }
}
