/// A password of a workbook.
package struct Password: Sendable {
  let text: String

  /// The password of workbooks that are encrypted without one, such as those that may be read but not
  /// changed: spreadsheet programs try it before they ask ([MS-OFFCRYPTO] 2.1.2).
  package static let fallback = Password("VelvetSweatshop")

  package init(_ text: String) { self.text = text }

  /// The password in UTF-16, little-endian.
  var utf16: [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
