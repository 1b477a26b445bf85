internal import Relational
internal import SurveyModel

/// A record that belongs to each record of a table, whose values its formulas name: the one that it is a
/// part of (`household.region`), or its own in the wave before or after (`before.members`).
struct RelatedRecord: Hashable {
  /// The word that goes before the variables' names.
  let name: String
  /// The record.
  let record: StoreLayout.Record
  /// The variables by which it is found.
  let key: [String]
  /// The wave that it is of, where that is not the wave of the record that it belongs to.
  let wave: CalendarDate?
  /// Whether no source gives such records, so that nothing is known of them.
  let isUnknown: Bool

  /// Finds the record that a word means, as seen from one of a frame; nil where it means none.
  init?(
    _ name: String, of record: StoreLayout.Record, in layout: StoreLayout, _ frame: TableFrame
  ) {
    guard let key = layout.relations.counterpart(name, of: record.name) else { return nil }
    self.name = name
    if RecordRelations.waves.contains(name) {
      self.record = record
      self.key = key
      let other = name == RecordRelations.before ? frame.before : frame.after
      wave = other?.wave
      isUnknown = other?.unknownRecords.contains(record.name) ?? true
    } else {
      guard name != RecordRelations.previous, let other = layout.record(name) else { return nil }
      self.record = other
      self.key = key
      wave = nil
      isUnknown = frame.unknownRecords.contains(name)
    }
  }

  /// The variable of a name; places are none, since those of two days cannot be compared.
  func variable(_ name: String) -> VariableDefinition? {
    record.variable(name).flatMap { $0.kind.isPlace ? nil : $0 }
  }

  /// The value of a variable beside a record.
  func value(_ variable: String) -> Scalar { .column(alias, variable) }

  /// Rows beside their record of the kind, whose values are missing where there is none.
  func joined(to rows: Plan, known alias: String) -> Plan {
    var related = Plan.scan(record.cleanView)
    if isUnknown {
      related = .filter(related, .boolean(false))
    } else if let wave {
      related = .filter(
        related, .binary(.column(nil, Waves.variable), .equal, .text(wave.description)))
    }
    return rows.joined(
      .left, .named(related, self.alias), on: .same(key, of: self.alias, and: alias))
  }

  private var alias: String { "related_\(name)" }
}
