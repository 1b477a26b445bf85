import Foundation
import Load
import SurveyModel

/// Where a finished run lies.
struct RunPlace {
  /// The run's folder.
  let folder: String

  /// The store of its stages.
  var store: String { "\(folder)/\(LoadStage.storeName)" }

  /// Finds a run.
  ///
  /// - Parameters:
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant.
  ///   - output: The folder of results, for a pipeline's name; a relative one is looked for in the working
  ///     directory and in those around it.
  init(_ run: String, output: String) {
    func hasStore(_ folder: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(folder)/\(LoadStage.storeName)")
    }
    guard !hasStore(run) else {
      folder = run
      return
    }
    let named = "\(output)/\(run)/latest"
    guard !output.hasPrefix("/"), !hasStore(named) else {
      folder = named
      return
    }
    var directory = URL(filePath: FileManager.default.currentDirectoryPath).standardizedFileURL
    while directory.path != "/", !hasStore("\(directory.path)/\(named)") {
      directory.deleteLastPathComponent()
    }
    folder = hasStore("\(directory.path)/\(named)") ? "\(directory.path)/\(named)" : named
  }

  /// The folder of the pipeline's results, in which the run's own stands.
  var results: String {
    URL(filePath: folder).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// The run's name.
  var id: String { URL(filePath: folder).resolvingSymlinksInPath().lastPathComponent }
}
