internal import ZipArchive

/// Bytes that come in order: a file, or a member of an archive.
protocol ByteSource: AnyObject {
  /// How much was read, and of how much.
  var progress: (done: Int, total: Int) { get }
  /// Fills `bytes` from index `start`, and says how many were read; 0 at the end.
  func read(into bytes: inout [UInt8], from start: Int) throws(ZipFailure) -> Int
}

extension ZipMemberStream: ByteSource {}

extension FileStream: ByteSource {
  var progress: (done: Int, total: Int) { (position, size) }
}
