import Extract
import Foundation
import Load
import Relational
public import SurveyModel
import Transform

/// A pipeline held against its files without running it: where headers stand, what columns mean.
public struct PipelineCheck: Sendable {
  /// The layout of every worksheet, for people.
  public let text: String
  /// What would stop a run, or is worth knowing.
  public let diagnostics: [Diagnostic]
  /// The exit status of a command that made the check: that of a wrong definition before others.
  public let exit: ExitStatus

  /// Checks every source of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - output: The folder of results, whose latest published run tells which layouts were accepted;
  ///     nil for `Output` below the pipeline's root.
  /// - Throws: `RunFailure` when a pattern names no file or a reference file is wrong.
  public init(_ pipeline: PipelineDefinition, output: String? = nil) throws(RunFailure) {
    _ = try LoadStage.compiled(pipeline, for: EmbeddedEngine.provider.capabilities)
    let inputs = try InputFiles(pipeline)
    let context = try RunContext(pipeline, try ReferenceContents(pipeline)) { _ in "" }
    var lines: [String] = []
    var layouts: [WorksheetLayout] = []
    var diagnostics =
      inputs.log.diagnostics + context.holdings.diagnostics + context.log.diagnostics
    var failures: [RunFailure] = []
    for input in inputs.inputs {
      let file = input.file
      var claims = WorksheetClaims(file, of: pipeline)
      for source in pipeline.sources where file.sources.contains(source.name) {
        guard let schema = source.schema else {
          lines.append("\(file.path): report of \(source.name)")
          continue
        }
        do {
          _ = try file.encoding(for: pipeline.sources.filter { file.sources.contains($0.name) })
          let sheets = try Self.layouts(
            of: input, source, schema, &claims, context.transform(of: source),
            &diagnostics)
          for (worksheet, layout) in sheets {
            let location = SourceLocation(file: file.path, .worksheet(worksheet))
            lines += Self.lines(layout, schema, at: location, source: source.name)
            layouts.append(
              WorksheetLayout(
                source: source.name, file: file.path, worksheet: worksheet,
                headerRows: layout.headerRows, mapping: layout.mapping(of: schema)))
          }
        } catch let failure as RunFailure {
          failures.append(failure)
        } catch {
          failures.append(RunFailure(reading: file.path, error))
        }
      }
      diagnostics += claims.unread.diagnostics
    }
    let folder = pipeline.results(in: output)
    var drifts = DiagnosticLog()
    let accepted = StageStore.acceptedLayouts(
      in: folder, on: EmbeddedEngine.provider, &drifts)
    drifts.append(DiagnosticLog(drifts: layouts, from: accepted))
    diagnostics += failures.map(\.diagnostic) + drifts.diagnostics
    text = lines.map { VisibleText.of($0) }.joined(separator: "\n") + "\n"
    self.diagnostics = diagnostics
    let hasErrors = diagnostics.contains { $0.severity == .error }
    exit = failures.exit == .definition ? .definition : hasErrors ? .failed : .published
  }

  /// Ends the reading of a worksheet once its layout is known.
  private struct LayoutFound: Error {}

  private static func layouts(
    of input: InputFile, _ source: SourceDefinition, _ schema: RecordSchema,
    _ claims: inout WorksheetClaims, _ context: TransformContext,
    _ diagnostics: inout [Diagnostic]
  ) throws -> [(worksheet: String, layout: Layout)] {
    try input.reading(proof: .state) { path in
      let workbook = try WorkbookReader.open(
        path: path, name: input.file.path, limits: source.limits, encoding: source.encoding)
      diagnostics += workbook.log.diagnostics
      return try layouts(
        of: workbook, input.file, source, schema, &claims, context, &diagnostics)
    }
  }

  private static func layouts(
    of workbook: any Workbook, _ file: SourceFile, _ source: SourceDefinition,
    _ schema: RecordSchema, _ claims: inout WorksheetClaims, _ context: TransformContext,
    _ diagnostics: inout [Diagnostic]
  ) throws -> [(worksheet: String, layout: Layout)] {
    let selection = try WorksheetSelection(
      source, of: workbook, named: file.path, context.personal)
    diagnostics += selection.log.diagnostics
    claims.see(selection)
    var layouts: [(worksheet: String, layout: Layout)] = []
    for worksheet in selection.worksheets {
      try claims.take(worksheet, for: source, as: schema.record)
      var transform = WorksheetTransform(
        file: file, worksheet: worksheet, source: source, schema: schema, context: context,
        keep: .records, member: source.members.first)
      do {
        try workbook.read(worksheet, batchRows: 256, progress: nil) { batch in
          _ = try transform.records(of: batch) { try workbook.mergedRanges(of: worksheet) }
          if transform.layout != nil { throw LayoutFound() }
        }
        _ = try transform.remainder { try workbook.mergedRanges(of: worksheet) }
        _ = try transform.outcome()
      } catch is LayoutFound {}
      if let layout = transform.layout { layouts.append((worksheet.name, layout)) }
    }
    return layouts
  }

  private static func lines(
    _ layout: Layout, _ schema: RecordSchema, at location: SourceLocation, source: String
  ) -> [String] {
    let rows = layout.headerRows
    let header =
      rows.count == 1
      ? "row \(rows.lowerBound + 1)" : "rows \(rows.lowerBound + 1) to \(rows.upperBound + 1)"
    var lines = ["\(location): \(source), header in \(header)"]
    for column in layout.columns.sorted(by: { $0.column < $1.column }) {
      let letters = CellReference.letters(ofColumn: column.column)
      let scale = column.scale == 1 ? "" : " × \(column.scale.plain)"
      lines.append(
        "  \(letters)  \(column.header) → \(schema.variables[column.variable].name)\(scale)")
    }
    for (column, header) in layout.unmapped.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(CellReference.letters(ofColumn: column))  \(header) (not read)")
    }
    return lines
  }
}
