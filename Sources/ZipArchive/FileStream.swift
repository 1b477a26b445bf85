internal import OperatingSystem

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The bytes of a file, in order.
@safe package final class FileStream {
  /// The length of the file when it was opened.
  package let size: Int
  /// The bytes that were read or passed over.
  package private(set) var position = 0
  private let descriptor: Int32

  /// Opens the file at `path`, itself or through links; a folder, a device or a pipe is no file.
  ///
  /// - Throws: ``ZipFailure`` of kind `refused` when it cannot be opened.
  package init(path: String) throws(ZipFailure) {
    let descriptor = uninterrupted { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw ZipFailure(errno: errno)
    }
    var information = stat()
    guard unsafe fstat(descriptor, &information) == 0 else {
      let failure = ZipFailure(errno: errno)
      close(descriptor)
      throw failure
    }
    guard information.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ZipFailure(.notAFile(Self.kind(information.st_mode & S_IFMT)))
    }
    self.descriptor = descriptor
    size = Int(information.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// What something is that has a name like a file.
  private static func kind(_ type: mode_t) -> String {
    switch type {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }

  /// The rest of the file, at most so many bytes.
  ///
  /// - Throws: ``ZipFailure`` when it cannot be read.
  package func rest(most: Int) throws(ZipFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(size - position, most)))
    var count = 0
    while count < bytes.count {
      let read = try read(into: &bytes, from: count)
      if read == 0 { break }
      count += read
    }
    bytes.removeSubrange(count...)
    return bytes
  }

  /// Goes to a place in the file.
  package func seek(to position: Int) {
    lseek(descriptor, off_t(position), SEEK_SET)
    self.position = position
  }

  /// Fills `bytes` from index `start` with the next bytes.
  ///
  /// - Returns: How many bytes were read; 0 at the end that the file had when it was opened, or where
  ///   there is no room.
  package func read(into bytes: inout [UInt8], from start: Int) throws(ZipFailure) -> Int {
    guard start < bytes.count else { return 0 }
    let room = min(bytes.count - start, max(0, size - position))
    let descriptor = descriptor
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return uninterrupted { unsafe Self.readOnce(descriptor, base + start, room) }
    }
    guard count >= 0 else {
      throw ZipFailure(errno: errno)
    }
    position += count
    return count
  }

  private static func readOnce(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ room: Int
  ) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.read(descriptor, target, room)
    #else
    unsafe Darwin.read(descriptor, target, room)
    #endif
  }
}
