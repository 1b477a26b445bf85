import Extract

/// Takes the bytes as a worksheet of XLSX, read by the scanner and by the parser, which must agree.
///
/// What stands before the first zero byte is the content of `sheetData`; what stands behind it, if
/// there is one, that of the shared strings.
enum ScannerTarget: FuzzTarget {
  static let name = "scanner"

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  private static let fixed: [(path: String, content: [UInt8])] = [
    ("[Content_Types].xml", "<Types/>"),
    (
      "_rels/.rels",
      """
      <Relationships xmlns="\(package)"><Relationship Id="r1" Type="\(office)/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>
      """
    ),
    (
      "xl/workbook.xml",
      """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      <sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>
      """
    ),
    (
      "xl/_rels/workbook.xml.rels",
      """
      <Relationships xmlns="\(package)">\
      <Relationship Id="r1" Type="\(office)/worksheet" Target="sheet1.xml"/>\
      <Relationship Id="r2" Type="\(office)/styles" Target="styles.xml"/>\
      <Relationship Id="r3" Type="\(office)/sharedStrings" Target="strings.xml"/>\
      </Relationships>
      """
    ),
    (
      "xl/styles.xml",
      """
      <styleSheet xmlns="\(main)"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>\
      <xf numFmtId="46"/></cellXfs></styleSheet>
      """
    ),
  ]
  .map { ($0.0, Array($0.1.utf8)) }

  static func consume(_ bytes: [UInt8]) throws {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let strings = parts.count > 1 ? Array(parts[1]) : Array("<si><t>x</t></si>".utf8)
    let sheet =
      Array("<worksheet xmlns=\"\(main)\"><sheetData>".utf8) + parts[0]
      + Array("</sheetData></worksheet>".utf8)
    let path = try FuzzFile.write(
      parts: fixed + [
        ("xl/sheet1.xml", sheet),
        ("xl/strings.xml", Array("<sst xmlns=\"\(main)\">".utf8) + strings + Array("</sst>".utf8)),
      ])
    let scanned = WorkbookReading(path: path, formats: [.xlsx], way: .scanner)
    let parsed = WorkbookReading(path: path, formats: [.xlsx], way: .parser)
    precondition(scanned.failure == parsed.failure, "\(scanned) against \(parsed)")
    precondition(parsed.failure != nil || scanned == parsed, "\(scanned) against \(parsed)")
  }
}
