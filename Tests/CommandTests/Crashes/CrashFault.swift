import Foundation

/// What befalls a run at one of its calls.
enum CrashFault: Hashable, Sendable {
  /// How a call fails.
  enum Extent: String, Hashable, Sendable, CaseIterable {
    /// It alone.
    case once
    /// It and all that follow.
    case from
  }

  /// The process is killed before the call is done.
  case killedBefore
  /// The process is killed when it is done.
  case killedAfter
  /// The process is killed when half of the bytes are written.
  case torn
  /// The power is cut: what was not synchronized is not in the files.
  case cut
  /// The power is cut, and names that were not synchronized are as before.
  case undone
  /// The process is killed after some time, wherever it is.
  case killedAtTime
  /// The call fails with a number of the system.
  case fails(Int32, Extent)
  /// The call takes half of its bytes.
  case short
  /// The process gets a signal.
  case signal(Int32)

  /// Those by which a process dies.
  static let deaths: [Self] = [.killedBefore, .killedAfter, .torn, .cut, .undone, .killedAtTime]

  /// Those by which a call fails, or does less than it was asked for.
  static let failures: [Self] =
    [ENOSPC, EIO, EROFS, EMFILE]
    .flatMap { number in
      Extent.allCases.map { Self.fails(number, $0) }
    } + [.short]

  /// Those that ask a run to end.
  static let signals: [Self] = [.signal(SIGTERM), .signal(SIGINT), .signal(SIGHUP)]

  private static let changes: Set<String> = [
    "create", "write", "truncate", "sync", "rename", "remove", "folder", "link", "mark",
  ]

  /// The kinds of calls that it can befall.
  var kinds: Set<String> {
    switch self {
    case .killedBefore, .killedAfter, .cut, .undone: Self.changes
    case .torn, .short: ["write"]
    case .killedAtTime: []
    case .fails(ENOSPC, _): ["create", "write", "sync", "rename", "folder", "link"]
    case .fails(EROFS, _): Self.changes.subtracting(["write", "sync"])
    case .fails(EMFILE, _): ["open", "list", "create"]
    case .fails, .signal: Self.changes.union(["open", "list", "read"])
    }
  }

  /// The words by which the library knows it, at a call of those that it can befall, from 1.
  func mode(at call: Int) -> String {
    switch self {
    case .killedBefore: "before:\(call)"
    case .killedAfter: "after:\(call)"
    case .torn: "torn:\(call)"
    case .cut: "cut:\(call)"
    case .undone: "undone:\(call)"
    case .killedAtTime: "count"
    case .fails(let number, let extent): "\(extent.rawValue):\(call):\(number)"
    case .short: "short:\(call)"
    case .signal(let number): "signal:\(call):\(number)"
    }
  }

  /// How it is called in a list of figures.
  var name: String {
    switch self {
    case .killedBefore: "killed before"
    case .killedAfter: "killed after"
    case .torn: "killed in a write"
    case .cut: "power cut"
    case .undone: "power cut, names undone"
    case .killedAtTime: "killed at a time"
    case .fails(let number, let extent):
      "\(Self.names[number] ?? "\(number)") \(extent == .once ? "once" : "from then on")"
    case .short: "short write"
    case .signal(let number): Self.signalNames[number] ?? "signal \(number)"
    }
  }

  private static let names = [
    ENOSPC: "ENOSPC", EIO: "EIO", EROFS: "EROFS", EMFILE: "EMFILE",
  ]
  private static let signalNames = [SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP"]

  /// What is wrong with how a run ended that it befell; nil where nothing is.
  func objection(to run: MilletProcess) -> String? {
    switch self {
    case .killedBefore, .killedAfter, .torn, .cut, .undone:
      run.ending == .signal(SIGKILL) ? nil : "it was not killed"
    case .killedAtTime:
      [.signal(SIGKILL), .status(0)].contains(run.ending) ? nil : "it was not killed"
    case .short:
      run.ending == .status(0) ? nil : "no call has failed for good"
    case .fails:
      if run.ending == .status(0) {
        nil
      } else if run.ending != .status(2) {
        "status 2 says that the disk failed"
      } else {
        run.errors.contains(": error: ") && run.errors.contains("  remedy: ")
          ? nil : "no diagnostic says why"
      }
    case .signal:
      // It may have been done before the signal was heard of.
      switch run.ending {
      case .status(0): nil
      case .status(130):
        run.errors.contains("[run.interrupted]") && run.output.contains(#""status":"interrupted""#)
          ? nil : "nothing says that it was interrupted"
      default: "status 130 says that it was interrupted"
      }
    }
  }
}
