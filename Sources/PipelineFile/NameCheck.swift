import SurveyModel
import Yams

/// The names of a table's columns as they are read, each refused where the table cannot have it.
struct ColumnNames {
  private let levels: [PlaceLevel]
  private var names: [String: String] = [:]

  /// Takes the levels whose places stand beside those of the rows.
  init(beside levels: [PlaceLevel]) {
    self.levels = levels
  }

  /// Takes the name of a column that stands at a place of the file.
  mutating func add(_ name: String, at place: YAMLValue, what: String) throws(RunFailure) {
    guard !ReservedNames.isColumn(name, beside: levels) else {
      throw place.failure(
        "“\(name)” is a column that every table has, and cannot be the name of \(what)",
        remedy: "give it another name")
    }
    if let other = names.updateValue(name, forKey: ReservedNames.folded(name)) {
      throw place.failure(
        "“\(name)” is a column of the table already\(other == name ? "" : ", as “\(other)”")",
        remedy: "give one of the two another name; upper and lower case are the same to SQL")
    }
    guard names.count <= ReservedNames.mostColumns else {
      throw place.failure(
        "expected a table of at most \(ReservedNames.mostColumns) columns, found more",
        remedy: "make it several tables")
    }
  }
}

/// The names of sources, records and variables, each refused where the store cannot have it.
struct NameCheck {
  private var sources: [String: String] = [:]
  private var records: [String: String] = [:]
  private var variables: [String: [String: String]] = [:]
  private var tables: [String: String] = [:]
  private var places: [String: YAMLValue] = [:]

  /// Takes the names of a source.
  mutating func add(
    _ source: DecodedSource, at entry: (key: YAMLValue, value: YAMLValue)
  )
    throws(RunFailure)
  {
    try Self.add(source.name, to: &sources, at: entry.key, what: "source")
    guard let record = source.record else { return }
    let mapping = entry.value.node.mapping
    func place(_ key: String) -> YAMLValue {
      mapping?[key].map { YAMLValue(node: $0, file: entry.value.file) } ?? entry.value
    }
    guard !ReservedNames.isRecord(record) else {
      throw Self.reserved(record, at: place("record"), what: "record")
    }
    if records[ReservedNames.folded(record)] != record {
      try Self.add(record, to: &records, at: place("record"), what: "record")
    }
    places[record] = places[record] ?? place("record")
    for variable in source.variables {
      let name = variable.name
      let node = place("variables").naming(name)
      guard !ReservedNames.isVariable(name) else {
        throw Self.reserved(name, at: node, what: "variable")
      }
      // Another source of the record may give the same variable.
      guard variables[record]?[ReservedNames.folded(name)] != name else { continue }
      try Self.add(name, to: &variables[record, default: [:]], at: node, what: "variable")
      guard variables[record, default: [:]].count <= ReservedNames.mostColumns else {
        throw node.failure(
          "expected at most \(ReservedNames.mostColumns) variables of \(record), found more",
          remedy: "leave out what no table and no rule needs, or make it several records")
      }
    }
  }

  /// Takes the name of a table.
  mutating func add(table name: String, at place: YAMLValue) throws(RunFailure) {
    try Self.add(name, to: &tables, at: place, what: "table")
  }

  /// Refuses a record whose name another record, a source or a table takes up in the store.
  func checkRecords() throws(RunFailure) {
    let taken = ReservedNames.derived(
      records: Array(records.values), sources: Array(sources.values), tables: Array(tables.values))
    for (record, place) in places.sorted(by: { $0.key < $1.key })
    where taken.contains(ReservedNames.folded(record)) {
      throw Self.reserved(record, at: place, what: "record")
    }
  }

  private static func add(
    _ name: String, to names: inout [String: String], at place: YAMLValue, what: String
  ) throws(RunFailure) {
    if let other = names.updateValue(name, forKey: ReservedNames.folded(name)) {
      throw place.failure(
        "expected \(what)s of different names, found “\(name)” beside “\(other)”",
        remedy: "give one of the two another name; upper and lower case are the same to SQL")
    }
  }

  private static func reserved(_ name: String, at place: YAMLValue, what: String) -> RunFailure {
    place.failure(
      "“\(name)” is a name that the stage store uses itself, found as a \(what)",
      remedy: "give the \(what) another name")
  }
}

extension YAMLValue {
  /// The key of the mapping or the element of the list that is a name; else the whole value.
  fileprivate func naming(_ name: String) -> YAMLValue {
    let nodes = node.mapping.map { $0.map(\.key) } ?? node.sequence.map(Array.init) ?? []
    return nodes.first { $0.string == name }.map { YAMLValue(node: $0, file: file) } ?? self
  }
}
