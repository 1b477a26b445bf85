/// What becomes of a record that lies in a row of a table, for one aggregate: whether it counts, or the first
/// condition that keeps it out.
package enum RecordOutcome: UInt8, Hashable, Sendable, CaseIterable {
  /// It counts.
  case counted = 0
  /// It is of another wave.
  case ofOtherWave
  /// It is in quarantine.
  case quarantined
  /// It is not in every wave, and the table counts those alone.
  case notInPanel
  /// It does not meet the table's own condition.
  case filteredOut
  /// The table's own condition rests on a value that is missing.
  case filterNotTested
  /// It may lie in this row or in another one: what became of its place leaves that open.
  case placeOpen
  /// It does not meet the aggregate's condition.
  case conditionFailed
  /// The aggregate's condition rests on a value that is missing.
  case conditionNotTested
  /// It has no value to be aggregated.
  case valueMissing

  /// The word for it in data.
  package var name: String {
    switch self {
    case .counted: "counted"
    case .quarantined: "quarantined"
    case .ofOtherWave: "other_wave"
    case .notInPanel: "not_in_panel"
    case .filteredOut: "filtered_out"
    case .filterNotTested: "filter_not_tested"
    case .placeOpen: "place_open"
    case .conditionFailed: "condition_failed"
    case .conditionNotTested: "condition_not_tested"
    case .valueMissing: "value_missing"
    }
  }

  /// How near a record is to counting: what the table leaves out for every aggregate stands last.
  package var rank: Int { Self.nearestFirst.firstIndex(of: self) ?? Self.nearestFirst.count }

  private static let nearestFirst: [Self] = [
    .counted, .conditionFailed, .conditionNotTested, .valueMissing, .placeOpen, .quarantined,
    .filteredOut, .filterNotTested, .notInPanel, .ofOtherWave,
  ]
}
