package import ZipArchive

extension Workbook {
  /// Writes the workbook as Office Open XML.
  package func writeXLSX(to path: String) throws(ZipArchiveWriter.Failure) {
    var strings = SharedStrings()
    var archive = ZipArchiveWriter()
    let sheets = worksheets.map { sheetPart($0, strings: &strings) }
    archive.append(path: "[Content_Types].xml", content: contentTypes)
    archive.append(path: "_rels/.rels", content: packageRelations)
    archive.append(path: "xl/workbook.xml", content: workbookPart)
    archive.append(path: "xl/_rels/workbook.xml.rels", content: workbookRelations)
    archive.append(path: "xl/styles.xml", content: stylesPart)
    if !habits.hasInlineStrings {
      archive.append(path: "xl/sharedStrings.xml", content: strings.part)
    }
    for (index, sheet) in sheets.enumerated() {
      archive.append(path: "xl/worksheets/sheet\(index + 1).xml", content: sheet)
    }
    try archive.write(to: path)
  }

  private func sheetPart(_ sheet: Worksheet, strings: inout SharedStrings) -> [UInt8] {
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<worksheet xmlns=\"\(spreadsheetNamespace)\">")
    if !habits.omitsReferences {
      let width = sheet.rows.map(\.count).max() ?? 1
      let last = cellReference(column: max(width, 1) - 1, row: max(sheet.rows.count, 1))
      xml.add("<dimension ref=\"A1:\(last)\"/>")
    }
    if !sheet.widths.isEmpty {
      xml.add("<cols>")
      for (index, width) in sheet.widths.enumerated() {
        xml.add(
          "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
      }
      xml.add("</cols>")
    }
    xml.add("<sheetData>")
    for (index, cells) in sheet.rows.enumerated() {
      addRow(cells, number: index + 1, strings: &strings, to: &xml)
    }
    xml.add("</sheetData>")
    if !sheet.merges.isEmpty {
      xml.add("<mergeCells count=\"\(sheet.merges.count)\">")
      for merge in sheet.merges { xml.add("<mergeCell ref=\"\(merge)\"/>") }
      xml.add("</mergeCells>")
    }
    xml.add("</worksheet>")
    return xml.bytes
  }

  private func addRow(
    _ cells: [Cell], number: Int, strings: inout SharedStrings, to xml: inout MarkupBuffer
  ) {
    xml.add(habits.omitsReferences ? "<row>" : "<row r=\"\(number)\">")
    for (column, cell) in cells.enumerated() {
      if cell.content == .blank {
        if habits.omitsReferences { xml.add("<c/>") }
        continue
      }
      xml.add("<c")
      if !habits.omitsReferences {
        xml.add(" r=\"\(cellReference(column: column, row: number))\"")
      }
      if cell.style != .plain { xml.add(" s=\"\(cell.style.rawValue)\"") }
      addContent(cell.content, strings: &strings, to: &xml)
    }
    xml.add("</row>")
  }

  private func addContent(
    _ content: Cell.Content, strings: inout SharedStrings, to xml: inout MarkupBuffer
  ) {
    switch content {
    case .blank: xml.add("/>")
    case .text(let text): addText([text], strings: &strings, to: &xml)
    case .richText(let runs): addText(runs, strings: &strings, to: &xml)
    case .number(let number): xml.add("><v>\(number)</v></c>")
    case .hundredths(let number): xml.add("><v>\(decimalText(hundredths: number))</v></c>")
    case .decimal(let number, let places):
      xml.add("><v>\(decimalText(number, places: places))</v></c>")
    case .date(let day):
      // 1904-01-01 is day 1462 of the other epoch.
      xml.add("><v>\(day.serial - (habits.countsFrom1904 ? 1_462 : 0))</v></c>")
    case .formula(let formula, let value):
      xml.add("><f>")
      xml.add(escaped: formula)
      xml.add("</f><v>\(decimalText(hundredths: value))</v></c>")
    case .error(let code): xml.add(" t=\"e\"><v>\(code)</v></c>")
    }
  }

  private func addText(
    _ runs: [String], strings: inout SharedStrings, to xml: inout MarkupBuffer
  ) {
    if habits.hasInlineStrings {
      xml.add(" t=\"inlineStr\"><is>")
      addRuns(runs, to: &xml)
      xml.add("</is></c>")
    } else {
      xml.add(" t=\"s\"><v>\(strings.index(of: runs))</v></c>")
    }
  }
}

/// The table of shared strings under construction.
private struct SharedStrings {
  private var indices: [[String]: Int] = [:]
  private var texts: [[String]] = []
  private var uses = 0

  mutating func index(of runs: [String]) -> Int {
    uses += 1
    if let index = indices[runs] { return index }
    indices[runs] = texts.count
    texts.append(runs)
    return texts.count - 1
  }

  var part: [UInt8] {
    var xml = MarkupBuffer()
    xml.add("\(xmlDeclaration)<sst xmlns=\"\(spreadsheetNamespace)\"")
    xml.add(" count=\"\(uses)\" uniqueCount=\"\(texts.count)\">")
    for runs in texts {
      xml.add("<si>")
      addRuns(runs, to: &xml)
      xml.add("</si>")
    }
    xml.add("</sst>")
    return xml.bytes
  }
}

private func addRuns(_ runs: [String], to xml: inout MarkupBuffer) {
  for (index, run) in runs.enumerated() {
    if runs.count > 1 {
      xml.add("<r>")
      if index > 0 { xml.add("<rPr><b/><sz val=\"14\"/></rPr>") }
    }
    let isPadded = run.first == " " || run.last == " "
    xml.add(isPadded ? "<t xml:space=\"preserve\">" : "<t>")
    xml.add(escaped: run)
    xml.add(runs.count > 1 ? "</t></r>" : "</t>")
  }
}
