internal import Foundation

/// What the operating system or SQLite refused, in words for the person who runs the program.
///
/// The one place where their numbers get a meaning; whoever reports one adds the file it was about.
package enum SystemFault: Error, Hashable, Sendable {
  /// No room on the disk (`ENOSPC`, `SQLITE_FULL`).
  case diskFull
  /// The user's share of the disk is used up (`EDQUOT`).
  case quotaExceeded
  /// A file would be larger than the system or a limit of the process allows (`EFBIG`).
  case fileTooLarge
  /// The disk is mounted for reading only (`EROFS`), or so is the file (`SQLITE_READONLY`).
  case readOnly
  /// This user may not (`EACCES`, `EPERM`).
  case notPermitted
  /// There is nothing of that name (`ENOENT`).
  case notFound
  /// Something is there already (`EEXIST`, `ENOTEMPTY`).
  case exists
  /// A file stands where a folder should (`ENOTDIR`).
  case notAFolder
  /// A folder stands where a file should (`EISDIR`).
  case aFolder
  /// Something else has the name of a file: a folder, a pipe, a device.
  case notAFile(String)
  /// Links lead to one another (`ELOOP`).
  case linkLoop
  /// The name is longer than the file system takes (`ENAMETOOLONG`).
  case nameTooLong
  /// The process or system has too many files open (`EMFILE`, `ENFILE`, `SQLITE_CANTOPEN` of them).
  case tooManyOpenFiles
  /// The device failed (`EIO`, `SQLITE_IOERR`).
  case inputOutput
  /// No memory is left (`ENOMEM`, `SQLITE_NOMEM`).
  case outOfMemory
  /// The stream is closed (`EBADF`).
  case closed
  /// Nobody reads the other end any more (`EPIPE`).
  case readerGone
  /// Another program holds it (`EBUSY`, `ETXTBSY`, `SQLITE_BUSY`, `SQLITE_LOCKED`).
  case busy
  /// A database's pages contradict each other (`SQLITE_CORRUPT`, `SQLITE_NOTADB`).
  case damagedDatabase
  /// A database cannot be opened (`SQLITE_CANTOPEN`).
  case cannotOpenDatabase
  /// Anything else, in the system's words.
  case other(String)

  /// Whether it is of the machine and not of what was asked for, so that the same call may be done another time.
  package var isPassing: Bool {
    switch self {
    case .inputOutput, .tooManyOpenFiles, .outOfMemory, .busy: true
    default: false
    }
  }

  /// The meaning of an `errno`.
  package init(errno code: Int32) {
    self =
      switch code {
      case ENOSPC: .diskFull
      case EDQUOT: .quotaExceeded
      case EFBIG: .fileTooLarge
      case EROFS: .readOnly
      case EACCES, EPERM: .notPermitted
      case ENOENT: .notFound
      case EEXIST, ENOTEMPTY: .exists
      case ENOTDIR: .notAFolder
      case EISDIR: .aFolder
      case ELOOP: .linkLoop
      case ENAMETOOLONG: .nameTooLong
      case EMFILE, ENFILE: .tooManyOpenFiles
      case EIO: .inputOutput
      case ENOMEM: .outOfMemory
      case EBADF: .closed
      case EPIPE: .readerGone
      case EBUSY, ETXTBSY: .busy
      default: .other(Self.words(for: code))
      }
  }

  /// The meaning of a result code of SQLite (https://sqlite.org/rescode.html); nil for one that tells
  /// of a statement and not of the system.
  package init?(sqlite code: Int32) {
    switch code & 0xFF {
    case 13: self = .diskFull
    case 8: self = .readOnly
    case 3, 23: self = .notPermitted
    case 10: self = .inputOutput
    case 7: self = .outOfMemory
    case 5, 6: self = .busy
    case 11, 26: self = .damagedDatabase
    case 14: self = .cannotOpenDatabase
    default: return nil
    }
  }

  /// The meaning of an error of Foundation, by the `errno` that it was made of; nil for any other.
  package init?(_ error: any Error) {
    if let fault = error as? SystemFault {
      self = fault
      return
    }
    var next: NSError? = error as NSError
    while let found = next {
      if found.domain == NSPOSIXErrorDomain {
        self.init(errno: Int32(truncatingIfNeeded: found.code))
        return
      }
      next = (found.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    }
    guard let error = error as? CocoaError, let fault = Self.fault(of: error.code) else {
      return nil
    }
    self = fault
  }

  /// The meaning of any error, in its own words where the system's are not known.
  package init(describing error: any Error) {
    self = Self(error) ?? .other("\(error)")
  }

  private static func fault(of code: CocoaError.Code) -> SystemFault? {
    switch code {
    case .fileWriteOutOfSpace: .diskFull
    case .fileWriteVolumeReadOnly: .readOnly
    case .fileReadNoPermission, .fileWriteNoPermission: .notPermitted
    case .fileNoSuchFile, .fileReadNoSuchFile: .notFound
    case .fileWriteFileExists: .exists
    case .fileReadTooLarge: .fileTooLarge
    default: nil
    }
  }

  private static func words(for code: Int32) -> String {
    POSIXError(POSIXError.Code(rawValue: code) ?? .EINVAL).localizedDescription
  }
}
