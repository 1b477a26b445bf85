internal import SurveyModel
internal import Workbooks

/// The list of a workbook's sheets, each a link.
struct ContentsSheet {
  private let sheets: [TableSheet]
  private let languages: SheetLanguages
  private let notes: String

  init(_ sheets: [TableSheet], _ languages: SheetLanguages, notes: String) {
    self.sheets = sheets
    self.languages = languages
    self.notes = notes
  }

  func sheet(named name: String) -> Sheet {
    let head = CellStyle()
      .with {
        $0.weight = .bold
        $0.rules = [.above, .below]
      }
    let link = CellStyle().with { $0.ink = .link }
    let titles = languages.texts(SheetWords.table)
    let heads = titles + [languages.line(SheetWords.sheet), languages.line(SheetWords.rows)]
    var rows = [
      SheetRow.title(languages.line(SheetWords.contents), size: 14),
      SheetRow(heads.map { .text($0, head) }),
    ]
    for sheet in sheets {
      let definition = sheet.shown.table.definition
      let titles = languages.texts(definition.label, or: definition.name)
      rows.append(
        SheetRow(
          titles.map { SheetCell(.link(SheetText.held($0), toSheet: sheet.name), link) } + [
            .text(sheet.name),
            SheetCell(
              .number(Double(sheet.rows), shown: String(sheet.rows)),
              CellStyle().with { $0.decimals = 0 }),
          ]))
    }
    rows.append(
      SheetRow(
        languages.texts(SheetWords.notes).map { SheetCell(.link($0, toSheet: notes), link) }))
    let widths = titles.indices
      .map { column in
        sheets.map { sheet in
          let definition = sheet.shown.table.definition
          return SheetText.width(languages.texts(definition.label, or: definition.name)[column])
        }
        .max() ?? 0
      }
    return Sheet(
      Sheet.Frame(
        name: name, widths: widths.map { min(60, max(14, $0 + 2)) } + [34, 12], headRows: 2), rows)
  }
}
