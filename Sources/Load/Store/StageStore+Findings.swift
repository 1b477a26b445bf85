internal import SQLiteBulk
package import SurveyModel

extension StageStore {
  /// Appends findings that belong to no single row.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ log: DiagnosticLog) throws(RunFailure) {
    let columns = [
      "path", "worksheet", "row", "cell", "start", "end", "location", "severity", "code", "message",
      "remedy",
    ]
    try insert(into: "diagnostic", columns, log.diagnostics) { diagnostic, binder in
      let location = diagnostic.location
      for parameter in 2...6 { binder.null(at: parameter) }
      binder.text(location.file, at: 1)
      switch location.place {
      case .worksheet(let name): binder.text(name, at: 2)
      case .cell(let sheet, let reference):
        binder.text(sheet, at: 2)
        binder.integer(Int64(reference.row + 1), at: 3)
        binder.text(reference.description, at: 4)
      case .row(let sheet, let row):
        binder.text(sheet, at: 2)
        binder.integer(Int64(row + 1), at: 3)
      case .span(let start, let end):
        binder.integer(Int64(start), at: 5)
        binder.integer(Int64(end), at: 6)
      case .wholeFile, .line, .page, .tableRow: break
      }
      binder.text(location.description, at: 7)
      binder.text(diagnostic.severity.rawValue, at: 8)
      binder.text(diagnostic.code.rawValue, at: 9)
      binder.text(diagnostic.message.description, at: 10)
      binder.text(diagnostic.remedy?.description, at: 11)
    }
  }

  /// Appends the figures of a report, in the order of the document.
  ///
  /// - Parameters:
  ///   - facts: All facts of the file.
  ///   - file: The file's index in the run.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ facts: [Fact], of file: UInt32) throws(RunFailure) {
    let columns = [
      "file", "number", "indicator", "value", "unit", "qualifier", "low", "high", "role", "as_of",
      "place", "place_code", "population", "text", "start", "end", "damaged", "possible",
      "resolution",
    ]
    let numbered = facts.enumerated().map { (number: $0.offset + 1, fact: $0.element) }
    try insert(into: "fact", columns, numbered) { item, binder in
      let fact = item.fact
      binder.integer(Int64(file), at: 1)
      binder.integer(Int64(item.number), at: 2)
      binder.text(fact.indicator, at: 3)
      binder.real(fact.value, at: 4)
      binder.text(fact.unit, at: 5)
      binder.text(fact.qualifier.rawValue, at: 6)
      binder.real(fact.low, at: 7)
      binder.real(fact.high, at: 8)
      binder.text(fact.role?.rawValue, at: 9)
      binder.text(fact.asOf, at: 10)
      binder.text(fact.place, at: 11)
      binder.text(fact.placeCode, at: 12)
      binder.text(fact.population, at: 13)
      binder.text(fact.text, at: 14)
      binder.integer(Int64(fact.start), at: 15)
      binder.integer(Int64(fact.end), at: 16)
      binder.integer(fact.isDamaged ? 1 : 0, at: 17)
      let possible = fact.possible.map(DecimalText.shortest).joined(separator: ",")
      binder.text(possible.isEmpty ? nil : "[\(possible)]", at: 18)
      binder.real(fact.resolution, at: 19)
    }
  }
}
