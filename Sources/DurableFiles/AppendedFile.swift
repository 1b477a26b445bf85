internal import Foundation
package import OperatingSystem

/// A file that is written from its start to its end, some bytes at a time.
package struct AppendedFile: ~Copyable {
  /// How many bytes wait for a call of the system.
  private static let mostWaiting = 1 << 16

  private let descriptor: Int32
  private var waiting: [UInt8] = []

  /// Makes the file, in the place of one of that name.
  ///
  /// - Parameters:
  ///   - path: Where.
  ///   - mode: Its mode where there is no file of that name.
  /// - Throws: `SystemFault` when the file system refuses.
  package init(_ path: String, mode: UInt16 = 0o666) throws(SystemFault) {
    descriptor = try DurableFile.open(path, DurableFile.emptiedFile, mode: mode)
  }

  deinit { close(descriptor) }

  /// Writes bytes behind those before.
  ///
  /// - Throws: `SystemFault` when the disk takes no more.
  package mutating func append(_ bytes: [UInt8]) throws(SystemFault) {
    if waiting.isEmpty, bytes.count >= Self.mostWaiting {
      return try DurableFile.append(bytes, to: descriptor)
    }
    waiting += bytes
    if waiting.count >= Self.mostWaiting { try flush() }
  }

  /// Writes the bytes of another file behind those before.
  ///
  /// - Throws: `SystemFault` when that cannot be read, or the disk takes no more.
  package mutating func append(fileAt path: String) throws(SystemFault) {
    let source = try DurableFile.open(path, O_RDONLY)
    defer { close(source) }
    while true {
      let bytes = try DurableFile.bytes(of: source, most: Self.mostWaiting)
      guard !bytes.isEmpty else { return }
      try append(bytes)
    }
  }

  /// Writes what waits; call it behind the last bytes.
  ///
  /// - Throws: `SystemFault` when the disk takes no more.
  package mutating func flush() throws(SystemFault) {
    try DurableFile.append(waiting, to: descriptor)
    waiting.removeAll(keepingCapacity: true)
  }
}
