extension SystemFault {
  /// What happened, without a final period.
  package var what: String {
    switch self {
    case .diskFull: "the disk is full"
    case .quotaExceeded: "the user's share of the disk is used up"
    case .fileTooLarge: "a file would be larger than this system or process may write"
    case .readOnly: "the disk or file can only be read"
    case .notPermitted: "this user is not permitted to"
    case .notFound: "there is no such file or folder"
    case .exists: "something of that name is there already"
    case .notAFolder: "a file stands where a folder is expected"
    case .aFolder: "a folder stands where a file is expected"
    case .notAFile(let kind): "it is \(kind) and no file"
    case .linkLoop: "the links in the path lead to one another"
    case .nameTooLong: "the name is longer than the file system takes"
    case .tooManyOpenFiles: "too many files are open"
    case .inputOutput: "the disk or network drive failed"
    case .outOfMemory: "no memory is left"
    case .closed: "the stream is closed"
    case .readerGone: "nobody reads the stream any more"
    case .busy: "another program uses it"
    case .damagedDatabase: "the database is damaged"
    case .cannotOpenDatabase: "the database cannot be opened or made there"
    case .other(let words): words
    }
  }

  /// What would mend it.
  package var remedy: String {
    switch self {
    case .diskFull, .quotaExceeded: "free space there, then run again"
    case .fileTooLarge: "raise the limit on the size of files (ulimit -f), then run again"
    case .readOnly: "choose a folder that can be written to with --output, or mount it for writing"
    case .notPermitted: "give this user the permission, or run as one who has it"
    case .notFound: "check the path"
    case .exists: "move it away, or choose another folder"
    case .notAFolder, .aFolder: "move it away, or correct the path"
    case .notAFile: "give a file; what a pipe or device holds, copy into one first"
    case .linkLoop: "correct the links"
    case .nameTooLong: "choose shorter names"
    case .tooManyOpenFiles: "raise the limit on open files (ulimit -n), then run again"
    case .inputOutput:
      "check the device, its connection and the limit on the size of files (ulimit -f)"
    case .outOfMemory: "free memory, or run on a machine with more"
    case .closed: "leave the stream open, or send it to a file"
    case .readerGone: "run again with a reader that stays"
    case .busy: "try again when the other program has ended"
    case .damagedDatabase: "remove the file and run again; check the disk if it happens again"
    case .cannotOpenDatabase: "see that the folder is there and can be written to"
    case .other: "see that the file or folder is there and that this user may use it"
    }
  }
}
