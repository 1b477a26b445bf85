import Foundation
import Load
import SurveyModel

extension PipelineRunner {
  /// Refuses a target of the migration in the folder of the pipeline's results, whose runs are made anew
  /// and taken away.
  ///
  /// - Throws: `RunFailure` of exit status `definition` where it is there.
  func refuseTargetAmongResults() throws(RunFailure) {
    guard let target = pipeline.migration?.target else { return }
    let path = target.path(in: pipeline)
    let isInside = Self.isInside(URL(filePath: path), URL(filePath: folder))
    guard isInside else { return }
    throw RunFailure(
      Diagnostic(
        .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
        "expected a target beside the folder of the results, found “\(target.path)” in it",
        remedy: "name a file elsewhere under into:, since runs come and go there"),
      exit: .definition)
  }

  /// Whether a file is below a folder, as it is written or once links are followed.
  private static func isInside(_ file: URL, _ folder: URL) -> Bool {
    let parent = file.deletingLastPathComponent()
    return [
      (parent.standardizedFileURL, folder.standardizedFileURL),
      (parent.resolvingSymlinksInPath(), folder.resolvingSymlinksInPath()),
    ]
    .contains { $0.0.pathComponents.starts(with: $0.1.pathComponents) }
  }
}
