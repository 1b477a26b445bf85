internal import Relational
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
    try engine.append(log.diagnostics.map(Self.row), to: "diagnostic", columns)
  }

  private static func row(_ diagnostic: Diagnostic) -> [StoredValue?] {
    var (worksheet, cell): (String?, String?)
    var (row, start, end): (Int?, Int?, Int?)
    switch diagnostic.location.place {
    case .worksheet(let name): worksheet = name
    case .cell(let sheet, let reference):
      (worksheet, row, cell) = (sheet, reference.row + 1, reference.description)
    case .row(let sheet, let number): (worksheet, row) = (sheet, number + 1)
    case .span(let first, let last): (start, end) = (first, last)
    case .wholeFile, .line, .page, .tableRow: break
    }
    return [
      .text(diagnostic.location.file), StoredValue(worksheet), row.map { StoredValue($0) },
      StoredValue(cell), start.map { StoredValue($0) }, end.map { StoredValue($0) },
      .text(diagnostic.location.description), .text(diagnostic.severity.rawValue),
      .text(diagnostic.code.rawValue), .text(diagnostic.message.description),
      StoredValue(diagnostic.remedy?.description),
    ]
  }

  /// Appends the figures of a report, in the order of the document.
  ///
  /// - Parameters:
  ///   - facts: All facts of the file.
  ///   - file: The file's number.
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ facts: [Fact], of file: UInt32) throws(RunFailure) {
    let columns = [
      "file", "number", "indicator", "value", "unit", "qualifier", "low", "high", "role", "as_of",
      "place", "place_code", "population", "text", "start", "end", "damaged", "possible",
      "resolution",
    ]
    let rows = facts.enumerated()
      .map { index, fact -> [StoredValue?] in
        let possible = fact.possible.map(DecimalText.shortest).joined(separator: ",")
        return [
          StoredValue(Int(file)), StoredValue(index + 1), StoredValue(fact.indicator),
          StoredValue(fact.value), .text(fact.unit), .text(fact.qualifier.rawValue),
          StoredValue(fact.low), StoredValue(fact.high), StoredValue(fact.role?.rawValue),
          StoredValue(fact.asOf), StoredValue(fact.place), StoredValue(fact.placeCode),
          StoredValue(fact.population), .text(fact.text), StoredValue(fact.start),
          StoredValue(fact.end), StoredValue(fact.isDamaged),
          possible.isEmpty ? nil : .text("[\(possible)]"), .real(fact.resolution),
        ]
      }
    try engine.append(rows, to: "fact", columns)
    factsOfFiles[file] = facts
  }

  /// The facts of every report, numbered from 1, in the order of files and documents.
  var facts: [(file: UInt32, number: Int, fact: Fact)] {
    factsOfFiles.sorted { (ranks[$0.key] ?? .max, $0.key) < (ranks[$1.key] ?? .max, $1.key) }
      .flatMap { file, facts in
        facts.enumerated().map { (file, $0.offset + 1, $0.element) }
      }
  }
}
