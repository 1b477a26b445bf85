internal import Foundation

/// A stream that a program writes to, which may be closed, full or left by its reader.
package enum StandardStream: Sendable {
  /// The stream for data.
  case output
  /// The stream for messages.
  case errors

  /// Writes bytes.
  ///
  /// - Throws: ``SystemFault`` when the stream does not take them; `readerGone` is no failure, since a
  ///   reader such as `head` goes when it has seen enough.
  package func write(_ bytes: some Sequence<UInt8>) throws(SystemFault) {
    let handle =
      switch self {
      case .output: FileHandle.standardOutput
      case .errors: FileHandle.standardError
      }
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw SystemFault(describing: error)
    }
  }

  /// Whether the stream for messages is one of the systemd journal: its device and inode are those that
  /// `JOURNAL_STREAM` names (systemd.exec(5)).
  ///
  /// - Parameter variable: What `JOURNAL_STREAM` is, or nil.
  /// - Returns: Whether it is; false where the variable is nil.
  package static func isJournal(_ variable: String?) -> Bool {
    guard let variable else { return false }
    var status = stat()
    guard unsafe fstat(2, &status) == 0 else { return false }
    return variable == "\(status.st_dev):\(status.st_ino)"
  }

  /// Makes writing to a stream without a reader, or beyond what a file may hold, an error of the write
  /// and not the end of the process, and keeps the numbers of closed streams from being given to files.
  ///
  /// To be called before anything is opened.
  package static func prepare() {
    // A limit on the size of files is an error of the write, too.
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one. Only for reading: a write fails as it does when closed.
      _ = unsafe open("/dev/null", O_RDONLY)
    }
  }
}
