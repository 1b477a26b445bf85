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
  ///   - run: A run's folder, or the name of a pipeline, whose latest run is meant, or `NAME@ID` with the
  ///     beginning of a run's name, the newest of which is meant.
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
    let parts = run.split(separator: "@", maxSplits: 1)
    func named(in output: String) -> String {
      guard parts.count == 2 else { return "\(output)/\(run)/latest" }
      let runs = "\(output)/\(parts[0])/runs"
      // Where there is no such folder there is no run.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
      let newest = names.filter { $0.hasPrefix(parts[1]) && hasStore("\(runs)/\($0)") }.max()
      return "\(runs)/\(newest ?? String(parts[1]))"
    }
    let found = Self.folders(for: output).lazy.map(named).first(where: hasStore)
    folder = found ?? named(in: output)
  }

  /// Where a folder of results may lie: itself, and for a relative one those of its path in the folders around
  /// the working directory, the nearest first.
  private static func folders(for output: String) -> [String] {
    var folders = [output]
    guard !output.hasPrefix("/") else { return folders }
    var directory = URL(filePath: FileManager.default.currentDirectoryPath).standardizedFileURL
    while directory.path != "/" {
      folders.append("\(directory.path)/\(output)")
      directory.deleteLastPathComponent()
    }
    return folders
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
    return folders(for: output).lazy.map(runs).first { !$0.isEmpty } ?? []
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
