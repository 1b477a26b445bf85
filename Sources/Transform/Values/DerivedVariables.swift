import SurveyModel

/// Computes the variables of a record that have no column, from what was read of the others.
///
/// This is the one place that sees sensitive values beside each other before they are replaced by
/// their keyed hash: an identity number gives a day of birth here, and nowhere later.
struct DerivedVariables {
  private let derived: [(index: Int, formula: Expression)]
  private let sensitive: Set<Int>
  private let schema: RecordSchema

  /// Nil for a schema without such a variable.
  init?(_ schema: RecordSchema, layout: Layout) {
    let mapped = Set(layout.columns.map(\.variable))
    let across = schema.acrossRecords
    derived = schema.variables.enumerated()
      .compactMap { index, variable in
        guard !mapped.contains(index), !across.contains(variable.name),
          let formula = variable.derivation
        else { return nil }
        return (index, formula)
      }
    guard !derived.isEmpty else { return nil }
    self.schema = schema
    let named = Set(derived.flatMap(\.formula.variables).compactMap(schema.index))
    sensitive = named.filter { schema.variables[$0].sensitivity == .sensitive }
  }

  /// Sets the derived variables of a record, in the order of the schema.
  ///
  /// - Parameters:
  ///   - record: The index of the record in the batch.
  ///   - records: The batch, whose other variables are read.
  ///   - seal: The keyed hash of a sensitive value.
  ///   - read: The value of a sensitive variable as it was read.
  func derive(
    _ record: Int, in records: inout RecordBatch, seal: (String) -> String,
    read: (_ variable: Int) -> Value
  ) {
    var values: [Int: Value] = [:]
    for variable in sensitive { values[variable] = read(variable) }
    for (index, formula) in derived {
      let value = formula.evaluate { name in
        guard let variable = schema.index(of: name) else { return .blank }
        return values[variable] ?? records.value(record: record, variable: variable)
      }
      let definition = schema.variables[index]
      let kept = definition.kind.takes(value) ? value : .blank
      values[index] = kept
      let stored = definition.isSealed ? kept.sealed(by: seal) : kept
      records.values[index].replace(at: record, with: stored, texts: &records.texts)
    }
  }
}
