/// A township's workbook: its households, its loans and, in some, a hidden copy gone stale.
struct RegisterWorkbook {
  /// The path of the file, relative to the sample's folder.
  let file: String
  /// The workbook.
  private(set) var workbook: Workbook
  /// The flaws in it.
  private(set) var flaws: [Flaw] = []
  /// The rows that write their village in another form.
  private(set) var truths: [Truth] = []

  private let county: County
  private let township: Int
  private let layout: RegisterLayout

  init(township: Int, of county: County, entries: [RegisterEntry]) {
    self.county = county
    self.township = township
    layout = RegisterLayout.townships[township]
    workbook = Workbook(worksheets: [], habits: layout.habits)
    let number = township < 9 ? "0\(township + 1)" : "\(township + 1)"
    let name = county.townships[township].name
    file = "registers/\(number)\(name).\(layout.isSpreadsheetML ? "xml" : "xlsx")"
    let sheet = households(entries)
    workbook.worksheets.append(sheet)
    let loans = LoanWorksheet(township: township, of: county, layout: layout, file: file)
    workbook.worksheets.append(loans.worksheet)
    flaws += loans.flaws
    if layout.hasStaleCopy { workbook.worksheets.append(staleCopy(entries)) }
  }

  private func script(_ text: String) -> String {
    layout.isTraditional ? TraditionalScript.convert(text) : text
  }

  // MARK: The visible worksheet

  private mutating func households(_ entries: [RegisterEntry]) -> Worksheet {
    var sheet = Worksheet(name: script(layout.worksheet))
    sheet.widths = layout.columns.map(\.width)
    let columns = layout.columns
    layout.addHeading(
      "\(County.name)\(county.townships[township].name)农村住户调查登记表",
      office: county.townships[township].name, width: columns.count, to: &sheet, script: script)
    layout.addHeader(to: &sheet, script: script)
    let firstRow = sheet.nextRow
    var village = entries.first?.household.naturalVillage
    for (index, entry) in entries.enumerated() {
      if layout.hasBlankRows, let last = village,
        county.naturalVillages[last].village
          != county.naturalVillages[entry.household.naturalVillage].village
      {
        // Whoever empties a cell by the space bar leaves something behind.
        sheet.append(index.isMultiple(of: 2) ? [] : [.blank, .text(" ")])
      }
      village = entry.household.naturalVillage
      note(entry, row: sheet.nextRow, in: sheet.name)
      sheet.append(columns.map { cell($0, of: entry, serial: index + 1) })
    }
    addFoot(to: &sheet, entries: entries, rows: firstRow...sheet.nextRow - 1)
    return sheet
  }

  private mutating func note(_ entry: RegisterEntry, row: Int, in worksheet: String) {
    for flaw in entry.flaws {
      guard let column = layout.columns.firstIndex(of: flaw.column) else { continue }
      flaws.append(
        Flaw(
          file: file, worksheet: worksheet, cell: cellReference(column: column, row: row),
          kind: flaw.kind))
    }
    guard !entry.isAdditional, entry.spelling != .published else { return }
    truths.append(
      Truth(
        file: file, worksheet: worksheet, row: row, spelling: entry.spelling,
        village: county.villages[county.village(of: entry.household)].code,
        household: entry.household.id))
  }

  private func cell(_ column: RegisterColumn, of entry: RegisterEntry, serial: Int) -> Cell {
    if let override = entry.overrides[column] { return override }
    let household = entry.household
    return switch column {
    case .serial: .number(serial)
    case .township: .text(script(county.townships[entry.township].name))
    case .village: .text(entry.village)
    case .naturalVillage:
      .text(script(county.naturalVillages[household.naturalVillage].name))
    case .householdID: layout.hasNumericIDs ? .number(household.id) : .text("\(household.id)")
    case .head: .text(script(household.headName))
    case .headID: .text(ResidentID(of: household).text)
    case .members: count(household.members, serial)
    case .lifted: count(household.lifted, serial)
    case .insured: count(household.insured, serial)
    case .insuredLifted: count(household.lifted, serial)
    case .water: .text(script(layout.waterWords[household.water.rawValue]))
    case .safety: .text(script(layout.safetyWord))
    case .surveyDate: layout.cell(of: household.surveyDay)
    case .remarks: household.remark.map { .text(script($0)) } ?? .blank
    }
  }

  private func count(_ number: Int, _ serial: Int) -> Cell {
    switch layout.numbers {
    case .numbers: .number(number)
    case .texts: .text("\(number)")
    case .someFullWidth: serial.isMultiple(of: 3) ? .text(fullWidth(number)) : .number(number)
    }
  }

  private mutating func addFoot(
    to sheet: inout Worksheet, entries: [RegisterEntry], rows: ClosedRange<Int>
  ) {
    guard layout.foot != .none else { return }
    let sums: [RegisterColumn: Int] = [
      .members: entries.map(\.household.members).reduce(0, +),
      .lifted: entries.map(\.household.lifted).reduce(0, +),
      .insured: entries.map(\.household.insured).reduce(0, +),
      .insuredLifted: entries.map(\.household.lifted).reduce(0, +),
    ]
    let row = sheet.nextRow
    var cells: [Cell] = []
    for (index, column) in layout.columns.enumerated() {
      guard let sum = sums[column] else {
        cells.append(index == 0 ? .text(script("合计"), style: .header) : .blank)
        continue
      }
      let letters = cellReference(column: index, row: 0).dropLast()
      switch layout.foot {
      case .formulas:
        let formula = "SUM(\(letters)\(rows.lowerBound):\(letters)\(rows.upperBound))"
        cells.append(Cell(.formula(formula, hundredths: sum * 100)))
      case .wrong where column == .insured:
        cells.append(.number(sum + 90))
        flaws.append(
          Flaw(
            file: file, worksheet: sheet.name, cell: cellReference(column: index, row: row),
            kind: .wrongTotal))
      case .none, .values, .wrong: cells.append(.number(sum))
      }
    }
    sheet.append(cells)
  }

  // MARK: The hidden worksheet

  /// Last year's households, so that whoever reads the copy counts everybody twice.
  private func staleCopy(_ entries: [RegisterEntry]) -> Worksheet {
    var sheet = Worksheet(name: script(layout.worksheet) + "(2)")
    sheet.isHidden = true
    sheet.widths = layout.columns.map(\.width)
    layout.addHeading(
      "\(County.name)\(county.townships[township].name)农村住户调查登记表",
      office: county.townships[township].name, width: layout.columns.count, to: &sheet,
      script: script)
    layout.addHeader(to: &sheet, script: script)
    var serial = 0
    for entry in entries where !entry.isAdditional {
      serial += 1
      var old = entry
      old.overrides = [:]
      old.household.surveyDay = CalendarDay(serial: entry.household.surveyDay.serial - 365)
      if serial.isMultiple(of: 9), old.household.insured > old.household.lifted {
        old.household.insured -= 1
      }
      sheet.append(layout.columns.map { cell($0, of: old, serial: serial) })
    }
    return sheet
  }
}

extension Household {
  /// The head's name, which nobody can take for a person's.
  var headName: String {
    let surname = PlaceNames.surnames[naturalVillage * 7 % PlaceNames.surnames.count]
    return "样本\(surname)\(chineseDigits(number))"
  }

  /// What the office noted, or nil.
  var remark: String? {
    switch id % 61 {
    case 3: "外出务工"
    case 17: "独居老人"
    case 40: "低保户"
    default: nil
    }
  }
}

/// A number in full-width digits.
func fullWidth(_ number: Int) -> String {
  String(
    String.UnicodeScalarView(
      String(number).unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) }))
}
