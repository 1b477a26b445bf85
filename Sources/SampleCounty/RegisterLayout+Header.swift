extension RegisterLayout {
  /// Adds what stands above the header: the title, and who reports in which units.
  func addHeading(
    _ title: String, office: String, width: Int, to sheet: inout Worksheet,
    script: (String) -> String
  ) {
    guard heading != .none else { return }
    let title = script(title)
    let split = title.index(title.startIndex, offsetBy: 2)
    // Some typed the county's name in another font: a text of two runs.
    let content =
      isTwoRowHeader
      ? Cell.Content.richText([String(title[..<split]), String(title[split...])]) : .text(title)
    if !isSpreadsheetML { sheet.merge(columns: 0...width - 1, rows: sheet.nextRow...sheet.nextRow) }
    sheet.append([Cell(content, style: .title)])
    guard heading == .titleAndUnit else { return }
    var cells = Array(repeating: Cell.blank, count: width)
    cells[0] = .text(script("填报单位：\(office)人民政府"))
    cells[width - 3] = .text(script("填报日期：2021年10月"))
    cells[width - 1] = .text(script("单位：户、人"))
    sheet.append(cells)
  }

  /// Adds the header of the households, of one row or two.
  func addHeader(to sheet: inout Worksheet, script: (String) -> String) {
    guard isTwoRowHeader else {
      sheet.append(columns.map { .text(script(header($0)), style: .header) })
      return
    }
    let rows = sheet.nextRow...sheet.nextRow + 1
    var upper: [Cell] = []
    var lower: [Cell] = []
    for (index, column) in columns.enumerated() {
      guard let group = Self.groups.first(where: { $0.columns.contains(column) }) else {
        upper.append(.text(script(header(column)), style: .header))
        lower.append(.blank)
        sheet.merge(columns: index...index, rows: rows)
        continue
      }
      let members = group.columns.filter { !omitted.contains($0) }
      if column == members.first {
        upper.append(.text(script(group.title), style: .header))
        if members.count > 1 {
          sheet.merge(
            columns: index...index + members.count - 1, rows: rows.lowerBound...rows.lowerBound)
        }
      } else {
        upper.append(.blank)
      }
      lower.append(.text(script(header(column)), style: .header))
    }
    sheet.append(upper)
    sheet.append(lower)
  }

  /// A date as the office writes it.
  func cell(of day: CalendarDay) -> Cell {
    dates == .serial ? Cell(.date(day), style: .date) : .text(day.text(dates))
  }

  /// An amount of hundreds of yuan as the office writes it.
  func cell(ofHundreds amount: Int) -> Cell {
    switch money {
    case .yuan: Cell(.number(amount * 100), style: .amount)
    case .tenThousands: Cell(.hundredths(amount))
    case .separatedYuan: .text(separated(amount * 100))
    }
  }
}
