internal import TextEncoding

/// A worksheet that the first page of a workbook, saved as a web page, lists in its `ExcelWorksheets`.
struct WebArchiveSheet {
  /// Its name.
  let name: String
  /// The file's name of the page that holds its cells, in lower case; nil for the page that lists it.
  let file: String?
  /// Whether the workbook hides it.
  let isHidden: Bool

  /// The worksheets that a page lists.
  static func list(in page: MIMEMessage.Part) -> [Self] {
    guard page.bytes.prefix(1 << 20).firstRange(of: Array("x:ExcelWorksheet".utf8)) != nil,
      let text = try? TextEncoding.decode(page.bytes, declared: page.charset).text
    else { return [] }
    var sheets: [Self] = []
    var rest = text.unicodeScalars[...]
    while let sheet = take("<x:ExcelWorksheet>", upTo: "</x:ExcelWorksheet>", from: &rest) {
      var body = sheet
      guard let name = take("<x:Name>", upTo: "</x:Name>", from: &body) else { continue }
      var behind = body
      let file = take("<x:WorksheetSource HRef=\"", upTo: "\"", from: &behind)
      var options = body
      let visible = take("<x:Visible>", upTo: "</x:Visible>", from: &options).map { String($0) }
      sheets.append(
        Self(
          name: plain(name), file: WebArchive.file(file.map(plain)),
          isHidden: visible?.contains("Hidden") ?? false))
    }
    return sheets
  }

  /// What stands between the next two marks; the rest begins behind them.
  private static func take(
    _ start: String, upTo end: String, from rest: inout Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView? {
    guard let open = rest.firstRange(of: start.unicodeScalars) else { return nil }
    let behind = rest[open.upperBound...]
    guard let close = behind.firstRange(of: end.unicodeScalars) else { return nil }
    rest = behind[close.upperBound...]
    return behind[..<close.lowerBound]
  }

  /// A text without its character references, and with the blanks of a browser.
  private static func plain(_ text: Substring.UnicodeScalarView) -> String {
    let scalars = Array(text)
    var plain = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "&", let reference = HTMLReference.read(scalars, at: index) {
        plain.append(reference.scalar)
        index = reference.end
      } else {
        plain.append(scalars[index])
        index += 1
      }
    }
    return String(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
