import Foundation
import OperatingSystem
import PropertyTesting
import Testing

@testable import DurableFiles

@Suite struct DurableFileTests {
  private let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }

  @Test(arguments: [1, 7, 4096, 5000])
  func `a system that takes few bytes at a time gets all of them`(most: Int) throws {
    var written: [UInt8] = []
    var calls = 0
    try DurableFile.append(bytes, to: 0) { _, rest in
      calls += 1
      written += rest.prefix(most)
      return min(most, rest.count)
    }
    #expect(written == bytes)
    #expect(calls == (bytes.count + most - 1) / most)
  }

  @Test func `a disk that fills after a part of the bytes is told`() throws {
    var calls = 0
    let fault = #expect(throws: SystemFault.self) {
      try DurableFile.append(bytes, to: 0) { _, rest in
        calls += 1
        errno = ENOSPC
        return calls == 1 ? 100 : -1
      }
    }
    #expect(fault == .diskFull)
  }

  @Test func `a file is written in the place of one of its name`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a"
    for content in [bytes, Array("short".utf8), []] {
      try DurableFile.overwrite(path, with: content)
      #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == content)
    }
    #expect(throws: SystemFault.aFolder) { try DurableFile.overwrite(folder.path, with: bytes) }
    #expect(throws: SystemFault.diskFull) { try DurableFile.overwrite("/dev/full", with: bytes) }
  }
}
