internal import Foundation
package import OperatingSystem

/// What a file system can be made to keep through a crash.
package enum DurableFile {
  /// Makes an empty file that must not be there yet, with its mode from the first.
  ///
  /// - Throws: `SystemFault` when there is one already or the file system refuses.
  package static func create(_ path: String, mode: UInt16 = 0o666) throws(SystemFault) {
    close(try open(path, newFile, mode: mode))
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
    let descriptor = try open(beside, newFile, mode: mode)
    do throws(SystemFault) {
      defer { close(descriptor) }
      try append(bytes, to: descriptor)
      try synchronize(descriptor)
      try rename(beside, to: path)
      try synchronize(folder(of: path))
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }

  /// Writes a file whole or not at all, replacing what stands there, without bringing it to the disk.
  ///
  /// - Throws: `SystemFault` when the file system refuses; then what stood there still does.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFault) {
    // Two processes may replace one file.
    let beside = "\(path).\(getpid()).new"
    do throws(SystemFault) {
      try overwrite(beside, with: bytes)
      try rename(beside, to: path)
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }

  /// Writes a file, in the place of one of that name, without bringing it to the disk.
  ///
  /// - Throws: `SystemFault` when the file system refuses; then the file may be there in part.
  package static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemFault) {
    let descriptor = try open(path, emptiedFile, mode: 0o666)
    defer { close(descriptor) }
    try append(bytes, to: descriptor)
  }

  /// Appends a text to a file, which is made where there is none, without bringing it to the disk.
  ///
  /// It is one call of the system, so that the texts of several processes do not mix. A pipe that nobody reads
  /// is not waited for.
  ///
  /// - Throws: `SystemFault` when the file system refuses.
  package static func append(_ text: String, toFileAt path: String) throws(SystemFault) {
    let descriptor = try open(
      path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY, mode: 0o666)
    defer { close(descriptor) }
    try append(Array(text.utf8), to: descriptor)
  }

  /// Makes a folder with those above it that are not there, and brings their names to the disk.
  ///
  /// - Throws: `SystemFault` when the file system refuses.
  package static func makeFolder(_ path: String) throws(SystemFault) {
    do throws(SystemFault) {
      try makeOneFolder(path)
    } catch SystemFault.notFound {
      try makeFolder(folder(of: path))
      try makeOneFolder(path)
    }
  }

  private static func makeOneFolder(_ path: String) throws(SystemFault) {
    guard unsafe mkdir(path, 0o777) == 0 else {
      let fault = SystemFault(errno: errno)
      guard fault == .exists else { throw fault }
      guard try FileState(of: PathBytes(path)).kind == .folder else { throw .notAFolder }
      return
    }
    do throws(SystemFault) {
      try synchronize(folder(of: path))
    } catch SystemFault.notPermitted {
      // Names in a folder that may not be read come to the disk when the system brings them there.
    }
  }

  private static let newFile = O_WRONLY | O_CREAT | O_EXCL
  /// A file without bytes, whether there was one or not.
  static let emptiedFile = O_WRONLY | O_CREAT | O_TRUNC

  /// Opens a file that child processes do not get, with its mode where it is made.
  static func open(
    _ path: String, _ flags: Int32, mode: UInt16 = 0
  ) throws(SystemFault) -> Int32 {
    let descriptor = uninterrupted {
      unsafe Foundation.open(path, flags | O_CLOEXEC, mode_t(mode))
    }
    guard descriptor >= 0 else { throw SystemFault(errno: errno) }
    return descriptor
  }

  private static func synchronize(_ descriptor: Int32) throws(SystemFault) {
    guard uninterrupted({ fsync(descriptor) }) == 0 else { throw SystemFault(errno: errno) }
  }

  /// Writes all bytes, in as many calls as the system makes of them.
  ///
  /// - Parameters:
  ///   - bytes: What is written.
  ///   - descriptor: The file.
  ///   - call: `write(2)`, which may take fewer bytes than it is given.
  /// - Throws: `SystemFault` when the system takes no more.
  static func append(
    _ bytes: [UInt8], to descriptor: Int32,
    by call: (Int32, ArraySlice<UInt8>) -> Int = { descriptor, bytes in
      unsafe bytes.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
    }
  ) throws(SystemFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = uninterrupted { call(descriptor, rest) }
      guard count >= 0 else { throw SystemFault(errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// The next bytes of a file, at most so many; none at its end.
  ///
  /// - Throws: `SystemFault` when they cannot be read.
  static func bytes(of descriptor: Int32, most: Int) throws(SystemFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: most)
    let count = uninterrupted {
      unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    }
    guard count >= 0 else { throw SystemFault(errno: errno) }
    return Array(bytes.prefix(count))
  }

  /// Removes a file that was only needed for another; what cannot be removed is left.
  package static func removeRemains(of path: String) { unsafe unlink(path) }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Brings a file or the entries of a folder to the disk.
  ///
  /// - Throws: `SystemFault` when the disk refuses.
  package static func synchronize(_ path: String) throws(SystemFault) {
    let descriptor = try open(path, O_RDONLY)
    defer { close(descriptor) }
    try synchronize(descriptor)
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
