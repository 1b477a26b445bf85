import DurableFiles
import Foundation
import OperatingSystem
import SurveyModel
import Synchronization

/// Brings events of lineage to where they go, one after the other.
///
/// A file is written at once. An endpoint is told on a thread beside the run by the program `curl`, which
/// stands for TLS, proxies and names; what an event and a key are reaches it through its standard input, so
/// that no list of processes shows them. An endpoint that does not answer is asked again only for the last
/// event.
final class LineageSender: Sendable {
  private struct Event {
    let text: String
    let isLast: Bool
  }

  private struct State {
    var waiting: [Event] = []
    var isBusy = false
    var isThere = false
    var fault: (why: String, remedy: Diagnostic.Message)?
  }

  /// The most seconds that one event may take.
  private static let secondsOfEvent = 2
  /// The most seconds that the end of a run waits.
  private static let secondsAtEnd = 5.0

  private let destination: LineageSettings.Destination
  private let state = Mutex(State())

  init(to destination: LineageSettings.Destination) {
    self.destination = destination
  }

  /// Takes an event.
  func send(_ text: String, isLast: Bool) {
    switch destination {
    case .file(let path):
      do throws(SystemFault) {
        try DurableFile.append(text + "\n", toFileAt: path)
      } catch {
        note(error.what, remedy: "\(error.remedy)")
      }
    case .endpoint(let url, let key):
      state.withLock { $0.waiting.append(Event(text: text, isLast: isLast)) }
      begin(url, key)
    }
  }

  /// Waits a few seconds for what is not sent yet.
  ///
  /// - Returns: A warning where an event did not arrive.
  func close() -> [Diagnostic] {
    let end = ContinuousClock.now + .seconds(Self.secondsAtEnd)
    while state.withLock({ $0.isBusy }) {
      guard ContinuousClock.now < end else {
        note("it does not answer in time", remedy: Self.remedyOfEndpoint)
        break
      }
      Thread.sleep(forTimeInterval: 0.002)
    }
    guard let fault = state.withLock({ $0.fault }) else { return [] }
    return [
      Diagnostic(unrecorded: "the lineage", at: place, fault.why, remedy: fault.remedy)
    ]
  }

  private static let remedyOfEndpoint: Diagnostic.Message =
    "see whether the endpoint is up; the next run is told anew"

  private func note(_ why: String, remedy: Diagnostic.Message) {
    state.withLock { $0.fault = $0.fault ?? (why, remedy) }
  }

  /// Where events go, without what may be secret in an address.
  private var place: String {
    switch destination {
    case .file(let path): path
    case .endpoint(let url, _):
      url.replacing(#//[^/?#]*@/#, with: "//").replacing(/[?#].*/, with: "")
    }
  }

  // MARK: The endpoint

  /// Begins to send what waits, where nothing is being sent.
  private func begin(_ url: String, _ key: String?) {
    let mustBegin = state.withLock { state in
      defer { state.isBusy = true }
      return !state.isBusy
    }
    guard mustBegin else { return }
    Thread.detachNewThread { [self] in
      while let event = next() { post(event, to: url, key) }
    }
  }

  private func next() -> Event? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isBusy = false
        return nil
      }
      return state.waiting.removeFirst()
    }
  }

  private func post(_ event: Event, to url: String, _ key: String?) {
    guard event.isLast || state.withLock({ $0.fault == nil }) else { return }
    guard let curl = Self.curl else {
      note("there is no program curl", remedy: "install curl, or write lineage to a file")
      return
    }
    var lines = [
      "url = \(Self.quoted(url))", "request = \"POST\"",
      "header = \"Content-Type: application/json\"", "data-binary = \(Self.quoted(event.text))",
      "max-time = \(Self.secondsOfEvent)", "proto = \"=http,https\"", "silent",
      "output = \"/dev/null\"", "write-out = \"%{http_code}\"",
    ]
    if let key { lines.append("header = \(Self.quoted("Authorization: Bearer \(key)"))") }
    let input = lines.map { $0 + "\n" }.joined()
    do throws(SystemFault) {
      let process = try ChildProcess(
        running: curl, ["--disable", "--config", "-"], input: Array(input.utf8),
        within: ChildProcess.Bounds(
          seconds: Self.secondsOfEvent + 1, outputBytes: 1 << 16, memoryBytes: 1 << 30))
      let status = String(decoding: process.output, as: UTF8.self)
      guard process.ending == .exited(0) else {
        note(Self.words(process.ending), remedy: Self.remedyOfEndpoint)
        return
      }
      guard status.count == 3, status.hasPrefix("2") else {
        note("it answers \(status)", remedy: "see what it says in its own log")
        return
      }
    } catch {
      note(error.what, remedy: "\(error.remedy)")
    }
  }

  /// Why nothing was sent, by the exit statuses of curl(1).
  private static func words(_ ending: ChildProcess.Ending) -> String {
    switch ending {
    case .exited(5), .exited(6): "its name is not known"
    case .exited(7): "nothing listens there"
    case .exited(28), .outOfTime: "it does not answer in time"
    case .exited(35), .exited(51), .exited(60): "its certificate is not one to trust"
    case .exited(let status): "curl ends with status \(status)"
    case .signalled(let signal): "signal \(signal) ended curl"
    case .tooMuchOutput, .cancelled: "curl was ended"
    }
  }

  /// A text of curl's configuration.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\r", with: "\\r").replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }

  private static let curl = InstalledProgram.path(of: "curl")
}
