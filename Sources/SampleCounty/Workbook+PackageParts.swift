let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
let spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let relationNamespace =
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let packageNamespace = "http://schemas.openxmlformats.org/package/2006"
private let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

extension Workbook {
  var contentTypes: [UInt8] {
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<Types xmlns=\"\(packageNamespace)/content-types\">")
    xml.add("<Default Extension=\"rels\"")
    xml.add(" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
    xml.add("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    func override(_ part: String, _ kind: String) {
      xml.add("<Override PartName=\"/xl/\(part).xml\" ContentType=\"\(contentType).\(kind)+xml\"/>")
    }
    override("workbook", "sheet.main")
    override("styles", "styles")
    if !habits.hasInlineStrings { override("sharedStrings", "sharedStrings") }
    for number in 1...worksheets.count { override("worksheets/sheet\(number)", "worksheet") }
    xml.add("</Types>")
    return xml.bytes
  }

  var packageRelations: [UInt8] {
    relations([("officeDocument", "xl/workbook.xml")])
  }

  var workbookRelations: [UInt8] {
    var targets = (1...worksheets.count).map { ("worksheet", "worksheets/sheet\($0).xml") }
    targets.append(("styles", "styles.xml"))
    if !habits.hasInlineStrings { targets.append(("sharedStrings", "sharedStrings.xml")) }
    return relations(targets)
  }

  private func relations(_ targets: [(kind: String, path: String)]) -> [UInt8] {
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<Relationships xmlns=\"\(packageNamespace)/relationships\">")
    for (index, target) in targets.enumerated() {
      xml.add("<Relationship Id=\"rId\(index + 1)\" Type=\"\(relationNamespace)/\(target.kind)\"")
      xml.add(" Target=\"\(target.path)\"/>")
    }
    xml.add("</Relationships>")
    return xml.bytes
  }

  var workbookPart: [UInt8] {
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<workbook xmlns=\"\(spreadsheetNamespace)\"")
    xml.add(" xmlns:r=\"\(relationNamespace)\">")
    if habits.countsFrom1904 { xml.add("<workbookPr date1904=\"1\"/>") }
    xml.add("<bookViews><workbookView activeTab=\"\(firstVisible)\"/></bookViews><sheets>")
    for (index, sheet) in worksheets.enumerated() {
      xml.add("<sheet name=\"")
      xml.add(escaped: sheet.name)
      xml.add("\" sheetId=\"\(index + 1)\"\(sheet.isHidden ? " state=\"hidden\"" : "")")
      xml.add(" r:id=\"rId\(index + 1)\"/>")
    }
    xml.add("</sheets></workbook>")
    return xml.bytes
  }

  private var firstVisible: Int { worksheets.firstIndex { !$0.isHidden } ?? 0 }

  /// The formats of ``Cell/Style``, in its order.
  var stylesPart: [UInt8] {
    let font = "<name val=\"宋体\"/>"
    let border =
      ["left", "right", "top", "bottom"].map { "<\($0) style=\"thin\"/>" }.joined()
    let centred = "<alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/>"
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<styleSheet xmlns=\"\(spreadsheetNamespace)\">")
    xml.add("<numFmts count=\"1\"><numFmt numFmtId=\"176\"")
    xml.add(" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>")
    xml.add("<fonts count=\"3\"><font><sz val=\"11\"/>\(font)</font>")
    xml.add("<font><b/><sz val=\"16\"/>\(font)</font><font><b/><sz val=\"11\"/>\(font)</font>")
    xml.add("</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>")
    xml.add("<fill><patternFill patternType=\"gray125\"/></fill></fills>")
    xml.add("<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>")
    xml.add("<border>\(border)<diagonal/></border></borders>")
    xml.add("<cellStyleXfs count=\"1\">")
    xml.add("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
    xml.add("<cellXfs count=\"5\">")
    xml.add(format(number: 0, font: 0, border: 0))
    xml.add(format(number: 0, font: 1, border: 0, alignment: centred))
    xml.add(format(number: 0, font: 2, border: 1, alignment: centred))
    xml.add(format(number: 176, font: 0, border: 0))
    xml.add(format(number: 4, font: 0, border: 0))
    xml.add("</cellXfs><cellStyles count=\"1\">")
    xml.add("<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>")
    return xml.bytes
  }

  private func format(number: Int, font: Int, border: Int, alignment: String? = nil) -> String {
    let start =
      "<xf numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"0\" borderId=\"\(border)\" xfId=\"0\""
      + " applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\""
    guard let alignment else { return start + "/>" }
    return start + " applyAlignment=\"1\">\(alignment)</xf>"
  }
}
