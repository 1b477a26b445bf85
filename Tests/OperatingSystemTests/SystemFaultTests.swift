import Foundation
import OperatingSystem
import PropertyTesting
import Testing

@Suite struct SystemFaultTests {
  @Test(arguments: [
    (ENOSPC, SystemFault.diskFull), (EACCES, .notPermitted), (EROFS, .readOnly),
    (EIO, .inputOutput), (EPIPE, .readerGone), (EFBIG, .fileTooLarge), (ELOOP, .linkLoop),
  ])
  func `a number of the system has a meaning and a remedy`(code: Int32, fault: SystemFault) {
    #expect(SystemFault(errno: code) == fault)
    #expect(!fault.what.isEmpty && !fault.remedy.isEmpty)
  }

  @Test func `an unusual number keeps the words of the system`() {
    guard case .other(let words) = SystemFault(errno: ENOTTY) else {
      Issue.record("ENOTTY has no meaning of its own")
      return
    }
    #expect(!words.isEmpty && !words.contains("NSPOSIXErrorDomain"), "\(words)")
  }

  @Test(
    arguments: [
      (13, SystemFault.diskFull), (8, .readOnly), (11, .damagedDatabase), (26, .damagedDatabase),
      (10 | 3 << 8, .inputOutput), (14, .cannotOpenDatabase), (1, nil), (19, nil),
    ] as [(Int32, SystemFault?)])
  func `a result code of SQLite has a meaning where it is of the system`(
    code: Int32, fault: SystemFault?
  ) {
    #expect(SystemFault(sqlite: code) == fault)
  }

  @Test func `errors of Foundation mean what the system said`() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    let file = folder.appending(path: "file")
    try Data().write(to: file)
    func fault(_ body: () throws -> Void) -> SystemFault? {
      do {
        try body()
        return nil
      } catch {
        return SystemFault(error)
      }
    }
    let manager = FileManager.default
    let below = file.appending(path: "below")
    #expect(
      fault {
        try manager.createDirectory(atPath: below.path, withIntermediateDirectories: true)
      } == .notAFolder)
    #expect(fault { try Data().write(to: folder.appending(path: "none/file")) } == .notFound)
    #expect(fault { _ = try Data(contentsOf: folder.appending(path: "none")) } == .notFound)
    #expect(fault { _ = try Data(contentsOf: folder) } == .aFolder)
    struct Unknown: Error {}
    #expect(fault { throw Unknown() } == nil)
  }
}
