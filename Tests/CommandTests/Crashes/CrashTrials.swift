import Foundation
import PropertyTesting
import Synchronization

/// Many trials, two at a time.
struct CrashTrials {
  private let county: CrashCounty
  private let trials: [CrashTrial]

  /// How many trials are made in which runs die, and as many in which calls fail: what `MILLET_CRASH_POINTS`
  /// says, or some.
  static var count: Int {
    ProcessInfo.processInfo.environment["MILLET_CRASH_POINTS"].flatMap { Int($0) } ?? 95
  }

  /// Chooses trials, spread over kinds of faults and over the run.
  ///
  /// - Parameters:
  ///   - county: The county.
  ///   - faults: The kinds of faults.
  ///   - share: How many trials there are to be, in hundredths of their number.
  ///   - seed: Where between two points the first one lies.
  init(in county: CrashCounty, _ faults: [CrashFault], share: Int, seed: UInt64) {
    self.county = county
    var random = SeededGenerator(seed: seed)
    let wanted = Self.count * share / 100
    trials = faults.enumerated()
      .flatMap { index, fault in
        let count = wanted / faults.count + (index < wanted % faults.count ? 1 : 0)
        return Self.places(of: fault, in: county.calls, count, &random)
          .map { CrashTrial(fault: fault, place: $0) }
      }
  }

  /// Places for a fault, evenly spread, each once.
  private static func places(
    of fault: CrashFault, in calls: [String], _ count: Int, _ random: inout SeededGenerator
  ) -> [Int] {
    guard count > 0 else { return [] }
    guard fault != .killedAtTime else {
      return (0..<count).map { _ in Int(random.next() % 400) }
    }
    var all = calls.count { fault.kinds.contains($0) }
    // The power may be cut when the program has ended.
    if [.cut, .undone].contains(fault) { all += 1 }
    guard count < all else { return Array(1...all) }
    let first = Int(random.next() % UInt64(all))
    return (0..<count).map { (first + $0 * all / count) % all + 1 }.sorted()
  }

  /// Makes all trials.
  ///
  /// - Returns: What is not as it must be, and how many trials of each fault ended how.
  func run() -> (objections: [String], figures: [String]) {
    let waiting = Mutex(Array(trials.reversed()))
    let done = Mutex<[(CrashTrial, CrashTrial.Outcome)]>([])
    let county = county
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while let trial = waiting.withLock({ $0.popLast() }) {
        let outcome = trial.outcome(in: county)
        done.withLock { $0.append((trial, outcome)) }
      }
    }
    let all = done.withLock { $0 }
    let figures = Dictionary(grouping: all, by: \.0.fault)
      .map { fault, trials in
        let endings = Dictionary(grouping: trials) { $0.1.ending.map { "\($0)" } ?? "none" }
          .map { "\($0.value.count) \($0.key)" }.sorted().joined(separator: ", ")
        return "\(fault.name): \(trials.count) = \(endings)"
      }
      .sorted()
    return (all.flatMap(\.1.objections), figures)
  }
}
