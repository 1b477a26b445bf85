import DurableFiles
import Foundation
import SurveyModel

/// The runs of a pipeline that need not stay.
///
/// The latest never goes, nor the run that it was held against: a run that is made again is held against
/// that one as well.
struct OldRuns {
  private let folder: String
  private let retention: Retention

  /// Looks at a pipeline's folder.
  init(in folder: String, _ retention: Retention) {
    self.folder = folder
    self.retention = retention
  }

  /// The names of the runs that go, while the lock of the pipeline is held.
  ///
  /// - Parameter time: The present time.
  /// - Returns: The names, the oldest first.
  func names(at time: Date = .now) -> [String] {
    let all = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs")) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
    let latest = LatestRun(in: folder)
    let needed = Set([latest?.id, latest?.previous].compactMap(\.self))
    let newest = retention.count.map { Set(all.suffix($0)) } ?? []
    return all.filter { name in
      !needed.contains(name) && !newest.contains(name) && !isYoung(name, at: time)
    }
  }

  /// Removes a run; readers see it whole or not at all.
  ///
  /// - Throws: What the file system refuses.
  func remove(_ name: String) throws {
    // What is hidden is removed by the next run, if it is not now.
    let hidden = "\(folder)/runs/.\(name).partial"
    try DurableFile.rename("\(folder)/runs/\(name)", to: hidden)
    try FileManager.default.removeItem(atPath: hidden)
  }

  /// Whether a run, by the time in its name, is younger than runs may be; one without a time stays.
  private func isYoung(_ name: String, at time: Date) -> Bool {
    guard let days = retention.days else { return false }
    guard let began = Self.time(of: name) else { return true }
    return time.timeIntervalSince(began) < Double(days) * 86_400
  }

  /// The time in the name of a run, as `RunIdentity.id` writes it.
  private static func time(of name: String) -> Date? {
    guard
      let parts = name.prefixMatch(
        of: /([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z-/)?
        .output
    else { return nil }
    return try? Date(
      "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)Z", strategy: .iso8601)
  }
}
