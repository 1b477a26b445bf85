internal import CXlsxWriter
internal import DurableFiles
internal import Foundation
internal import SurveyModel
internal import Workbooks

/// A workbook of libxlsxwriter while it is written.
@safe struct XLSXFile: ~Copyable {
  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var row: UInt32 = 0
  private var isOpen = true
  private var written = XLSXTally()

  /// Begins a workbook, of which nothing stands under its name before ``close()``.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - description: The workbook.
  ///   - scratch: The folder for the library's own files, on which it works until then.
  /// - Throws: `RunFailure` when there is no memory.
  init(
    _ path: String, _ description: WorkbookDescription, scratch: String
  ) throws(RunFailure) {
    self.path = path
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    let made = unsafe scratch.withCString { folder in
      // It copies what it is given.
      unsafe options.tmpdir = unsafe UnsafeMutablePointer(mutating: folder)
      return unsafe workbook_new_opt(path, &options)
    }
    guard let workbook = unsafe made else { throw Self.failure(path, "no memory") }
    unsafe self.workbook = unsafe workbook
    unsafe Self.describe(workbook, description)
  }

  // A workbook that is not closed is given up.
  deinit { if isOpen { unsafe lxw_workbook_free(workbook) } }

  /// Begins a sheet.
  mutating func begin(_ frame: Sheet.Frame) throws(RunFailure) {
    guard let sheet = unsafe workbook_add_worksheet(workbook, frame.name) else {
      throw Self.failure(path, "the sheet “\(frame.name)” was refused")
    }
    unsafe self.sheet = unsafe sheet
    row = 0
    written.sheets.append(XLSXTally.Sheet(columns: frame.widths.count))
    // Rows and columns that stand on every page have one name together.
    if frame.headRows > 0 || frame.headColumns > 0 { written.names += 1 }
    for (index, width) in frame.widths.enumerated() {
      let column = UInt16(index)
      try check(unsafe worksheet_set_column(sheet, column, column, width, nil))
    }
    unsafe worksheet_set_landscape(sheet)
    // A4.
    unsafe worksheet_set_paper(sheet, 9)
    unsafe worksheet_fit_to_pages(sheet, UInt16(clamping: frame.pagesAcross), 0)
    if frame.headColumns > 0 {
      try check(unsafe worksheet_repeat_columns(sheet, 0, UInt16(frame.headColumns - 1)))
    }
    guard frame.headRows > 0 else { return }
    unsafe worksheet_freeze_panes(sheet, UInt32(frame.headRows), UInt16(frame.headColumns))
    try check(unsafe worksheet_repeat_rows(sheet, 0, UInt32(frame.headRows - 1)))
  }

  /// Writes a row.
  mutating func append(_ row: SheetRow) throws(RunFailure) {
    guard let sheet = unsafe sheet else { preconditionFailure("a row stands in a sheet") }
    if let height = row.height { try check(unsafe worksheet_set_row(sheet, self.row, height, nil)) }
    for (index, cell) in row.cells.enumerated() {
      try write(cell, UInt16(index))
      guard cell.span > 1 else { continue }
      // The cells themselves are written by their own looks.
      let last = UInt16(index + cell.span - 1)
      try check(
        unsafe worksheet_merge_range(sheet, self.row, UInt16(index), self.row, last, "", nil))
    }
    self.row += 1
    written.sheets[written.sheets.count - 1].add(row)
  }

  /// Writes the file and lets go of the workbook.
  ///
  /// - Returns: What must be in the file.
  consuming func close() throws(RunFailure) -> XLSXTally {
    isOpen = false
    errno = 0
    try check(unsafe workbook_close(workbook))
    return written
  }

  private mutating func write(_ cell: SheetCell, _ column: UInt16) throws(RunFailure) {
    let format = unsafe format(of: cell.style)
    let result =
      switch cell.content {
      case .blank: unsafe worksheet_write_blank(sheet, row, column, format)
      case .number(let number, _):
        unsafe worksheet_write_number(sheet, row, column, number, format)
      case .text(let text): unsafe write(text.literal, column, format)
      case .link(let text, let name): unsafe write(text.literal, column, format, to: name)
      }
    try check(result)
  }

  private mutating func write(
    _ text: String, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>?,
    to name: String? = nil
  ) -> lxw_error {
    written.sheets[written.sheets.count - 1].add(text: text)
    guard let name else { return unsafe worksheet_write_string(sheet, row, column, text, format) }
    written.sheets[written.sheets.count - 1].links += 1
    return unsafe worksheet_write_url_opt(
      sheet, row, column, "internal:'\(name.replacing("'", with: "''"))'!A1", format, text, nil)
  }

  private mutating func format(of style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = unsafe formats[style] { return unsafe format }
    guard let format = unsafe workbook_add_format(workbook) else { return nil }
    unsafe format.apply(style)
    unsafe formats[style] = unsafe format
    return unsafe format
  }

  private func check(_ result: lxw_error) throws(RunFailure) {
    let code = errno
    guard result != LXW_NO_ERROR else { return }
    // It knows that the system refused, and not why.
    if Self.ofSystem.contains(result.rawValue), let code = POSIXErrorCode(rawValue: code) {
      throw RunFailure(file: path, POSIXError(code))
    }
    let reason = unsafe lxw_strerror(result).map { unsafe String(cString: $0) }
    throw Self.failure(path, reason ?? "error \(result.rawValue)")
  }

  private static let ofSystem: Set<UInt32> = Set(
    [
      LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE,
      LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE,
    ]
    .map(\.rawValue))

  private static func failure(_ path: String, _ reason: String) -> RunFailure {
    RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path), "cannot write here: \(reason)",
        remedy: "make room on the disk, then run again"))
  }

  private static func describe(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ description: WorkbookDescription
  ) {
    let seconds = description.date.daysSince1970 * 86_400
    unsafe description.title.withCString { title in
      unsafe description.author.withCString { author in
        var properties = unsafe lxw_doc_properties()
        // It copies what it is given.
        unsafe properties.title = unsafe UnsafeMutablePointer(mutating: title)
        unsafe properties.author = unsafe UnsafeMutablePointer(mutating: author)
        // 0 would be the time of the clock.
        unsafe properties.created = seconds == 0 ? 1 : seconds
        _ = unsafe workbook_set_properties(workbook, &properties)
      }
    }
  }
}

extension String {
  /// The text as Excel reads it letter by letter: it takes `_x0041_` for an `A` (ISO/IEC 29500-1,
  /// 22.4.2.4, `ST_Xstring`).
  fileprivate var literal: String {
    // A pattern is costly to make, and of few texts anything is asked.
    guard utf8.contains(UInt8(ascii: "_")) else { return self }
    return replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
  }
}
