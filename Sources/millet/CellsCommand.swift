public import ArgumentParser
internal import Foundation
public import Pipeline
internal import SurveyModel

/// `millet cells`: what the reader sees in a workbook.
struct CellsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells",
    abstract: "Show what the reader sees in a workbook, cell by cell.",
    discussion: """
      The format of the workbook is told by its content: XLSX, SpreadsheetML 2003, ODS, FODS, XLS, \
      HTML tables, CSV and other separated text. Blank cells are left out.

      EXAMPLES
        millet cells register.xlsx
        millet cells register.xlsx --sheet 户表 --format jsonl
        millet cells register.xlsx --format none      reads every cell and prints the counts

      What a file may ask of memory and time is bounded; --limit names are those of limits: in \
      a pipeline file.

      Text is read in the encoding that the file says, or looks like; --encoding names another, such as \
      gb18030, big5, windows-1251 or shift_jis.

      Exits 0 when the output is complete, 2 when the file cannot be read.
      """)

  @Argument(help: "The workbook.")
  var file: String

  @Option(help: "The name of the only worksheet to read.")
  var sheet: String?

  @Option(help: "How cells are written: text, csv, jsonl or none.")
  var format = CellListing.Format.text

  @OptionGroup var encoding: EncodingOption

  @OptionGroup var limits: LimitOptions

  func run() throws {
    let limits = try limits.limits()
    let listing = CellListing(
      path: file, sheet: sheet, format: format, limits: limits, encoding: encoding.encoding)
    // A moving line would run into cells that are shown on the same terminal.
    let isShown = StandardError.isTerminal && (format == .none || isatty(STDOUT_FILENO) == 0)
    let display = ProgressDisplay(isTerminal: isShown)
    defer { display.clear() }
    let counts = try listing.run(
      write: { try StandardOutput.write($0) },
      progress: { done, total in display.advanced(.extract, done: done, total: total) })
    display.clear()
    for diagnostic in counts.diagnostics { StandardError.write("\(diagnostic)\n") }
    if format == .none {
      try StandardOutput.write(
        "\(counts.worksheets) worksheets, \(counts.rows) rows, \(counts.cells) cells\n")
    }
  }
}

extension CellListing.Format: ExpressibleByArgument {}
