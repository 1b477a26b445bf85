import DurableFiles
import Foundation
import Load
import SurveyModel

/// The runs of a pipeline that need not stay.
///
/// The latest never goes, nor the run that it was held against: a run that is made again is held against
/// that one as well. Folders that no run made are left alone.
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
  /// Those that were published and those that were not are counted by themselves, so that a gate that holds
  /// back every run takes no good one away.
  ///
  /// - Parameters:
  ///   - needed: Runs that stay besides.
  ///   - time: The present time.
  /// - Returns: The names, the oldest first; none where it cannot be read what the latest needs.
  func names(besides needed: [String] = [], at time: Date = .now) -> [String] {
    let latest = FinishedRun(latestIn: folder)
    guard latest?.isReadable ?? true else { return [] }
    let all = RunName.all(in: folder)
    let kept = Set(needed + [latest?.id, latest?.previous].compactMap(\.self))
    let published = Set(all.filter { FinishedRun.isPublished("\(folder)/runs/\($0.text)") })
    var newest: Set<RunName> = []
    if let count = retention.count {
      // Those that stay in any case are of the number: names do not tell the runs of one second apart.
      let others = all.filter { published.contains($0) && !kept.contains($0.text) }
      newest.formUnion(others.suffix(max(0, count - (published.count - others.count))))
      newest.formUnion(all.filter { !published.contains($0) }.suffix(count))
    }
    return
      all.filter { run in
        let isYoung =
          retention.days.map { time.timeIntervalSince(run.began) < Double($0) * 86_400 } ?? false
        return !kept.contains(run.text) && !newest.contains(run) && !isYoung
      }
      .map(\.text)
  }

  /// Removes a run; readers see it whole or not at all.
  ///
  /// - Throws: What the file system refuses; then the next run tries again.
  func remove(_ name: String) throws {
    let hidden = "\(folder)/runs/.\(name).partial"
    try DurableFile.rename("\(folder)/runs/\(name)", to: hidden)
    try FileManager.default.removeItem(atPath: hidden)
  }
}
