import Foundation
import ZipArchive

/// The file that a reader of files is given, written anew for every input.
enum FuzzFile {
  /// The folder that `TMPDIR` names; else memory, where there is such a folder.
  private static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["TMPDIR"] { return named }
    let memory = "/dev/shm"
    return FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
  }()

  private static let path = "\(folder)/millet-fuzz-\(ProcessInfo.processInfo.processIdentifier)"

  /// Writes the bytes and gives the path.
  static func write(_ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  /// Writes an archive of parts and gives the path.
  static func write(parts: [(path: String, content: [UInt8])]) throws -> String {
    var writer = ZipArchiveWriter()
    for part in parts { writer.append(path: part.path, content: part.content) }
    try writer.write(to: path)
    return path
  }

  /// The bytes of a file.
  static func contents(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }
}
