internal import Foundation

/// What a program is to read from its standard input, in a file that has no name any more: whatever its size,
/// nobody has to write it while the program reads, and nobody else can open it.
final class StandardInputFile {
  /// The file, at its start.
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws(SystemFault) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/millet-XXXXXX".utf8CString)
    let low = unsafe mkstemp(&path)
    guard low >= 0 else { throw SystemFault(errno: errno) }
    unsafe unlink(path)
    // Not to stand where a program's own streams do.
    descriptor = fcntl(low, F_DUPFD_CLOEXEC, 10)
    close(low)
    guard descriptor >= 0 else { throw SystemFault(errno: errno) }
    do {
      try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(bytes))
    } catch {
      throw SystemFault(describing: error)
    }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw SystemFault(errno: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
