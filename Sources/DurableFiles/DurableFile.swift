internal import Foundation
package import OperatingSystem

/// What a file system can be made to keep through a crash.
package enum DurableFile {
  /// Makes an empty file that must not be there yet, with its mode from the first.
  ///
  /// - Throws: `SystemFault` when there is one already or the file system refuses.
  package static func create(_ path: String, mode: UInt16 = 0o666) throws(SystemFault) {
    close(try open(new: path, mode: mode))
  }

  /// Writes a small file whole or not at all, with its mode from the first, replacing what stands there.
  ///
  /// - Throws: `SystemFault` when the file system refuses.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt16
  ) throws(SystemFault) {
    let beside = "\(path).new"
    // What a process left that died while it wrote.
    guard unsafe unlink(beside) == 0 || errno == ENOENT else {
      throw SystemFault(errno: errno)
    }
    let descriptor = try open(new: beside, mode: mode)
    do throws(SystemFault) {
      defer { close(descriptor) }
      try append(bytes, to: descriptor)
      try rename(beside, to: path)
      try synchronize(folder(of: path))
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }

  private static func open(new path: String, mode: UInt16) throws(SystemFault) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let descriptor = uninterrupted { unsafe Foundation.open(path, flags, mode_t(mode)) }
    guard descriptor >= 0 else { throw SystemFault(errno: errno) }
    return descriptor
  }

  private static func append(
    _ bytes: [UInt8], to descriptor: Int32
  ) throws(SystemFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        uninterrupted { unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
      }
      guard count >= 0 else { throw SystemFault(errno: errno) }
      rest = rest.dropFirst(count)
    }
    guard uninterrupted({ fsync(descriptor) }) == 0 else { throw SystemFault(errno: errno) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Brings a file or the entries of a folder to the disk.
  ///
  /// - Throws: `SystemFault` when the disk refuses.
  package static func synchronize(_ path: String) throws(SystemFault) {
    let descriptor = uninterrupted { unsafe Foundation.open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw SystemFault(errno: errno) }
    defer { close(descriptor) }
    guard uninterrupted({ fsync(descriptor) }) == 0 else { throw SystemFault(errno: errno) }
  }

  /// Gives a file, folder or link another name at once, replacing what had it.
  ///
  /// - Throws: `SystemFault` when the file system refuses; then nothing has changed.
  package static func rename(_ path: String, to newPath: String) throws(SystemFault) {
    guard unsafe Foundation.rename(path, newPath) == 0 else {
      throw SystemFault(errno: errno)
    }
  }
}
