/// A small PDF document with a text layer: one font, a line of text each.
struct PDFFixture {
  /// The lines of each page, from the top.
  let pages: [[String]]

  /// The document's bytes.
  var bytes: [UInt8] {
    var body = "%PDF-1.4\n"
    var offsets: [Int] = []
    func object(_ content: String) {
      offsets.append(body.utf8.count)
      body += "\(offsets.count) 0 obj\n\(content)\nendobj\n"
    }
    let kids = pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " ")
    object("<< /Type /Catalog /Pages 2 0 R >>")
    object("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    object(
      "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H "
        + "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>")
    object(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000 "
        + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>")
    object(stream(characterMap))
    for (index, lines) in pages.enumerated() {
      object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(7 + 2 * index) 0 R "
          + "/Resources << /Font << /F 3 0 R >> >> >>")
      object(stream(content(lines)))
    }
    let start = body.utf8.count
    body += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      body += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
    }
    body += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(body.utf8)
  }

  private func stream(_ content: String) -> String {
    "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
  }

  private func content(_ lines: [String]) -> String {
    var content = "BT /F 10 Tf 14 TL 50 750 Td\n"
    for line in lines { content += "<\(line.unicodeScalars.map(hexadecimal).joined())> Tj T*\n" }
    return content + "ET"
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private var characterMap: String {
    let used = Set(pages.joined().joined().unicodeScalars).sorted()
    var map =
      "/CIDInit /ProcSet findresource begin begincmap /CMapName /Made def\n"
      + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    var rest = used[...]
    while !rest.isEmpty {
      let some = rest.prefix(100)
      map += "\(some.count) beginbfchar\n"
      for scalar in some { map += "<\(hexadecimal(scalar))> <\(hexadecimal(scalar))>\n" }
      map += "endbfchar\n"
      rest = rest.dropFirst(some.count)
    }
    return map + "endcmap end end"
  }
}
