internal import Foundation
package import OperatingSystem

/// A lock on a file that other processes respect, held until its owner or its process is gone.
package struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, making the file if there is none; nil when another process holds it.
  ///
  /// - Throws: `SystemFault` when the file cannot be opened or locked.
  package init?(at path: String) throws(SystemFault) {
    let descriptor = try DurableFile.open(path, O_RDWR | O_CREAT, mode: 0o600)
    guard uninterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let error = SystemFault(errno: errno)
      close(descriptor)
      if isHeld { return nil }
      throw error
    }
    self.descriptor = descriptor
  }

  /// Writes into the file who holds the lock, in the place of what stood there.
  ///
  /// - Throws: `SystemFault` when the file system refuses; the lock is held all the same.
  package func write(_ bytes: [UInt8]) throws(SystemFault) {
    guard uninterrupted({ ftruncate(descriptor, 0) }) == 0, lseek(descriptor, 0, SEEK_SET) == 0
    else { throw SystemFault(errno: errno) }
    try DurableFile.append(bytes, to: descriptor)
  }

  // Whoever looks at a lock that nobody holds is told of nobody.
  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
