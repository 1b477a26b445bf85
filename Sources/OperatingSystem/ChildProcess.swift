/// Another program, run for what it prints.
///
/// It gets a process group of its own, with all that it starts, and does not outlive the reader: the
/// group is killed when the program ends, when it goes beyond a bound, and when this process dies,
/// however it dies.
package struct ChildProcess: Sendable {
  /// What a program may ask for.
  package struct Bounds: Hashable, Sendable {
    /// The most seconds from start to end.
    package let seconds: Int
    /// The most bytes that it prints.
    package let outputBytes: Int
    /// The most bytes of memory that each of its processes may fill.
    package let memoryBytes: Int

    /// Bounds time, output and memory.
    package init(seconds: Int, outputBytes: Int, memoryBytes: Int) {
      self.seconds = seconds
      self.outputBytes = outputBytes
      self.memoryBytes = memoryBytes
    }
  }

  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    /// By itself, with a status.
    case exited(Int32)
    /// By a signal that this process did not send.
    case signalled(Int32)
    /// It was killed because its time was up.
    case outOfTime
    /// It was killed because it printed too much.
    case tooMuchOutput
    /// It was killed because the task that waited for it was cancelled.
    case cancelled
  }

  /// How the program ended.
  package let ending: Ending
  /// What it printed, at most ``Bounds/outputBytes``.
  package let output: [UInt8]
  /// The last line of its messages, at most 200 characters; empty when it said nothing.
  package let lastMessage: String

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - executable: The path of the program.
  ///   - arguments: Its arguments, without its name.
  ///   - input: What it reads from its standard input; nothing of it stands in a file or a list of processes.
  ///   - bounds: What it may ask for; beyond them it is killed.
  /// - Throws: ``SystemFault`` when there is no process for it.
  package init(
    running executable: String, _ arguments: [String], input: [UInt8] = [],
    within bounds: Bounds
  ) throws(SystemFault) {
    var group = try ProcessGroup(
      running: executable, arguments, input: input,
      memoryKibibytes: max(1, bounds.memoryBytes >> 10))
    var reading = OutputReading(mostBytes: bounds.outputBytes)
    let deadline = ContinuousClock.now + .seconds(bounds.seconds)
    let stopped = reading.run(&group, until: deadline)
    group.kill()
    let status = group.reap()
    if let stopped {
      ending = stopped
    } else {
      // The status of wait(2): the low seven bits are the signal, the next byte is the exit status.
      let signal = status & 0x7F
      ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
    output = reading.output
    lastMessage = reading.lastMessage
  }
}
