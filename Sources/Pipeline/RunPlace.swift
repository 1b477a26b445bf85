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

  private init(folder: String) { self.folder = folder }

  /// The latest runs of all pipelines that have results where one is looked for.
  ///
  /// - Parameter output: The folder of results; see ``init(_:output:)``.
  /// - Returns: The runs, in the order of the pipelines' names; those of the nearest folder that has any.
  static func latest(in output: String) -> [RunPlace] {
    func runs(_ folder: String) -> [RunPlace] {
      // Where there is no such folder there are no runs.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().map { RunPlace(folder: "\(folder)/\($0)/latest") }
        .filter { FileManager.default.fileExists(atPath: $0.store) }
    }
    let own = runs(output)
    guard own.isEmpty, !output.hasPrefix("/") else { return own }
    var directory = URL(filePath: FileManager.default.currentDirectoryPath).standardizedFileURL
    while directory.path != "/" {
      let found = runs("\(directory.path)/\(output)")
      if !found.isEmpty { return found }
      directory.deleteLastPathComponent()
    }
    return []
  }

  /// The folder of the pipeline's results, in which the run's own stands.
  var results: String {
    URL(filePath: folder).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// The pipeline's name.
  var pipeline: String { URL(filePath: results).lastPathComponent }

  /// The run's name.
  var id: String { URL(filePath: folder).resolvingSymlinksInPath().lastPathComponent }
}
