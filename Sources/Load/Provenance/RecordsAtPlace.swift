internal import Relational
package import SurveyModel

/// What a row of a worksheet gave to a run.
package struct RowStanding: Hashable, Sendable {
  /// A record that it gave.
  package struct Record: Hashable, Sendable {
    /// What it is.
    package let name: String
    /// Its row.
    package let origin: Origin
    /// The source that read it, or nil where that is not known.
    package let source: String?
  }

  /// The records, in the order of the definition.
  package let records: [Record]
  /// What the row is to sources that made no record of it: source and kind, such as `header`.
  package let others: [Other]

  /// What a row is that is no record.
  package struct Other: Hashable, Sendable {
    /// The source.
    package let source: String
    /// The record that it reads.
    package let record: String
    /// The kind, such as `header`; nil where the row is not among those that were read.
    package let kind: String?
  }
}

extension FigureTracer {
  /// What a row of a worksheet gave.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func standing(of place: SourcePlace.Row) throws(RunFailure) -> RowStanding {
    let isRow = Origin.isAmong(place.origins)
    let readers = try readers(of: place)
    var records: [RowStanding.Record] = []
    for record in layout.records {
      try engine.rows(
        of:
          Plan.order(
            .filter(.scan(record.name), isRow), [Ordering(.column(nil, "origin"))]
          )
          .keeping(["origin"])
      ) { row throws(RunFailure) in
        guard case .integer(let key)? = row[0] else { return }
        let origin = Origin(key: key)
        let source = readers.first { reader in
          reader.worksheet == origin.worksheet && self.record(of: reader.source) == record.name
        }
        records.append(
          RowStanding.Record(name: record.name, origin: origin, source: source?.source))
      }
    }
    var others: [RowStanding.Other] = []
    for reader in readers {
      guard let record = record(of: reader.source),
        !records.contains(where: { $0.name == record && $0.origin.worksheet == reader.worksheet }),
        !others.contains(where: { $0.source == reader.source })
      else { continue }
      others.append(
        RowStanding.Other(
          source: reader.source, record: record, kind: try kind(of: place, to: reader.source)))
    }
    return RowStanding(records: records, others: others)
  }

  private func record(of source: String) -> String? {
    layout.schemas.first { $0.source == source }?.schema.record
  }

  /// The sources that read a worksheet.
  private func readers(
    of place: SourcePlace.Row
  ) throws(RunFailure) -> [(source: String, worksheet: UInt32)] {
    let conditions = [
      Scalar.binary(.column(nil, "file"), .equal, .number(Double(place.file))),
      .among(.column(nil, "worksheet"), place.worksheets.map { .number(Double($0)) }),
    ]
    var readers: [(source: String, worksheet: UInt32)] = []
    try engine.rows(
      of: Plan.scan("worksheet").filtered(conditions).keeping(["source", "worksheet"])
    ) { row throws(RunFailure) in
      if let source = row[0]?.string, case .integer(let index)? = row[1] {
        readers.append((source, UInt32(index)))
      }
    }
    let order = layout.schemas.map(\.source)
    return readers.sorted {
      (order.firstIndex(of: $0.source) ?? 0, $0.worksheet)
        < (order.firstIndex(of: $1.source) ?? 0, $1.worksheet)
    }
  }

  /// What a row is to a source that made no record of it.
  private func kind(
    of place: SourcePlace.Row, to source: String
  ) throws(RunFailure) -> String? {
    guard pipeline.keep == .all else { return nil }
    let isRow = Origin.isAmong(place.origins)
    var kind: String?
    try engine.rows(
      of: Plan.filter(.scan(StoreLayout.rawTable(ofSource: source)), isRow).keeping(["kind"])
    ) { row throws(RunFailure) in kind = row[0]?.string }
    return kind
  }

  /// The records of a kind whose key has given values.
  ///
  /// - Parameters:
  ///   - record: What they are.
  ///   - values: The variables and what they have, as the store shows it.
  /// - Returns: Their rows; all of the kind for no values.
  /// - Throws: `RunFailure` with status 64 where the record has no such variable; otherwise when the engine
  ///   refuses.
  package func records(
    of record: String, where values: [(variable: String, value: String)]
  ) throws(RunFailure) -> [Origin] {
    guard let known = layout.record(record) else { return [] }
    for (name, _) in values {
      guard let variable = known.variable(name) else {
        throw RunFailure(
          notFound: record,
          "expected a variable of \(known.variables.map(\.name).listed(most: 30)), found “\(name)”",
          remedy: "name one of them before the equals sign")
      }
      // Whoever could ask for a sealed value could find out who has it.
      guard variable.sensitivity == .open else {
        throw RunFailure(
          notFound: record, "expected an open variable, found \(name), which is sensitive",
          remedy: "name the record's cell")
      }
    }
    var origins: [Origin] = []
    let names = values.map(\.variable)
    try engine.rows(of: Plan.scan(record).keeping(["origin"] + names)) { row throws(RunFailure) in
      guard case .integer(let key)? = row[0] else { return }
      // Identifiers are kept in capitals, however the file has them.
      let isFound = zip(values, row.dropFirst())
        .allSatisfy { asked, value in
          let text = value?.published ?? ""
          return text == asked.value || text == asked.value.uppercased()
        }
      if isFound { origins.append(Origin(key: key)) }
    }
    return origins
  }
}
