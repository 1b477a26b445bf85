import Foundation
package import Load
import PipelineFile
import Relational
package import SurveyModel

/// A finished run with the definition that it was made by.
package struct KeptRun {
  /// Where it lies.
  let place: RunPlace
  /// Its store.
  package let reader: StageReader
  /// The definition, as it was.
  package let pipeline: PipelineDefinition

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant.
  ///   - output: The folder of results, for a pipeline's name.
  /// - Throws: `RunFailure` when there is no such run, or it does not keep its definition.
  package init(_ run: String, output: String) throws(RunFailure) {
    try self.init(RunPlace(run, output: output))
  }

  /// Opens a run.
  ///
  /// - Parameter place: Where it lies.
  /// - Throws: `RunFailure` when there is no such run, or it does not keep its definition.
  init(_ place: RunPlace) throws(RunFailure) {
    self.place = place
    reader = try StageReader(at: place.store, on: EmbeddedEngine.provider)
    guard let kept = try reader.definition() else {
      throw RunFailure(
        Diagnostic(
          .traceNoDefinition, at: SourceLocation(file: place.store),
          "expected the definition that the run was made by, found none",
          remedy: "run the pipeline from its file"))
    }
    let root = URL(
      filePath: kept.root, directoryHint: .isDirectory,
      relativeTo: URL(filePath: place.results, directoryHint: .isDirectory)
    )
    .standardizedFileURL.path
    pipeline = try PipelineFile.read(kept.texts, root: root)
  }

  /// What traces its figures.
  ///
  /// - Throws: `RunFailure` when the engine refuses, or the definition means nothing.
  package func tracer() throws(RunFailure) -> FigureTracer {
    try FigureTracer(reader, pipeline, for: EmbeddedEngine.provider.capabilities)
  }
}
