import SurveyModel
import Synchronization

/// A cell that a run takes for something else than its file has, to see what would be if somebody wrote it there.
final class CellEdit: Sendable {
  /// The file, by its path in the run.
  let path: String
  private let sheet: String
  private let cell: CellReference
  private let text: String
  private let found = Mutex(false)

  /// Changes a cell.
  ///
  /// - Parameters:
  ///   - path: The file, by its path in the run.
  ///   - sheet: The name of the worksheet.
  ///   - cell: The cell.
  ///   - text: What is written there; nothing empties it.
  init(path: String, sheet: String, cell: CellReference, text: String) {
    self.path = path
    self.sheet = sheet
    self.cell = cell
    self.text = text
  }

  /// Whether its row was read.
  var isApplied: Bool { found.withLock { $0 } }

  /// Changes the cell where some rows have it.
  func apply(to batch: inout RowBatch, of worksheet: WorksheetInfo, in file: SourceFile) {
    guard file.path == path, worksheet.name == sheet,
      let row = batch.rowNumbers.firstIndex(of: UInt32(cell.row))
    else { return }
    let old = batch.value(row: row, column: cell.column)
    batch.replace(row: row, column: cell.column, with: Self.value(text, like: old))
    found.withLock { $0 = true }
  }

  /// What a text means in the place of a value: the same kind of value where it can be one, else what a
  /// spreadsheet would take it for.
  static func value(_ text: String, like old: Value) -> Value {
    guard !text.isEmpty else { return .blank }
    switch old {
    case .text: return .text(text)
    case .boolean:
      if let flag = Bool(text.lowercased()) { return .boolean(flag) }
    case .date:
      if let date = CalendarDate(iso: text) { return .date(date) }
    default: break
    }
    let isPlain = text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
    return isPlain ? Double(text).map { .number($0) } ?? .text(text) : .text(text)
  }
}
