internal import Foundation

/// What a file system can be made to keep through a crash.
package enum DurableFile {
  /// Makes an empty file that must not be there yet, with its mode from the first.
  ///
  /// - Throws: `FileSystemError` when there is one already or the file system refuses.
  package static func create(_ path: String, mode: UInt16 = 0o666) throws(FileSystemError) {
    close(try open(new: path, mode: mode))
  }

  /// Writes a small file whole or not at all, with its mode from the first, replacing what stands there.
  ///
  /// - Throws: `FileSystemError` when the file system refuses.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt16
  ) throws(FileSystemError) {
    let beside = "\(path).new"
    // What a process left that died while it wrote.
    guard unsafe unlink(beside) == 0 || errno == ENOENT else {
      throw FileSystemError("unlink", beside)
    }
    let descriptor = try open(new: beside, mode: mode)
    do throws(FileSystemError) {
      defer { close(descriptor) }
      try append(bytes, to: descriptor, of: beside)
      try rename(beside, to: path)
      try synchronize(folder(of: path))
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }

  private static func open(new path: String, mode: UInt16) throws(FileSystemError) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let descriptor = unsafe Foundation.open(path, flags, mode_t(mode))
    guard descriptor >= 0 else { throw FileSystemError("open", path) }
    return descriptor
  }

  private static func append(
    _ bytes: [UInt8], to descriptor: Int32, of path: String
  ) throws(FileSystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count)
      }
      guard count >= 0 || errno == EINTR else { throw FileSystemError("write", path) }
      rest = rest.dropFirst(max(count, 0))
    }
    guard fsync(descriptor) == 0 else { throw FileSystemError("fsync", path) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Brings a file or the entries of a folder to the disk.
  ///
  /// - Throws: `FileSystemError` when the disk refuses.
  package static func synchronize(_ path: String) throws(FileSystemError) {
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystemError("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileSystemError("fsync", path) }
  }

  /// Gives a file, folder or link another name at once, replacing what had it.
  ///
  /// - Throws: `FileSystemError` when the file system refuses; then nothing has changed.
  package static func rename(_ path: String, to newPath: String) throws(FileSystemError) {
    guard unsafe Foundation.rename(path, newPath) == 0 else {
      throw FileSystemError("rename", path)
    }
  }
}

/// What the file system refused, and why.
package struct FileSystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The call that failed.
  package let call: String
  /// The path that it was made on.
  package let path: String
  /// The system's number for the reason.
  package let code: Int32

  /// Takes the reason from `errno`.
  init(_ call: String, _ path: String) {
    self.call = call
    self.path = path
    code = errno
  }

  /// The reason in the system's words.
  package var description: String {
    "\(call) of \(path): \(unsafe String(cString: strerror(code)))"
  }
}
