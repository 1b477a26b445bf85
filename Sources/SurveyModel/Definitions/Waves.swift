/// The waves of a pipeline: rounds of data, each of one day, on whose villages its rows are resolved.
///
/// A pipeline has waves where a source says its own `as_of`, or has a variable ``variable`` whose codes
/// are days. Then every record has that variable, the day in ISO 8601, which is part of its key: a
/// household of two waves is two records.
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
      name: variable, label: Label(zh: "期", en: "Wave"), kind: .code,
      codes: Dictionary(days.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }),
      isRequired: false, derivation: .text(wave.description))
  }
}

extension Waves {
  /// The waves that a variable tells row by row: the days that are its codes, in order; none where it
  /// is another variable, or has other codes.
  package static func days(of variable: VariableDefinition) -> [CalendarDate] {
    guard variable.name == Self.variable, variable.kind == .code, variable.derivation == nil else {
      return []
    }
    let codes = Set(variable.codes.values)
    let days = codes.compactMap { CalendarDate(iso: $0) }.filter { $0.precision == .day }
    return days.count == codes.count ? days.sorted() : []
  }

  /// Whether an expression means a record's wave, or another record's, by a name.
  package static func isNamed(_ name: String) -> Bool {
    (RecordRelations.path(name)?.variable ?? name) == variable
  }
}

extension SourceDefinition {
  /// The waves that its rows tell by a variable of their own, in order; none where all are of one day.
  package var waves: [CalendarDate] {
    schema?.variables.first { $0.name == Waves.variable && !$0.headers.isEmpty }
      .map(Waves.days) ?? []
  }
}

extension PipelineDefinition {
  /// Whether sources, or their rows, say of which day they are.
  package var hasWaves: Bool {
    sources.contains { $0.schema != nil && ($0.asOf != nil || !$0.waves.isEmpty) }
  }

  /// The days of the data, in order: those of the sources that give records, and else the pipeline's own.
  package var waves: [CalendarDate] {
    let days = sources.filter { $0.schema != nil }
      .flatMap { $0.waves.isEmpty ? [wave(of: $0)] : $0.waves }
    return Set(days.isEmpty ? [asOf] : days).sorted()
  }

  /// The day of a source's rows, where they do not tell it themselves.
  package func wave(of source: SourceDefinition) -> CalendarDate { source.asOf ?? asOf }
}
