import Foundation
import Testing

/// A file of the package, for tests that read code as text.
struct SourceFile {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let path: String
  let text: String

  /// The modules that the file imports.
  var imports: Set<String> {
    Set(
      text.matches(of: /(?m)^(?:@\w+ )*(?:\w+ )?import (?:\w+ )?(\w+)/).map { String($0.output.1) })
  }

  /// The file without its comments and texts.
  var code: String {
    text.replacing(/(?m)\/\/.*$/, with: "").replacing(/"[^"\n]*"/, with: "\"\"")
  }

  /// The Swift files below a folder of the package.
  static func all(in folder: String) throws -> [SourceFile] {
    let base = root.appending(path: folder)
    let found = try #require(
      FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
    return try found.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { SourceFile(path: $0.path, text: try String(contentsOf: $0, encoding: .utf8)) }
  }
}
