import Load
import SurveyModel

/// What differs between two runs, and which of their inputs do.
///
/// The contract of `millet diff`.
public struct RunComparison: Sendable {
  private let places: (old: RunPlace, new: RunPlace)

  /// Points to two runs.
  ///
  /// - Parameters:
  ///   - older: A run's folder, the name of a pipeline, or `NAME@ID` with the beginning of a run's name.
  ///   - newer: The same.
  ///   - output: The folder of results, for a pipeline's name.
  public init(from older: String, to newer: String, output: String) {
    places = (RunPlace(older, output: output), RunPlace(newer, output: output))
  }

  /// Compares the runs as wholes.
  ///
  /// - Parameters:
  ///   - examples: How many records of each kind are told.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` when there is no such run; what `write` throws.
  public func compare(
    examples: Int, as format: AnswerFormat, write: (String) throws -> Void
  ) throws {
    let (old, new) = (try KeptRun(places.old), try KeptRun(places.new))
    let inputs = InputDifference(from: places.old, to: places.new)
    let difference = try new.tracer()
      .difference(from: try old.tracer(), comparesHashes: inputs.hasSameKey, examples: examples)
    let answer = RunComparisonAnswer(old: old, new: new, inputs: inputs, difference: difference)
    try write(format == .json ? answer.json.lines : answer.text)
  }

  /// Compares the records behind one figure.
  ///
  /// - Parameters:
  ///   - column: The column of figures.
  ///   - table: The table.
  ///   - row: What tells the row: `COLUMN=VALUE`, or the code or name of its place alone.
  ///   - examples: How many records of each aggregate are told.
  ///   - format: How it is written.
  ///   - write: Takes the output.
  /// - Throws: `RunFailure` with status 64 where a run has no such figure; what `write` throws.
  public func compare(
    _ column: String, of table: String, row: [String], examples: Int, as format: AnswerFormat,
    write: (String) throws -> Void
  ) throws {
    let (old, new) = (try KeptRun(places.old), try KeptRun(places.new))
    let address = FigureAddress(
      table: table, row: row.map(FigureExplanation.condition), measure: column)
    let (before, after, parts) = try new.tracer()
      .difference(of: address, from: try old.tracer(), examples: examples)
    let answer = FigureComparisonAnswer(
      runs: (old.place.id, new.place.id), old: before, new: after, parts: parts,
      inputs: InputDifference(from: places.old, to: places.new))
    try write(format == .json ? answer.json.lines : answer.text)
  }
}
