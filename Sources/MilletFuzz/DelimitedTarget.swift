import Extract

/// Reads the bytes as delimited text.
enum DelimitedTarget: FuzzTarget {
  static let name = "delimited"

  static func consume(_ bytes: [UInt8]) throws {
    _ = WorkbookReading(path: try FuzzFile.write(bytes), formats: [.delimited])
  }
}
