import Extract

/// Reads the bytes as a page of HTML.
enum HTMLTarget: FuzzTarget {
  static let name = "html"

  static func consume(_ bytes: [UInt8]) throws {
    _ = WorkbookReading(path: try FuzzFile.write(bytes), formats: [.html])
  }
}
