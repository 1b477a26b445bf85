internal import Foundation

/// The log of the system (syslog(3)), to which this program writes as `millet`, of the facility `user`.
package enum SystemLog {
  /// Where the system listens for lines.
  package static let socket = "/dev/log"

  /// The log once it is open; the name must stay for as long as it is.
  private static let isOpen: Bool = {
    guard let name = unsafe strdup("millet") else { return false }
    unsafe openlog(name, LOG_PID | LOG_NDELAY, LOG_USER)
    return true
  }()

  /// Writes a line.
  ///
  /// - Parameters:
  ///   - line: The line, without a line's end.
  ///   - priority: How much it weighs, by the numbers of syslog: 0 to 7.
  /// - Throws: ``SystemFault`` where nothing listens, since the system says nothing of it.
  package static func write(_ line: String, priority: Int32) throws(SystemFault) {
    guard unsafe access(socket, W_OK) == 0 else { throw SystemFault(errno: errno) }
    guard isOpen else { throw .outOfMemory }
    unsafe line.withCString { text in
      unsafe withVaList([text]) { unsafe vsyslog(priority, "%s", $0) }
    }
  }
}
