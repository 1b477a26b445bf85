internal import Foundation

/// A file of bytes that is open for reading, whatever happens to its path.
///
/// Pipes, sockets, devices and folders are refused, and opening them does not wait.
package struct RegularFile: ~Copyable {
  /// What the file system said when the file was opened.
  package let state: FileState
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: ``SystemFault``, `aFolder` or `notAFile` where something else stands there.
  package init(_ path: PathBytes) throws(SystemFault) {
    let descriptor = unsafe path.withCPath { path in
      uninterrupted { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    }
    guard descriptor >= 0 else {
      let code = errno
      // A socket cannot be opened at all.
      if code == ENXIO { throw .notAFile("a socket or pipe") }
      throw SystemFault(errno: code)
    }
    let state: FileState
    do throws(SystemFault) {
      state = try Self.state(of: descriptor)
      switch state.kind {
      case .regular: break
      case .folder: throw SystemFault.aFolder
      case .other: throw SystemFault.notAFile("a pipe, socket or device")
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.state = state
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// What the file system says now.
  package func currentState() throws(SystemFault) -> FileState {
    try Self.state(of: descriptor)
  }

  /// A path under which this very file can be opened as long as it is open, by child processes too.
  ///
  /// Elsewhere than on Linux there is none, and it is `path`.
  package func heldPath(insteadOf path: PathBytes) -> String {
    #if os(Linux)
    "/proc/\(getpid())/fd/\(descriptor)"
    #else
    path.shown
    #endif
  }

  /// Waits until a change of the file from now on shows in its state.
  ///
  /// Kernels note the times of changes by a clock of some milliseconds: of two changes within one tick
  /// the second leaves no trace.
  package func waitForNewTick() {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let age = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - state.changed
    if (0..<Self.tick).contains(age) { usleep(UInt32((Self.tick - age) / 1000)) }
  }

  /// The bytes from a place on, as many as there are of a number.
  ///
  /// - Throws: ``SystemFault`` when the system does not read on.
  package func bytes(_ count: Int, at position: Int) throws(SystemFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(count, state.size - position)))
    var taken = 0
    while taken < bytes.count {
      let count = try read(into: &bytes, from: taken, at: position + taken)
      if count == 0 { break }
      taken += count
    }
    bytes.removeSubrange(taken...)
    return bytes
  }

  /// Reads bytes of the file into those from one on, as many as there is room or a number says.
  ///
  /// - Returns: How many were read, 0 at the end of the file.
  private func read(
    into bytes: inout [UInt8], from first: Int, most: Int = .max, at position: Int
  ) throws(SystemFault) -> Int {
    let descriptor = descriptor
    let count = unsafe bytes.withUnsafeMutableBytes { bytes in
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[first...])
      return uninterrupted {
        unsafe pread(descriptor, room.baseAddress, min(room.count, most), off_t(position))
      }
    }
    guard count >= 0 else { throw SystemFault(errno: errno) }
    return count
  }

  /// Gives the bytes in pieces, from the first to the last that the file had when it was opened.
  ///
  /// What grows meanwhile shows in the state; files of the kernel's that claim no bytes have none, for
  /// some of them never end.
  ///
  /// - Throws: ``SystemFault`` when the system does not read on.
  package func read(pieces body: (ArraySlice<UInt8>) -> Void) throws(SystemFault) {
    var piece = [UInt8](repeating: 0, count: 1 << 17)
    var position = 0
    while position < state.size {
      let wanted = min(piece.count, state.size - position)
      let count = try read(into: &piece, from: 0, most: wanted, at: position)
      if count == 0 { return }
      body(piece[..<count])
      position += count
    }
  }

  /// All bytes of a small file.
  ///
  /// - Parameter most: The most bytes that are taken, 1 GiB unless told otherwise.
  /// - Returns: The bytes, none for an empty file.
  /// - Throws: ``SystemFault``, `fileTooLarge` where there are more.
  package func contents(most: Int = 1 << 30) throws(SystemFault) -> [UInt8] {
    guard state.size <= most else { throw .fileTooLarge }
    var contents: [UInt8] = []
    contents.reserveCapacity(state.size)
    try read { contents += $0 }
    return contents
  }

  /// Longer than the tick of any kernel's clock (100 a second at the least), in nanoseconds.
  private static let tick: Int64 = 20_000_000

  private static func state(of descriptor: Int32) throws(SystemFault) -> FileState {
    var information = stat()
    guard unsafe fstat(descriptor, &information) == 0 else { throw SystemFault(errno: errno) }
    return FileState(information)
  }
}
