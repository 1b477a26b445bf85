import Crypto
import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Pipeline

@Suite struct SensitiveKeyTests {
  private final class Folder {
    private let temporary: TemporaryFolder
    var url: URL { temporary.url }
    var key: String { temporary.path("key") }

    init() throws { temporary = try TemporaryFolder() }

    func write(_ bytes: [UInt8], mode: Int) throws {
      try Data(bytes).write(to: url.appending(path: "key"))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
    }
  }

  @Test func `a key is made once, whole, for its owner alone`() throws {
    let folder = try Folder()
    let first = try SensitiveKey(path: folder.key).seal("张三")
    #expect(try SensitiveKey(path: folder.key).seal("张三") == first)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.key)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect((attributes[.size] as? NSNumber)?.intValue == 32)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["key"])
  }

  @Test func `what a process left that died while it made the key is no key`() throws {
    let folder = try Folder()
    try Data([1]).write(to: folder.url.appending(path: "key.new"))
    _ = try SensitiveKey(path: folder.key)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["key"])
  }

  @Test(arguments: [
    ([UInt8](repeating: 7, count: 31), 0o600), ([UInt8](repeating: 0, count: 32), 0o600),
    ([UInt8](repeating: 7, count: 32), 0o644), ([UInt8](repeating: 7, count: 32), 0o640),
    ([], 0o600),
  ])
  func `a key that is short, all zeros or readable by others is refused and stays`(
    bytes: [UInt8], mode: Int
  ) throws {
    let folder = try Folder()
    try folder.write(bytes, mode: mode)
    let failure = try #require(throws: RunFailure.self) { _ = try SensitiveKey(path: folder.key) }
    #expect(failure.exit == .failed)
    #expect(failure.diagnostic.remedy != nil)
    #expect(try Array(Data(contentsOf: URL(filePath: folder.key))) == bytes)
  }

  @Test(arguments: ["pipe", "folder", "dangling link", "loop"])
  func `no key is made where something stands that cannot be read`(what: String) throws {
    let folder = try Folder()
    let manager = FileManager.default
    switch what {
    case "pipe":
      let made = unsafe mkfifo(folder.key, 0o600)
      #expect(made == 0)
    case "folder":
      try manager.createDirectory(atPath: folder.key, withIntermediateDirectories: false)
    case "dangling link":
      try manager.createSymbolicLink(atPath: folder.key, withDestinationPath: "nowhere")
    default: try manager.createSymbolicLink(atPath: folder.key, withDestinationPath: "key")
    }
    #expect(throws: RunFailure.self) { _ = try SensitiveKey(path: folder.key) }
    #expect(try manager.contentsOfDirectory(atPath: folder.url.path) == ["key"])
  }

  @Test(arguments: [0, 1, 31, 32, 63, 64, 65, 200])
  func `a keyed hash is the library's`(length: Int) {
    var random = SeededGenerator(seed: UInt64(length))
    func bytes(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
    let given = bytes(length)
    let key = SymmetricKey(data: given)
    let hash = KeyedHash(key: given)
    for count in Array(0..<130) + [1000] {
      let value = bytes(count)
      #expect(hash.of(value) == Array(HMAC<SHA256>.authenticationCode(for: value, using: key)))
    }
  }

  @Test func `a keyed hash is that of RFC 4231`() {
    let hash = KeyedHash(key: Array("Jefe".utf8))
    let code = hash.of(Array("what do ya want for nothing?".utf8))
    #expect(
      ContentHash.hexadecimal(code)
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func `what is locked only its key unlocks`() throws {
    let folder = try Folder()
    let key = try SensitiveKey(path: folder.key)
    let other = try SensitiveKey(path: folder.key + "2")
    var nonces: Set<[UInt8]> = []
    for count in [0, 1, 15, 16, 1000] {
      let bytes = Array(repeating: UInt8(7), count: count)
      let locked = try key.locked(bytes, of: [1])
      #expect(nonces.insert(Array(locked.prefix(12))).inserted)
      #expect(nonces.insert(Array(try key.locked(bytes, of: [2]).prefix(12))).inserted)
      #expect(try key.locked(bytes, of: [1]) == locked)
      #expect(try key.unlocked(locked, of: [1]) == bytes)
      #expect(throws: (any Error).self) { try other.unlocked(locked, of: [1]) }
      #expect(throws: (any Error).self) { try key.unlocked(locked, of: [2]) }
      for index in locked.indices {
        var damaged = locked
        damaged[index] ^= 1
        #expect(throws: (any Error).self) { try key.unlocked(damaged, of: [1]) }
      }
    }
    #expect(throws: (any Error).self) { try key.unlocked([], of: [1]) }
  }
}
