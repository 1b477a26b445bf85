/// How the worksheets of an XLSX workbook are read: both ways give the same cells.
package enum XLSXReadingPath: Sendable {
  /// By the byte scanner, and by the parser from where anything unusual stands.
  case scanner
  /// By the parser alone.
  case parser
}
