internal import Foundation

/// What the file system says of a file, which is other once the file was written to or replaced.
///
/// The time of the last change of the inode cannot be set back, unlike that of its content.
package struct FileState: Hashable, Sendable {
  /// What stands under a path.
  package enum Kind: Hashable, Sendable {
    /// A file of bytes.
    case regular
    /// A folder.
    case folder
    /// A pipe, a socket or a device, which may have no end.
    case other
  }

  /// One object of the file system, by whatever path.
  package struct Identity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    fileprivate init(_ information: stat) {
      device = UInt64(information.st_dev)
      inode = UInt64(information.st_ino)
    }
  }

  /// What it is.
  package let kind: Kind
  /// Which it is.
  package let identity: Identity
  /// The length in bytes.
  package let size: Int
  /// The time of the last change of the content, in nanoseconds since 1970.
  package let modified: Int64
  /// The time of the last change of anything, in nanoseconds since 1970.
  package let changed: Int64
  /// The permissions.
  package let mode: UInt16

  init(_ information: stat) {
    kind =
      switch information.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    identity = Identity(information)
    size = Int(information.st_size)
    #if os(Linux)
    modified = Self.nanoseconds(information.st_mtim)
    changed = Self.nanoseconds(information.st_ctim)
    #else
    modified = Self.nanoseconds(information.st_mtimespec)
    changed = Self.nanoseconds(information.st_ctimespec)
    #endif
    mode = UInt16(truncatingIfNeeded: information.st_mode & 0o7777)
  }

  /// What the file system says of a path.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - links: Whether a link is followed to what it names.
  /// - Throws: ``SystemFault``, `notFound` where there is nothing or a link leads nowhere.
  package init(of path: PathBytes, links: Links = .followed) throws(SystemFault) {
    var information = stat()
    let code = unsafe path.withCPath { path in
      unsafe links == .followed ? stat(path, &information) : lstat(path, &information)
    }
    guard code == 0 else { throw SystemFault(errno: errno) }
    self.init(information)
  }

  /// Whether a link is followed.
  package enum Links: Hashable, Sendable {
    /// It stands for what it names.
    case followed
    /// It stands for itself.
    case kept
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension PathBytes {
  /// Calls `body` with the path as C has it.
  func withCPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let characters = bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe characters.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("there is a final zero") }
      return unsafe body(start)
    }
  }
}
