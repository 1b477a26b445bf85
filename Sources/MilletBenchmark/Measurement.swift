import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// What a piece of work cost this process.
struct Measurement: CustomStringConvertible {
  /// The seconds of processor time, of the user and of the system, in all threads.
  let processor: Double
  /// The seconds on the clock.
  let wall: Double
  /// The most memory that the process has held since it started, in MiB.
  let peak: Double

  /// Does a piece of work once and measures it.
  static func of<Result>(
    _ work: () throws -> Result
  ) rethrows -> (result: Result, cost: Measurement) {
    let before = usage()
    let start = ContinuousClock.now
    let result = try work()
    let wall = ContinuousClock.now - start
    let after = usage()
    let cost = Measurement(
      processor: after.processor - before.processor, wall: wall / .seconds(1), peak: after.peak)
    return (result, cost)
  }

  /// The processor time of the process so far in seconds, finely.
  static func processorTime() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The processor time in seconds and the peak of memory in MiB of the process so far.
  static func usage() -> (processor: Double, peak: Double) {
    var usage = rusage()
    #if canImport(Glibc)
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let unit = 1024.0
    #else
    _ = unsafe getrusage(RUSAGE_SELF, &usage)
    let unit = 1.0
    #endif
    let seconds = Double(usage.ru_utime.tv_sec) + Double(usage.ru_stime.tv_sec)
    let fractions = Double(usage.ru_utime.tv_usec) + Double(usage.ru_stime.tv_usec)
    return (seconds + fractions / 1e6, Double(usage.ru_maxrss) * unit / 1_048_576)
  }

  /// The measurement with the units of work that a second of processor time does.
  func line(of count: Int, _ unit: String) -> String {
    "\(self), \(String(format: "%.0f", Double(count) / processor)) \(unit) a second of processor"
  }

  var description: String {
    String(format: "CPU %.3f s, wall %.3f s, peak %.0f MiB", processor, wall, peak)
  }
}
