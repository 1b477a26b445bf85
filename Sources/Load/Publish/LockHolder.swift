internal import DurableFiles
internal import Foundation
internal import OperatingSystem

/// Who holds the lock of a pipeline, for whoever waits for it.
///
/// It stands in the lock's file for as long as the lock is held and is for people alone: whether a run may
/// begin only the lock itself says.
package struct LockHolder: Codable, Hashable, Sendable {
  /// The number of the process.
  let pid: Int32
  /// The name of the machine.
  let host: String
  /// When it took the lock, ISO 8601 in UTC.
  let since: String
  /// The command and the pipeline file, without options, which may name what nobody else should read.
  let command: String

  /// The process that runs.
  ///
  /// - Parameter command: The command and the file that it was given.
  package init(command: String) {
    pid = getpid()
    host = ProcessInfo.processInfo.hostName
    since = Date.now.formatted(.iso8601)
    self.command = command
  }

  /// The bytes by which the file of a lock names the holder.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map(Array.init) ?? []
  }

  /// The holder that the file of a lock names; nil where it names none, or one that is gone.
  init?(inFileOf path: String) {
    guard let bytes = try? RegularFile(PathBytes(path)).contents(most: 4096),
      let holder = try? JSONDecoder().decode(Self.self, from: Data(bytes))
    else { return nil }
    // A process that was killed leaves its name behind.
    let isGone =
      holder.host == ProcessInfo.processInfo.hostName
      && kill(holder.pid, 0) != 0 && errno == ESRCH
    guard !isGone else { return nil }
    self = holder
  }

  /// The holder in words.
  var words: String { "process \(pid) on \(host) since \(since): \(command)" }
}
