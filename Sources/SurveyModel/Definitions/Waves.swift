/// The waves of a pipeline: rounds of data, each of one day, on whose villages its rows are resolved.
///
/// A pipeline has waves where a source says its own `as_of`, or has a variable ``variable`` whose codes
/// are days. Then every record has that variable, the day in ISO 8601, which is part of its key: a
/// household of two waves is two records.
package enum Waves {
  /// The name of the variable that tells a record's wave.
  package static let variable = "wave"

  /// The variable, as the rows of a source of a wave have it: no column gives it.
  package static func variable(of wave: CalendarDate) -> VariableDefinition {
    let day = wave.description
    return VariableDefinition(
      name: variable, label: Label(zh: "期", en: "Wave"), kind: .code, codes: [day: day],
      isRequired: false, derivation: .text(day))
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

  /// The waves that rows of some variables tell themselves, in order; none where they tell none.
  package static func told(by variables: [VariableDefinition]) -> [CalendarDate] {
    variables.lazy.map(days).first { !$0.isEmpty } ?? []
  }

  /// A code that is meant as a day and is none, or stands among days and is none; nil where there is
  /// no such code.
  package static func wrongDay(of variable: VariableDefinition) -> String? {
    guard variable.name == Self.variable, variable.kind == .code else { return nil }
    let codes = Set(variable.codes.values).sorted()
    let others = codes.filter { CalendarDate(iso: $0)?.precision != .day }
    let isMeant = others.count < codes.count || others.contains { $0.contains(/^[0-9]{4}[-.\/]/) }
    return isMeant ? others.first : nil
  }

  /// Whether an expression means a record's wave, or another record's, by a name.
  package static func isWave(_ name: String) -> Bool {
    (RecordRelations.path(name)?.variable ?? name) == variable
  }
}

extension PipelineDefinition {
  /// Whether sources, or their rows, say of which day they are.
  package var hasWaves: Bool { !waves.isEmpty }

  /// The days of the data, in order: the waves, and else the pipeline's own.
  package var days: [CalendarDate] { hasWaves ? waves : [asOf] }

  /// The day of a source's rows, where they do not tell it themselves.
  package func wave(of source: SourceDefinition) -> CalendarDate { source.asOf ?? asOf }

  /// Whether a source gives records of a kind for a day.
  package func has(_ record: String, of day: CalendarDate) -> Bool {
    sources.contains { source in
      guard let schema = source.schema, schema.record == record else { return false }
      let told = Waves.told(by: schema.variables)
      return told.isEmpty ? wave(of: source) == day : told.contains(day)
    }
  }

  /// The days of the records that a table counts, in order.
  package func waves(of table: TableDefinition) -> [CalendarDate] {
    table.waves.isEmpty ? [asOf] : table.waves
  }
}
