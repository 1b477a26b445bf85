internal import Foundation

/// A lock on a file that other processes respect, held until its owner or its process is gone.
package struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, making the file if there is none; nil when another process holds it.
  ///
  /// - Throws: `FileSystemError` when the file cannot be opened or locked.
  package init?(at path: String) throws(FileSystemError) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileSystemError("open", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let error = FileSystemError("flock", path)
      close(descriptor)
      if isHeld { return nil }
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
