internal import Foundation

/// What a piece of work cost this process.
struct Measurement {
  /// Seconds of the clock on the wall.
  let wall: Double
  /// Seconds of processor time, user and system, of all threads.
  let processor: Double
  /// The most memory that the process ever held, in MiB; nil where the system does not tell.
  let peakMiB: Double?

  /// Does something and measures it.
  static func measure(_ work: () throws -> Void) rethrows -> Self {
    let start = clock()
    let elapsed = try ContinuousClock().measure(work)
    return Measurement(
      wall: elapsed / .seconds(1), processor: Double(clock() - start) / Double(CLOCKS_PER_SEC),
      peakMiB: peak)
  }

  /// The measurement in a line: seconds, memory and units of work a second of processor time.
  func line(of count: Int, _ unit: String) -> String {
    let rate = (Double(count) / processor).formatted(.number.precision(.fractionLength(0)))
    let memory = peakMiB.map { "peak \(shown($0)) MiB, " } ?? ""
    return
      "\(shown(wall)) s wall, \(shown(processor)) s processor, \(memory)\(rate) \(unit) a second of processor"
  }

  private func shown(_ number: Double) -> String {
    number.formatted(.number.precision(.fractionLength(2)))
  }

  /// `VmHWM` of Linux's `/proc/self/status`, in kB there.
  private static var peak: Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first
      .flatMap { Double($0) }
      .map { $0 / 1024 }
  }
}
