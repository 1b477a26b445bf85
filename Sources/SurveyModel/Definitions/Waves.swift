/// The waves of a pipeline: rounds of data, each of one day, on whose villages its rows are resolved.
///
/// A pipeline has waves where a source says its own `as_of`. Then every record has the variable
/// ``variable``, the day in ISO 8601, which is part of its key: a household of two waves is two records.
package enum Waves {
  /// The name of the variable that tells a record's wave.
  package static let variable = "wave"

  /// The variable, as the rows of a source of a wave have it.
  ///
  /// - Parameters:
  ///   - wave: The day of the source.
  ///   - all: The days of all sources, the only ones that an expression may name.
  /// - Returns: A variable that no column gives.
  package static func variable(
    of wave: CalendarDate, among all: [CalendarDate]
  )
    -> VariableDefinition
  {
    let days = all.map(\.description)
    return VariableDefinition(
      name: variable, label: Label(zh: "期", en: "Wave"), kind: .date,
      codes: Dictionary(days.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }),
      isRequired: false, derivation: .text(wave.description))
  }
}

extension PipelineDefinition {
  /// Whether sources say of which day they are.
  package var hasWaves: Bool { sources.contains { $0.schema != nil && $0.asOf != nil } }

  /// The days of the data, in order: those of the sources that give records, and else the pipeline's own.
  package var waves: [CalendarDate] {
    let days = sources.filter { $0.schema != nil }.map(wave)
    return Set(days.isEmpty ? [asOf] : days).sorted()
  }

  /// The day of a source's rows.
  package func wave(of source: SourceDefinition) -> CalendarDate { source.asOf ?? asOf }
}
