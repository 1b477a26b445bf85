internal import Foundation

/// Programs of the search path.
package enum InstalledProgram {
  /// Where the program of a name is; nil when it is not installed.
  ///
  /// Folders of the search path that are relative are passed over: a folder that holds data must not
  /// bring a program along.
  package static func path(of name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { file in
        // A folder can be "executed" too; only there does the name with a dot behind it exist.
        FileManager.default.isExecutableFile(atPath: file)
          && !FileManager.default.fileExists(atPath: "\(file)/.")
      }
  }
}
