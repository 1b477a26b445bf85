internal import Glibc
internal import Synchronization

/// A program and all that it starts, as one group of processes.
///
/// Between the program and this process stands `/bin/sh`, which sets the bound of memory, leaves a
/// guard in the group and becomes the program. The guard waits for the end of a pipe that only this
/// process holds open, and then kills the group: so the group dies with this process even when
/// nothing was left to kill it.
@safe struct ProcessGroup: ~Copyable {
  /// What the program prints.
  let output: Int32
  /// What it says of its work.
  let messages: Int32
  private let identifier: pid_t
  /// The end of the pipe that the guard waits for.
  private let life: Int32
  private var status: Int32?

  private static let script = """
    ulimit -c 0
    ulimit -d "$1" 2>/dev/null
    { read -r _ <&3; kill -9 0; } </dev/null >/dev/null 2>&1 &
    exec 3<&-
    shift
    exec "$@"
    """

  /// Descriptors are made close-on-exec a moment after they are made; no other group must be
  /// started in between.
  private static let starting = Mutex(())

  init(
    running executable: String, _ arguments: [String], input: [UInt8], memoryKibibytes: Int
  ) throws(SystemFault) {
    let words = ["sh", "-c", Self.script, "sh", String(memoryKibibytes), executable] + arguments
    let source = input.isEmpty ? nil : try StandardInputFile(input)
    let descriptor = source?.descriptor
    let started = Self.starting.withLock { _ in Self.start(words, input: descriptor) }
    withExtendedLifetime(source) {}
    (identifier, output, messages, life) = try started.get()
  }

  deinit {
    if status == nil {
      kill()
      _ = Self.wait(for: identifier)
    }
    for descriptor in [output, messages, life] { close(descriptor) }
  }

  /// Kills every process of the group.
  func kill() {
    // Once the program is reaped, its number may be another's.
    if status == nil { killpg(identifier, SIGKILL) }
  }

  /// Whether the program has ended; it is not reaped.
  func hasEnded() -> Bool {
    var information = unsafe siginfo_t()
    let result = unsafe waitid(
      P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return unsafe result != 0 || information.si_signo != 0
  }

  /// Waits for the end of the program and gives its status as wait(2) does.
  mutating func reap() -> Int32 {
    let status = status ?? Self.wait(for: identifier)
    self.status = status
    return status
  }

  private static func wait(for identifier: pid_t) -> Int32 {
    var status: Int32 = 0
    _ = uninterrupted { unsafe waitpid(identifier, &status, 0) }
    return status
  }

  private typealias Started = (pid_t, output: Int32, messages: Int32, life: Int32)

  private static func start(
    _ words: [String], input: Int32?
  ) -> Result<Started, SystemFault> {
    var ends: [Int32] = []
    for _ in 0..<3 {
      guard let pipe = pipe() else {
        let failure = SystemFault(errno: errno)
        for descriptor in ends { close(descriptor) }
        return .failure(failure)
      }
      ends += [pipe.reader, pipe.writer]
    }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input {
      unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[3], 2)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[4], 3)
    var identifier = pid_t()
    let code = unsafe spawn(words, &actions, &identifier)
    for end in [1, 3, 4] { close(ends[end]) }
    guard code == 0 else {
      for end in [0, 2, 5] { close(ends[end]) }
      return .failure(SystemFault(errno: code))
    }
    return .success((identifier, ends[0], ends[2], ends[5]))
  }

  private static func spawn(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, _ identifier: inout pid_t
  ) -> Int32 {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // This process may ignore or block signals, which a program would inherit.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGHUP, SIGQUIT] {
      unsafe sigaddset(&signals, signal)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe arguments.indices { unsafe free(arguments[index]) }
    }
    return unsafe posix_spawn(
      &identifier, "/bin/sh", &actions, &attributes, &arguments, environ)
  }

  private static func pipe() -> (reader: Int32, writer: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
    // The guard's end is duplicated to 3 and the others to 1 and 2: they must not stand there
    // already, or they would be closed by the program's start.
    for index in ends.indices {
      let high = fcntl(ends[index], F_DUPFD_CLOEXEC, 10)
      close(ends[index])
      ends[index] = high
    }
    guard ends.allSatisfy({ $0 >= 0 }) else {
      for descriptor in ends where descriptor >= 0 { close(descriptor) }
      return nil
    }
    return (ends[0], ends[1])
  }
}
