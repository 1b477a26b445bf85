/// A reader that is given any bytes at all.
///
/// It may refuse them by throwing, and must not trap, hang or take memory without bound. What it
/// throws has to be one of the failures it declares; anything else is a finding.
protocol FuzzTarget: SendableMetatype {
  /// The name on the command line.
  static var name: String { get }
  /// Reads the bytes to their end.
  static func consume(_ bytes: [UInt8]) throws
}

/// The readers that can be fuzzed.
enum FuzzTargets {
  static let all: [any FuzzTarget.Type] = [
    ZipTarget.self,
    ScannerTarget.self,
    SAXTarget.self,
    BIFFTarget.self,
    DelimitedTarget.self,
    OpenDocumentTarget.self,
    SpreadsheetMLTarget.self,
    HTMLTarget.self,
    ReportTarget.self,
  ]

  /// The reader of a name, or nil.
  static func named(_ name: String) -> (any FuzzTarget.Type)? {
    all.first { $0.name == name }
  }
}
