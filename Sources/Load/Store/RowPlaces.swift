internal import Relational
package import SurveyModel

/// The names of files and worksheets, so that a row can be named as a person would.
package struct RowPlaces {
  private struct Worksheet: Hashable {
    let file: Int64
    let worksheet: Int64
  }

  private var paths: [Int64: String] = [:]
  /// The numbers of the files, by rank.
  private var files: [UInt32: UInt32] = [:]
  /// The ranks of the files, by number.
  private var ranks: [UInt32: UInt32] = [:]
  private var names: [Worksheet: String] = [:]
  private var columns: [Worksheet: [String: Int]] = [:]

  /// Reads the names from a store.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package init(_ store: StageStore) throws(RunFailure) { try self.init(in: store.engine) }

  /// Reads the names from what keeps the rows.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(in engine: any ReadableEngine) throws(RunFailure) {
    var paths: [Int64: String] = [:]
    var files: [UInt32: UInt32] = [:]
    var names: [Worksheet: String] = [:]
    var columns: [Worksheet: [String: Int]] = [:]
    try engine.rows(of: .columns(["file", "path", "rank"], of: "source_file")) {
      row throws(RunFailure) in
      guard case .integer(let file)? = row[0], case .text(let path)? = row[1],
        case .integer(let rank)? = row[2]
      else { return }
      paths[file] = path
      files[UInt32(rank)] = UInt32(file)
    }
    let worksheets = Plan.columns(["file", "worksheet", "name"], of: "worksheet")
    try engine.rows(of: worksheets) { row throws(RunFailure) in
      guard case .integer(let file)? = row[0], case .integer(let worksheet)? = row[1],
        case .text(let name)? = row[2]
      else { return }
      names[Worksheet(file: file, worksheet: worksheet)] = name
    }
    let mapping = Plan.columns(["file", "worksheet", "variable", "column"], of: "mapping")
    try engine.rows(of: mapping) { row throws(RunFailure) in
      guard case .integer(let file)? = row[0], case .integer(let worksheet)? = row[1],
        case .text(let variable)? = row[2], case .text(let column)? = row[3]
      else { return }
      let key = Worksheet(file: file, worksheet: worksheet)
      columns[key, default: [:]][variable] = CellReference.column(ofLetters: column)
    }
    self.paths = paths
    self.files = files
    ranks = Dictionary(uniqueKeysWithValues: files.map { ($0.value, $0.key) })
    self.names = names
    self.columns = columns
  }

  /// The path of a file, or its number where it is unknown.
  package func path(of file: UInt32) -> String { paths[Int64(file)] ?? "file \(file)" }

  /// The place of a row's file among the files.
  func rank(of origin: Origin) -> UInt32 { ranks[origin.file] ?? .max }

  /// The row whose ``FileOrder/rankedKey(of:)`` is the key of a row; nil where there is no such file.
  func row(ofRanked row: Origin) -> Origin? {
    files[row.file].map { Origin(file: $0, worksheet: row.worksheet, row: row.row) }
  }

  /// Whichever of two rows comes first in the order of the files.
  package func first(of one: Origin, _ other: Origin) -> Origin {
    let (left, right) = (ranks[one.file] ?? .max, ranks[other.file] ?? .max)
    return (right, other) < (left, one) ? other : one
  }

  /// The name of a row's worksheet, or its one-based place where it is unknown.
  package func worksheet(of origin: Origin) -> String {
    let key = Worksheet(file: Int64(origin.file), worksheet: Int64(origin.worksheet))
    return names[key] ?? "\(origin.worksheet + 1)"
  }

  /// The zero-based column that a variable was read from on a row's worksheet, or nil.
  package func column(of variable: String, at origin: Origin) -> Int? {
    columns[Worksheet(file: Int64(origin.file), worksheet: Int64(origin.worksheet))]?[variable]
  }

  /// Where a row is, or a cell of it.
  package func location(of origin: Origin, column: Int? = nil) -> SourceLocation {
    let sheet = worksheet(of: origin)
    let place: SourceLocation.Place =
      if let column {
        .cell(sheet: sheet, CellReference(row: Int(origin.row), column: column))
      } else {
        .row(sheet: sheet, row: Int(origin.row))
      }
    return SourceLocation(file: path(of: origin.file), place)
  }

  /// A row as a message names it.
  func name(of origin: Origin) -> String { location(of: origin).description }
}

extension StageReader {
  /// The names of the run's files and worksheets.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func rowPlaces() throws(RunFailure) -> RowPlaces { try RowPlaces(in: engine) }
}

extension StoredValue {
  /// The row that a whole number names as a key, or nil.
  var key: Origin? {
    if case .integer(let key) = self { Origin(key: key) } else { nil }
  }
}
