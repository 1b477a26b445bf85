import Foundation
import OperatingSystem

/// The stream for messages.
enum StandardError {
  /// Whether a person sees the stream on a terminal that can move its cursor.
  static var isTerminal: Bool {
    isatty(FileHandle.standardError.fileDescriptor) == 1
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether colour is welcome: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static var takesColor: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Whether the stream is one of the systemd journal, which knows times and reads `<4>` before a line as how
  /// much it weighs (sd-daemon(3)).
  static var isJournal: Bool {
    StandardStream.isJournal(ProcessInfo.processInfo.environment["JOURNAL_STREAM"])
  }

  /// Writes a text as it is.
  ///
  /// A stream that does not take it decides nothing: what was done stays done, and there is no other
  /// stream on which to say so.
  static func write(_ text: String) {
    do {
      try StandardStream.errors.write(text.utf8)
    } catch {}
  }
}
