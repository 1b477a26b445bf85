internal import SurveyModel

extension PipelineDefinition {
  /// A number of records of one kind in one place, as a message may tell it: what a table withholds is
  /// not told elsewhere.
  func shown(_ count: Int, of record: String) -> String {
    let bounds = tables.flatMap { table in
      table.measures.filter { ($0.record ?? table.record) == record }
        .map { table.minimumCount(of: $0) }
    }
    let bound = bounds.max() ?? 0
    return count > 0 && count < bound ? "fewer than \(bound)" : String(count)
  }
}
