import Foundation
import Pipeline
import PropertyTesting
import SurveyModel
import Testing

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
}
