internal import SurveyModel

extension StoreLayout {
  /// The columns by which other rows look for those of a record: its key, where other records carry it or
  /// where it names the wave, so that its own of another wave is asked for; none where nobody does.
  ///
  /// The wave stands last, since it alone tells few rows from others.
  func lookup(of record: Record) -> [String] {
    let isNamed = records.contains { relations.counterpart(record.name, of: $0.name) != nil }
    guard isNamed || record.key.contains(Waves.variable) else { return [] }
    return record.key.filter { $0 != Waves.variable } + record.key.filter { $0 == Waves.variable }
  }
}
