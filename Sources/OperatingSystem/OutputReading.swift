internal import Glibc

/// Reads what a program prints until it ends or goes beyond a bound.
struct OutputReading {
  /// What it printed.
  private(set) var output: [UInt8] = []
  private let mostBytes: Int
  private var messages: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// The descriptors that have not come to their end.
  private var open: [Int32] = []

  /// The longest that nothing is looked at but what is printed.
  private static let tick: Duration = .milliseconds(50)
  private static let longestMessage = 4096

  init(mostBytes: Int) {
    self.mostBytes = mostBytes
  }

  /// The last line of the messages that says something.
  var lastMessage: String {
    let lines = String(decoding: messages, as: UTF8.self).split(whereSeparator: \.isNewline)
    let last = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    return String(last.prefix(200))
  }

  /// Reads to the end.
  ///
  /// - Returns: Why the program has to be killed; nil when it ended by itself.
  mutating func run(
    _ group: inout ProcessGroup, until deadline: ContinuousClock.Instant
  ) -> ChildProcess.Ending? {
    open = [group.output, group.messages]
    var pause = Duration.milliseconds(1)
    while true {
      let rest = deadline - ContinuousClock.now
      guard rest > .zero else { return .outOfTime }
      if Task.isCancelled { return .cancelled }
      if open.isEmpty {
        if group.hasEnded() { return nil }
        Self.sleep(min(pause, rest))
        pause = min(pause * 2, Self.tick)
        continue
      }
      for descriptor in Self.ready(open, within: min(Self.tick, rest)) {
        let count = unsafe read(descriptor, &chunk, chunk.count)
        if count <= 0 {
          if count == 0 || errno != EINTR && errno != EAGAIN { open.removeAll { $0 == descriptor } }
        } else if descriptor == group.output {
          guard output.count + count <= mostBytes else { return .tooMuchOutput }
          output.append(contentsOf: chunk[..<count])
        } else {
          messages.append(contentsOf: chunk[..<count])
          if messages.count > Self.longestMessage {
            messages.removeFirst(messages.count - Self.longestMessage)
          }
        }
      }
      // What the program left behind may hold its output open.
      if group.hasEnded() { group.kill() }
    }
  }

  /// The descriptors that can be read, or are at their end.
  private static func ready(_ descriptors: [Int32], within time: Duration) -> [Int32] {
    var wanted = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let milliseconds = Int32(clamping: time.components.attoseconds / 1_000_000_000_000_000)
    let count = unsafe poll(&wanted, nfds_t(wanted.count), max(1, milliseconds))
    guard count > 0 else { return [] }
    return wanted.filter { $0.revents != 0 }.map(\.fd)
  }

  private static func sleep(_ time: Duration) {
    usleep(UInt32(clamping: time.components.attoseconds / 1_000_000_000_000))
  }
}
