internal import SurveyModel

/// A table with the plans of each of its waves, by which its figures are traced back to records.
struct TracedTable {
  /// The table as it is published.
  let compiled: CompiledTable
  /// The plans over the records of each wave that it counts, at least one.
  let waves: [WavePlans]

  /// The definition.
  var definition: TableDefinition { compiled.definition }

  /// The plans of the wave that a row is of.
  ///
  /// - Parameter dimensions: The values of what splits the table.
  /// - Returns: The plans; nil where the row is of none of the table's waves.
  func wave(ofRow dimensions: [String?]) -> WavePlans? {
    guard let index = definition.dimensions.firstIndex(of: Waves.variable) else { return waves[0] }
    return waves.first { $0.frame.asOf.description == dimensions[index] }
  }
}
