import ArgumentParser
import Extract
import Foundation
import Pipeline
import SurveyModel
import Transform

/// Times the row-wise transform of a pipeline's rows: layout, values, places, rules; no store.
///
/// The rows are read into memory before the clock starts. Every worksheet is a pass of its own, as in
/// a run, so a repetition remembers nothing of the one before it.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "Normalises the rows of a source again and again.",
    discussion: "Example: MilletBenchmark rows Pipelines/qin-county.yml --rows 1000000")

  @Argument(help: "The pipeline file.")
  var pipeline = "Pipelines/qin-county.yml"

  @Option(help: "The source whose rows are taken.")
  var source = "households"

  @Option(help: "How many rows to normalise, at the least.")
  var rows = 1_000_000

  /// The rows of a worksheet, as a reader gave them.
  private struct Rows {
    let file: SourceFile
    let worksheet: WorksheetInfo
    let merged: [CellRange]
    let batches: [RowBatch]
  }

  func run() throws {
    let definition = try PipelineLoader.load(path: pipeline)
    guard let source = definition.sources.first(where: { $0.name == self.source }),
      let schema = source.schema
    else { throw ValidationError("the pipeline has no source of records “\(self.source)”") }
    let key = try SensitiveKey(path: NSTemporaryDirectory() + "millet-benchmark.key")
    let context = try RunContext(definition, try ReferenceContents(definition)) { key.seal($0) }
    let worksheets = try read(source, of: definition)

    var tally = RowTally()
    let (_, cost) = try Measurement.of {
      while tally.read < rows {
        for rows in worksheets {
          var transform = WorksheetTransform(
            file: rows.file, worksheet: rows.worksheet, source: source, schema: schema,
            context: context.transform, keep: definition.keep)
          for batch in rows.batches {
            _ = try transform.records(of: batch) { rows.merged }
          }
          _ = try transform.remainder { rows.merged }
          tally += try transform.outcome().tally
        }
      }
    }
    print(
      "\(tally.read) rows: \(tally.clean) clean, \(tally.corrected) corrected, \(tally.quarantined) quarantined"
    )
    print(cost.line(of: tally.read, "rows"))
  }

  private func read(
    _ source: SourceDefinition, of definition: PipelineDefinition
  ) throws -> [Rows] {
    var worksheets: [Rows] = []
    for file in try InputFiles(definition).files where file.sources.contains(source.name) {
      let workbook = try WorkbookReader.open(
        path: "\(definition.root)/\(file.path)", name: file.path)
      let selection = try WorksheetSelection(
        source, of: workbook, named: file.path, definition.conventions.personalText)
      for worksheet in selection.worksheets {
        var batches: [RowBatch] = []
        try workbook.read(worksheet) { batches.append($0) }
        worksheets.append(
          Rows(
            file: file, worksheet: worksheet, merged: try workbook.mergedRanges(of: worksheet),
            batches: batches))
      }
    }
    return worksheets
  }
}
