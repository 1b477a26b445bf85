internal import XMLStream
internal import ZipArchive

/// Reads what the cell styles of a workbook make of numbers, and which of them strike cells through.
enum XLSXStyles {
  private static let names = XMLVocabulary(
    groups: [XLSXNames.main],
    names: [
      "numFmt", "numFmtId", "formatCode", "cellXfs", "xf", "numFmts", "extLst", "fonts", "font",
      "strike", "fontId", "val",
    ]
    .map { .init(0, $0) })

  /// The format of each cell style, by its index.
  static func read(_ entry: ZipEntry, in package: OfficePackage) throws -> [CellFormat] {
    var custom: [Int: CellFormat] = [:]
    var ids: [(format: Int, font: Int)] = []
    var struckFonts: [Bool] = []
    var isInFonts = false
    var isInCellStyles = false
    // A differential style of a table or of a condition has formats of its own under any id.
    var isInFormats = false
    // What an extension list has under the same names is another program's.
    var extensions = 0
    let events = ClosureEvents()
    events.onStart = { tag in
      if tag.name == 6 { extensions += 1 }
      guard extensions == 0 else { return }
      switch tag.name {
      case 0:
        if isInFormats, let id = tag.integer(1), let code = tag.string(2) {
          custom[id] = CellFormat(code: code)
        }
      case 3: isInCellStyles = true
      case 5: isInFormats = true
      case 4: if isInCellStyles { ids.append((tag.integer(1) ?? 0, tag.integer(10) ?? 0)) }
      case 7: isInFonts = true
      case 8: if isInFonts { struckFonts.append(false) }
      case 9:
        if isInFonts, !struckFonts.isEmpty {
          struckFonts[struckFonts.count - 1] = tag.flag(11) != false
        }
      default: break
      }
    }
    events.onEnd = { name in
      if name == 6 { extensions -= 1 }
      guard extensions == 0 else { return }
      if name == 3 { isInCellStyles = false }
      if name == 5 { isInFormats = false }
      if name == 7 { isInFonts = false }
    }
    try package.parse(entry, names, events)
    return ids.map { id in
      var format = custom[id.format] ?? CellFormat(builtIn: id.format) ?? .number
      format.isStruck = struckFonts.indices.contains(id.font) && struckFonts[id.font]
      return format
    }
  }
}
