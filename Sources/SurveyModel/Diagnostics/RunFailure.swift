/// What ends a file or a run: a diagnostic that cannot be worked around, and how the command exits.
public struct RunFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, where, and what would mend it.
  public let diagnostic: Diagnostic
  /// The exit status of a command that ends with this failure.
  public let exit: ExitStatus

  /// Makes a failure; without an exit status it is ``ExitStatus/failed``.
  public init(_ diagnostic: Diagnostic, exit: ExitStatus = .failed) {
    self.diagnostic = diagnostic
    self.exit = exit
  }

  /// The diagnostic as a person reads it.
  public var description: String { diagnostic.description }
}

extension Collection<RunFailure> {
  /// The exit status of a command that several failures end, of which a wrong definition is the first
  /// to mend; nil where there is none.
  package var exit: ExitStatus? { (first { $0.exit == .definition } ?? first)?.exit }
}

/// The exit status of every command.
public enum ExitStatus: Int32, Hashable, Sendable {
  /// Published, or the output is complete.
  case published = 0
  /// A quality gate failed; nothing was published.
  case gateFailed = 1
  /// A file, the disk or the database failed; nothing was published.
  case failed = 2
  /// The command line is wrong (`EX_USAGE` of sysexits).
  case usage = 64
  /// Another run of the pipeline holds the lock (`EX_TEMPFAIL`).
  case locked = 75
  /// The pipeline file, or a file it refers to, is wrong (`EX_CONFIG`).
  case definition = 78
  /// Interrupted (128 + SIGINT).
  case interrupted = 130
}
