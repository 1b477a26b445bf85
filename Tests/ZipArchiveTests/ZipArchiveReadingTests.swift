import Foundation
import PropertyTesting
import Testing

@testable import ZipArchive

@Suite struct ZipArchiveReadingTests {
  private func archive(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    var writer = ZipArchiveWriter()
    for (path, content) in parts { writer.append(path: path, content: content) }
    try writer.write(to: folder.path("a.zip"))
    return Array(try Data(contentsOf: URL(filePath: folder.path("a.zip"))))
  }

  @Test(arguments: [0, 1, 100, 1 << 16, 3_000_000])
  func `what was written is read, whatever its length`(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let archive = try ZipArchive(bytes: archive([("a", [1]), ("folder/b", content)]))
    let entry = try #require(archive.entry(named: "folder/b"))
    #expect(try archive.contents(of: entry, most: count) == content)
  }

  @Test(arguments: ["XL/Workbook.xml", "/xl/workbook.xml", "xl\\workbook.XML"])
  func `a part is found whatever its case and slashes`(name: String) throws {
    let archive = try ZipArchive(bytes: archive([("xl/workbook.xml", [1])]))
    #expect(archive.entry(named: name) != nil)
  }

  @Test func `a bomb is refused before it is inflated`() throws {
    let bytes = try archive([("bomb", [UInt8](repeating: 0, count: 64 << 20))])
    let archive = try ZipArchive(bytes: bytes)
    let entry = try #require(archive.entry(named: "bomb"))
    let failure = #expect(throws: ZipFailure.self) { try archive.open(entry) }
    #expect(failure?.kind == .limit)
  }

  @Test func `a bomb that lies about its size is stopped`() throws {
    var bytes = try archive([("bomb", [UInt8](repeating: 0, count: 64 << 20))])
    // The directory's claim of the inflated size, behind the signature PK 1 2.
    let directory = try #require(
      bytes.indices.last { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    bytes.replaceSubrange((directory + 24)..<(directory + 28), with: [0, 1, 0, 0])
    let archive = try ZipArchive(bytes: bytes)
    let entry = try #require(archive.entry(named: "bomb"))
    let failure = #expect(throws: ZipFailure.self) {
      try archive.contents(of: entry, most: 1 << 30)
    }
    #expect(failure?.kind == .limit || failure?.kind == .damaged)
  }

  @Test func `damage to any byte of a member never traps and never passes for the content`() throws
  {
    let content = Array("the same again, the same again, and once more the same".utf8)
    let bytes = try archive([("a", content)])
    for index in 30..<(bytes.count - 40) {
      var damaged = bytes
      damaged[index] ^= 0x55
      guard let archive = try? ZipArchive(bytes: damaged), let entry = archive.entry(named: "a"),
        let read = try? archive.contents(of: entry, most: 1 << 20)
      else { continue }
      #expect(read == content, "byte \(index)")
    }
  }

  @Test(arguments: [0, 4, 21, 60])
  func `a truncated archive is refused`(length: Int) throws {
    let bytes = try archive([("a", Array("content".utf8))])
    #expect(throws: ZipFailure.self) { try ZipArchive(bytes: Array(bytes.prefix(length))) }
  }

  @Test func `a folder is no file`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ZipFailure.self) { try FileStream(path: folder.url.path) }
  }
}
