import Foundation
import Load

/// The files that a run has written for others.
///
/// What tells of the run itself is none of them: `run.json`, the store, the page, which tells of the runs before
/// too, the report of a migration, and the notes of what was found.
struct RunFiles {
  private static let ofItself = Set(
    ["run.json", "diagnostics.jsonl", LoadStage.storeName, LoadStage.pageName]
      + LoadStage.migrationReports)

  private let folder: String
  private let names: Set<String>

  /// Looks at the folder of a run; nil where it cannot be read.
  init?(of folder: String) {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/") else {
      return nil
    }
    self.folder = folder
    self.names = Set(names).subtracting(Self.ofItself)
  }

  /// The files that are not byte for byte those of another run, or that only one of the two has; in order.
  func differences(from other: Self) -> [String] {
    names.union(other.names).sorted()
      .filter { name in
        !names.contains(name) || !other.names.contains(name)
          || !FileManager.default.contentsEqual(
            atPath: "\(folder)/\(name)", andPath: "\(other.folder)/\(name)")
      }
  }
}
