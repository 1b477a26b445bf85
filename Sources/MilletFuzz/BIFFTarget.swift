import Extract

/// Reads the bytes as the binary format of Excel 2 to 2003.
enum BIFFTarget: FuzzTarget {
  static let name = "biff"

  static func consume(_ bytes: [UInt8]) throws {
    _ = WorkbookReading(path: try FuzzFile.write(bytes), formats: [.xls])
  }
}
