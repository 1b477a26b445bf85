/// A ledger as its office writes it.
struct LedgerSheet {
  /// The worksheet.
  private(set) var worksheet: Worksheet
  /// The flaws in it.
  private(set) var flaws: [Flaw] = []

  private let ledger: Ledger
  private let county: County
  private let file: LedgerFile
  private var random: SeededGenerator

  private var layout: LedgerLayout { ledger.layout }

  /// One entry before it is written.
  private struct Row {
    var values: [LedgerValue]
    /// The place of the flaw among the columns, and the flaw.
    var flaw: (column: Int, kind: FlawKind)?
    /// Whether the entry counts.
    var isAdditional = false
  }

  init(_ ledger: Ledger, in file: LedgerFile, of county: County) {
    self.ledger = ledger
    self.file = file
    self.county = county
    random = SeededGenerator(seed: ledger.seed)
    worksheet = Worksheet(name: ledger.worksheet)
    worksheet.widths = ledger.columns.map(\.width)
    addHeading()
    addHeader()
    let rows = entries()
    var index = 0
    while index < rows.count {
      let township = ledger.township(of: rows[index].values)
      let start = index
      while index < rows.count, ledger.township(of: rows[index].values) == township { index += 1 }
      part(from: township, isFirst: start == 0)
      add(rows[start..<index])
      if layout.totals == .subtotals { addSum("小计", of: rows[start..<index]) }
    }
    if layout.totals != .none { addSum("合计", of: rows[...]) }
    if let note = layout.note { worksheet.append([.text(note)]) }
  }

  // MARK: Above the entries

  private mutating func addHeading() {
    guard layout.heading != .none else { return }
    let width = ledger.columns.count
    if file.format == .xlsx { worksheet.merge(columns: 0...width - 1, rows: 1...1) }
    worksheet.append([.text(ledger.title, style: .title)])
    guard layout.heading == .titleAndUnit else { return }
    var cells = Array(repeating: Cell.blank, count: width)
    cells[0] = .text("填报单位：\(ledger.office)")
    cells[width - 1] = .text("截至\(layout.asOf.text(.chinese))")
    worksheet.append(cells)
  }

  private func header(_ column: Ledger.Column) -> Cell {
    let unit = column.isMoney ? layout.money == .tenThousands ? "（万元）" : "（元）" : ""
    return .text(column.header + unit, style: .header)
  }

  private mutating func addHeader() {
    guard ledger.columns.contains(where: { $0.group != nil }) else {
      worksheet.append(ledger.columns.map(header))
      return
    }
    let rows = worksheet.nextRow...worksheet.nextRow + 1
    var upper: [Cell] = []
    var lower: [Cell] = []
    for (index, column) in ledger.columns.enumerated() {
      guard let group = column.group else {
        upper.append(header(column))
        lower.append(.blank)
        worksheet.merge(columns: index...index, rows: rows)
        continue
      }
      lower.append(header(column))
      guard index == 0 || ledger.columns[index - 1].group != group else {
        upper.append(.blank)
        continue
      }
      let end = ledger.columns[index...].prefix { $0.group == group }.count
      if end > 1 {
        worksheet.merge(columns: index...index + end - 1, rows: rows.lowerBound...rows.lowerBound)
      }
      upper.append(.text(group, style: .header))
    }
    worksheet.append(upper)
    worksheet.append(lower)
  }

  // MARK: Entries

  private mutating func part(from township: Int?, isFirst: Bool) {
    switch layout.parting {
    case .none: break
    case .blank: if !isFirst { worksheet.append([]) }
    case .name:
      guard let township else { return }
      let row = worksheet.nextRow
      note(.groupRow, column: keyColumn ?? 0)
      worksheet.merge(columns: 0...ledger.columns.count - 1, rows: row...row)
      worksheet.append([.text(county.townships[township].name, style: .header)])
    }
  }

  /// The true entries, and among them the flawed ones.
  private mutating func entries() -> [Row] {
    var rows = ledger.rows.map { Row(values: $0) }
    var invented = 0
    for flaw in ledger.flaws where flaw.shape != .total {
      let column = ledger.index(of: flaw.column)
      var index = random.below(max(1, rows.count - 40))
      while rows[index].flaw != nil || rows[index].isAdditional { index += 1 }
      switch flaw.shape {
      case .spoilt:
        rows[index].values[column] = flaw.value ?? .blank
        rows[index].flaw = (column, flaw.kind)
      case .repeated, .invented:
        var copy = rows[index]
        copy.isAdditional = true
        copy.flaw = (keyColumn ?? column, flaw.kind)
        if let value = flaw.value { copy.values[column] = value }
        if flaw.shape == .invented {
          invented += 1
          if let keyColumn, keyColumn != column {
            copy.values[keyColumn] = .key(90_000 - 10_000 + invented)
          }
          copy.flaw = (column, flaw.kind)
        }
        let below = flaw.shape == .repeated ? 1 + random.below(12) : 1
        rows.insert(copy, at: place(below: index, by: below, among: rows))
      case .total: break
      }
    }
    return rows
  }

  /// The column of the entries' numbers.
  private var keyColumn: Int? {
    ledger.rows.first?
      .firstIndex { value in
        if case .key = value { true } else { false }
      }
  }

  /// A place some rows below another, within the same township.
  private func place(below index: Int, by distance: Int, among rows: [Row]) -> Int {
    let township = ledger.township(of: rows[index].values)
    var place = index + 1
    while place < min(index + distance, rows.count),
      ledger.township(of: rows[place].values) == township
    {
      place += 1
    }
    return place
  }

  private mutating func add(_ rows: ArraySlice<Row>) {
    let first = worksheet.nextRow
    for row in rows {
      if let (column, kind) = row.flaw { note(kind, column: column) }
      let serial = worksheet.nextRow - first + rows.startIndex + 1
      let isFirst = worksheet.nextRow == first
      worksheet.append(
        row.values.map { value in
          if case .township = value, layout.townships == .merged, !isFirst { return .blank }
          return cell(value, serial: serial)
        })
    }
    guard layout.townships == .merged, rows.count > 1, file.format == .xlsx,
      let column = rows.first?.values
        .firstIndex(where: { value in
          if case .township = value { true } else { false }
        })
    else { return }
    worksheet.merge(columns: column...column, rows: first...worksheet.nextRow - 1)
  }

  private mutating func note(_ kind: FlawKind, column: Int) {
    flaws.append(
      Flaw(
        file: file.file, worksheet: worksheet.name,
        cell: cellReference(column: column, row: worksheet.nextRow), kind: kind))
  }

  private mutating func cell(_ value: LedgerValue, serial: Int) -> Cell {
    switch value {
    case .blank: .blank
    case .serial: .number(serial)
    case .key(let number): .text("\(ledger.prefix)\(10_000 + number)")
    case .text(let text): .text(text)
    case .number(let number): count(number, serial: serial)
    case .yuan(let amount): money(amount)
    case .tenths(let number): Cell(.decimal(number, places: 1))
    case .day(let day):
      layout.dates == .serial ? Cell(.date(day), style: .date) : .text(day.text(layout.dates))
    case .township(let index): .text(county.townships[index].name)
    case .village(let index): .text(villageName(index, serial: serial))
    case .household(let index):
      layout.hasNumericIDs
        ? .number(county.households[index].id) : .text("\(county.households[index].id)")
    case .cell(let cell): cell
    }
  }

  private func count(_ number: Int, serial: Int) -> Cell {
    switch layout.numbers {
    case .numbers: .number(number)
    case .texts: .text("\(number)")
    case .someFullWidth: serial.isMultiple(of: 3) ? .text(fullWidth(number)) : .number(number)
    }
  }

  private func money(_ amount: Int) -> Cell {
    switch layout.money {
    case .yuan: Cell(.number(amount), style: .amount)
    case .tenThousands: Cell(.decimal(amount, places: 4))
    case .separatedYuan: .text(separated(amount))
    }
  }

  private mutating func villageName(_ index: Int, serial: Int) -> String {
    let village = county.villages[index]
    guard random.chance(layout.otherSpellings) else { return village.name }
    if layout.knowsFormerNames,
      let former = county.formerVillages.first(where: { $0.successor == index })
    {
      return serial.isMultiple(of: 2) ? former.name : "\(village.name)（原\(former.name)）"
    }
    let spelling = random.pick(Spelling.ruled)
    return (spelling.changes(village.stem) ? spelling : .committee)
      .write(village.stem, in: county.townships[village.township].name, number: serial)
  }

  // MARK: Below the entries

  private mutating func addSum(_ word: String, of rows: ArraySlice<Row>) {
    var cells: [Cell] = []
    for (index, column) in ledger.columns.enumerated() {
      // What is no true entry is in no sum.
      let values = rows.filter { !$0.isAdditional }.map { $0.values[index] }
      let summands = values.compactMap(\.summand)
      guard index > 0, !summands.isEmpty, let first = values.first(where: { $0.summand != nil })
      else {
        cells.append(index == 0 ? .text(word, style: .header) : .blank)
        continue
      }
      var sum = summands.reduce(0, +)
      if word == "合计",
        ledger.flaws.contains(where: { $0.shape == .total && $0.column == column.header })
      {
        sum += 1
        note(.wrongTotal, column: index)
      }
      switch first {
      case .yuan: cells.append(money(sum))
      case .tenths: cells.append(Cell(.decimal(sum, places: 1)))
      default: cells.append(.number(sum))
      }
    }
    worksheet.append(cells)
  }
}
