internal import Foundation

/// The names in a folder.
package enum FolderEntries {
  /// The names in a folder but for itself and the one above, sorted by their bytes.
  ///
  /// - Throws: ``SystemFault`` when the folder cannot be read to its end.
  package static func names(in path: PathBytes) throws(SystemFault) -> [PathBytes] {
    let descriptor = unsafe path.withCPath { path in
      uninterrupted { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }
    guard descriptor >= 0 else { throw SystemFault(errno: errno) }
    guard let folder = unsafe fdopendir(descriptor) else {
      let fault = SystemFault(errno: errno)
      close(descriptor)
      throw fault
    }
    defer { unsafe closedir(folder) }
    var names: [PathBytes] = []
    while true {
      // The end and a failure look alike but for this number.
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        guard errno == 0 else { throw SystemFault(errno: errno) }
        return names.sorted()
      }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(PathBytes(bytes: name)) }
    }
  }
}
