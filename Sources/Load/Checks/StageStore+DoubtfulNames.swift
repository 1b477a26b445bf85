internal import Relational
package import SurveyModel

/// A name that was met for a place and not resolved.
package struct DoubtfulName: Hashable, Sendable {
  /// The name as the rows have it, or nil for texts that are not shown.
  package let name: String?
  /// The level that was looked for.
  package let level: PlaceLevel
  /// The code of the place in which it was looked for, or nil for everywhere.
  package let within: String?
  /// The wave of the rows, or nil where they are of none.
  package let wave: CalendarDate?
  /// How many rows wait for an answer.
  package let rows: Int
  /// The first of them in the order of the files.
  package let first: Origin
}

extension StageStore {
  /// The names for which rows are in quarantine, by level, container, name and wave.
  ///
  /// Names of sensitive variables are left out.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func doubtfulNames() throws(RunFailure) -> [DoubtfulName] {
    struct Key: Hashable {
      let name: String?
      let level: PlaceLevel
      let within: String?
      let wave: CalendarDate?
    }
    var found: [Key: (rows: Int, first: Origin)] = [:]
    let places = try RowPlaces(self)
    let codes = [Diagnostic.Code.placeUnknown, .placeAmbiguous]
      .map { Scalar.text($0.rawValue) }
    for record in layout.records {
      for variable in record.variables where variable.sensitivity == .open {
        guard case .place(let level, let container) = variable.kind else { continue }
        let name = Scalar.column("q", "value")
        let within = container.map { Scalar.column("r", $0) } ?? .null
        let origin = Scalar.column("q", "origin")
        let wave =
          record.variable(Waves.variable).map { Scalar.column("r", $0.name) } ?? .null
        // The row's own record: sources of other records have rows of other origins.
        let entries = Plan.named(.scan("quarantine"), "q")
          .joined(
            .inner, .named(.scan(record.name), "r"), on: .same(["origin"], of: "r", and: "q")
          )
          .filtered([
            .binary(.column("q", "variable"), .equal, .text(variable.name)),
            .among(.column("q", "code"), codes),
          ])
        let query = Plan.group(
          FileOrder.ranked(entries, by: origin), by: [name, within, wave],
          [
            Derived("name", name), Derived("within", within), Derived("rows", .count(nil)),
            Derived("first", .call(.min, [FileOrder.rankedKey(of: origin)])), Derived("wave", wave),
          ])
        try engine.rows(of: query) { row throws(RunFailure) in
          guard let first = row[3]?.key else { return }
          let key = Key(
            name: row[0]?.published, level: level, within: row[1]?.string,
            wave: row[4]?.string.flatMap { CalendarDate(iso: $0) })
          let known = found[key]
          found[key] = (
            (known?.rows ?? 0) + Int(row[2]?.double ?? 0), min(known?.first ?? first, first)
          )
        }
      }
    }
    return
      found.compactMap { key, value in
        places.row(ofRanked: value.first)
          .map {
            DoubtfulName(
              name: key.name, level: key.level, within: key.within, wave: key.wave,
              rows: value.rows, first: $0)
          }
      }
      .sorted { left, right in
        (left.level, left.within ?? "", left.name ?? "", left.wave?.description ?? "")
          < (right.level, right.within ?? "", right.name ?? "", right.wave?.description ?? "")
      }
  }
}
