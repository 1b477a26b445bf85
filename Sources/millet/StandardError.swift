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
