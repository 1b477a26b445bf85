import DurableFiles
import OperatingSystem
public import SurveyModel
import Synchronization

/// Keeps a log of runs: in a file, or in that of the system.
///
/// Every line is opened, appended and closed by itself, so that whatever rotates the file in between loses
/// no line, and the lines of several runs never mix.
public final class RunLog: RunRecorder {
  /// Where the lines go.
  public enum Destination: Hashable, Sendable {
    /// Behind those of a file, which is made where there is none.
    case file(String)
    /// To the log of the system (syslog(3)), as `millet` and of the facility `user`.
    case system

    /// The destination of a word: `syslog`, or the path of a file.
    public init(_ word: String) {
      self = word == "syslog" ? .system : .file(word)
    }
  }

  private let destination: Destination
  private let fault = Mutex<SystemFault?>(nil)

  /// Keeps a log there.
  public init(_ destination: Destination) {
    self.destination = destination
  }

  /// Writes the lines of an event.
  public func hear(_ event: RunEvent) {
    for line in LogLine.lines(of: event) {
      do throws(SystemFault) {
        switch destination {
        case .file(let path): try DurableFile.append(line.timed + "\n", toFileAt: path)
        case .system: try SystemLog.write(line.untimed, priority: line.level.rawValue)
        }
      } catch {
        fault.withLock { $0 = $0 ?? error }
      }
    }
  }

  /// Tells whether a line could not be written.
  public func close() -> [Diagnostic] {
    guard let fault = fault.withLock({ $0 }) else { return [] }
    let place =
      switch destination {
      case .file(let path): path
      case .system: SystemLog.socket
      }
    return [Diagnostic(unrecorded: "the log", at: place, fault.what, remedy: "\(fault.remedy)")]
  }
}

extension Diagnostic {
  /// A warning that something of a run's record could not be kept.
  init(unrecorded what: String, at place: String, _ why: String, remedy: Message) {
    self.init(
      .runUnrecorded, .warning, at: SourceLocation(file: place),
      "expected to write \(what) of the run here, found that \(why)", remedy: remedy)
  }
}
