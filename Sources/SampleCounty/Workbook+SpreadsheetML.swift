private let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

extension Workbook {
  /// The workbook as SpreadsheetML 2003.
  package var spreadsheetML: [UInt8] {
    var xml = MarkupBuffer()
    xml.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.add("<?mso-application progid=\"Excel.Sheet\"?>\n")
    xml.add("<Workbook xmlns=\"\(namespace)\" xmlns:ss=\"\(namespace)\">\n<Styles>\n")
    xml.add("<Style ss:ID=\"Default\" ss:Name=\"Normal\"/>\n")
    xml.add("<Style ss:ID=\"t\"><Font ss:Bold=\"1\" ss:Size=\"16\"/></Style>\n")
    xml.add("<Style ss:ID=\"h\"><Font ss:Bold=\"1\"/></Style>\n")
    xml.add("<Style ss:ID=\"d\"><NumberFormat ss:Format=\"yyyy\\-mm\\-dd\"/></Style>\n")
    xml.add("<Style ss:ID=\"a\"><NumberFormat ss:Format=\"Standard\"/></Style>\n</Styles>\n")
    for sheet in worksheets { addSheet(sheet, to: &xml) }
    xml.add("</Workbook>\n")
    return xml.bytes
  }

  private func addSheet(_ sheet: Worksheet, to xml: inout MarkupBuffer) {
    xml.add("<Worksheet ss:Name=\"")
    xml.add(escaped: sheet.name)
    xml.add("\">\n<Table>\n")
    for width in sheet.widths { xml.add("<Column ss:Width=\"\(width * 6)\"/>\n") }
    var isGap = false
    for (index, cells) in sheet.rows.enumerated() {
      if cells.isEmpty {
        isGap = true
        continue
      }
      xml.add(isGap ? "<Row ss:Index=\"\(index + 1)\">" : "<Row>")
      isGap = false
      addCells(cells, to: &xml)
      xml.add("</Row>\n")
    }
    xml.add("</Table>\n</Worksheet>\n")
  }

  private func addCells(_ cells: [Cell], to xml: inout MarkupBuffer) {
    var isGap = false
    for (column, cell) in cells.enumerated() {
      guard let (type, text) = data(of: cell.content) else {
        isGap = true
        continue
      }
      xml.add("<Cell")
      if isGap { xml.add(" ss:Index=\"\(column + 1)\"") }
      isGap = false
      switch cell.style {
      case .plain: break
      // The title runs over the whole width; it stands alone in its row.
      case .title: xml.add(" ss:MergeAcross=\"10\" ss:StyleID=\"t\"")
      case .header: xml.add(" ss:StyleID=\"h\"")
      case .date: xml.add(" ss:StyleID=\"d\"")
      case .amount: xml.add(" ss:StyleID=\"a\"")
      }
      xml.add("><Data ss:Type=\"\(type)\">")
      xml.add(escaped: text)
      xml.add("</Data></Cell>")
    }
  }

  private func data(of content: Cell.Content) -> (type: String, text: String)? {
    switch content {
    case .blank: nil
    case .text(let text): ("String", text)
    case .richText(let runs): ("String", runs.joined())
    case .number(let number): ("Number", "\(number)")
    case .hundredths(let number), .formula(_, let number):
      ("Number", decimalText(hundredths: number))
    case .decimal(let number, let places): ("Number", decimalText(number, places: places))
    case .date(let day): ("DateTime", "\(day.text(.iso))T00:00:00.000")
    case .error(let code): ("Error", code)
    }
  }
}
