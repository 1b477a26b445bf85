/// The rows of every township's register: the true ones, and among them the flawed ones.
struct RegisterEntries {
  /// The rows, by township.
  private(set) var byTownship: [[RegisterEntry]]
  private let county: County
  private var random = SeededGenerator(seed: 7)
  /// The last number given to a household that does not exist, by village.
  private var inventedNumbers: [Int: Int] = [:]

  /// Townships whose registers hold rows that do not count.
  ///
  /// None of them has a total, so that no total can disagree but the one that is meant to.
  private static let flawedTownships = [0, 2, 3, 4, 6, 7, 8, 10]

  init(county: County, misnamings: [Misnaming]) {
    self.county = county
    byTownship = county.townships.map { _ in [] }
    writeRows(misnamings: misnamings)
    breakDates()
    breakCheckDigits()
    for township in Self.flawedTownships { addFlawedRows(to: township) }
    addSpecialRows()
    // Last, so that the first of two equal rows is always the true one.
    copyAcrossFiles()
  }

  private mutating func writeRows(misnamings: [Misnaming]) {
    var natural = -1
    var spelling = Spelling.published
    var stem = ""
    for household in county.households {
      let place = county.naturalVillages[household.naturalVillage]
      let village = county.villages[place.village]
      let layout = RegisterLayout.townships[village.township]
      if household.naturalVillage != natural {
        natural = household.naturalVillage
        stem = village.stem
        spelling = random.chance(layout.otherSpellings) ? random.pick(Spelling.ruled) : .published
        // Where a form leaves the name as it is, another takes its place.
        if spelling != .published, !spelling.changes(stem) { spelling = .committee }
        if let misnaming = misnamings.first(where: { $0.naturalVillage == natural }) {
          (spelling, stem) = (misnaming.spelling, misnaming.stem)
        }
      }
      var entry = RegisterEntry(
        household: household, township: village.township,
        village: spelling.write(
          stem, in: county.townships[village.township].name, number: household.number),
        spelling: spelling)
      // The old name lives on in half of the households of a former village.
      let former = county.formerVillages.first { former in
        former.fate == .rename
          ? former.successor == place.village
          : place.former.map { county.formerVillages[$0].code == former.code } ?? false
      }
      if let former, household.number.isMultiple(of: 2), spelling.isRuled {
        (entry.village, entry.spelling) =
          household.number.isMultiple(of: 6)
          ? ("\(village.name)（原\(former.name)）", .formerNote) : (former.name, .former)
      }
      if layout.isTraditional {
        entry.village = TraditionalScript.convert(entry.village)
        if entry.spelling == .published, entry.village != village.name {
          entry.spelling = .traditional
        }
      }
      byTownship[village.township].append(entry)
    }
  }

  private mutating func breakDates() {
    let dates = ["2021年2月30日", "2021.9.31", "2021/13/5", "2021年6月31日", "2021-11-31"]
    for township in [1, 2, 3, 4, 5, 6, 9, 10] {
      for _ in 0..<2 {
        let index = random.below(byTownship[township].count)
        byTownship[township][index].overrides[.surveyDate] = .text(random.pick(dates))
        byTownship[township][index].flaws = [
          PlannedFlaw(column: .surveyDate, kind: .impossibleDate)
        ]
      }
    }
  }

  private mutating func breakCheckDigits() {
    for township in [0, 1, 4, 5, 7, 9] {
      for _ in 0..<3 {
        let index = random.below(byTownship[township].count)
        guard byTownship[township][index].flaws.isEmpty else { continue }
        let id = ResidentID(of: byTownship[township][index].household)
        byTownship[township][index].overrides[.headID] = .text(id.withWrongCheckDigit)
        byTownship[township][index].flaws = [PlannedFlaw(column: .headID, kind: .wrongCheckDigit)]
      }
    }
  }

  /// A row for a household that does not exist, to be spoilt.
  private mutating func invent(in township: Int, at index: Int) -> RegisterEntry {
    var entry = byTownship[township][index]
    let village = county.village(of: entry.household)
    inventedNumbers[village, default: 9_000] += 1
    let number = inventedNumbers[village, default: 9_000]
    entry.household = Household(
      id: entry.household.id / 10_000 * 10_000 + number,
      naturalVillage: entry.household.naturalVillage, number: number, members: 3, insured: 3,
      lifted: 0, water: entry.household.water, surveyDay: entry.household.surveyDay,
      headBirth: entry.household.headBirth, headSequence: entry.household.headSequence)
    entry.overrides = [:]
    entry.isAdditional = true
    return entry
  }

  /// Adds a row for a household that does not exist behind a row drawn by lot.
  private mutating func insert(
    into township: Int, _ column: RegisterColumn, _ kind: FlawKind, _ cell: Cell
  ) {
    let index = random.below(byTownship[township].count - 1)
    var entry = invent(in: township, at: index)
    entry.overrides[column] = cell
    entry.flaws = [PlannedFlaw(column: column, kind: kind)]
    byTownship[township].insert(entry, at: index + 1)
  }

  /// Adds a second row of a household some way below the first.
  private mutating func repeatRow(
    in township: Int, kind: FlawKind, change: (inout RegisterEntry) -> Void = { _ in }
  ) {
    let rows = byTownship[township]
    var index = random.below(rows.count - 60)
    while rows[index].isAdditional || !rows[index].flaws.isEmpty { index += 1 }
    var copy = rows[index]
    copy.isAdditional = true
    copy.flaws = [PlannedFlaw(column: .householdID, kind: kind)]
    change(&copy)
    byTownship[township].insert(copy, at: index + 2 + random.below(50))
  }

  private mutating func addFlawedRows(to township: Int) {
    let isTraditional = RegisterLayout.townships[township].isTraditional
    for _ in 0..<2 { repeatRow(in: township, kind: .duplicateRow) }
    insert(into: township, .insured, .insuredAboveMembers, .number(4))
    insert(into: township, .insured, .insuredAboveMembers, .number(5))
    let unknown = ["望月屯村", "三官庙村", "新安置小区", "十里铺村", "老君洞村"]
    let village = random.pick(unknown)
    insert(
      into: township, .village, .unknownVillage,
      .text(isTraditional ? TraditionalScript.convert(village) : village))
    let word = random.pick(["待核实", "若干", "见附表", "外出"])
    insert(
      into: township, township.isMultiple(of: 4) ? .insured : .members, .notANumber,
      .text(isTraditional ? TraditionalScript.convert(word) : word))
  }

  private mutating func addSpecialRows() {
    for township in [0, 8] {
      repeatRow(in: township, kind: .conflictingRow) { $0.household.members += 1 }
    }
    insert(into: 4, .members, .spreadsheetError, Cell(.error("#N/A")))
    insert(into: 7, .insured, .spreadsheetError, Cell(.error("#REF!")))
    insert(into: 3, .water, .unknownCode, .text("外村挑水"))
    insert(into: 10, .water, .unknownCode, .text("买水车"))
    insert(into: 0, .householdID, .blankKey, .blank)
    insert(into: 2, .surveyDate, .futureDate, .text("2121.9.30"))
    insert(
      into: 8, .surveyDate, .futureDate, Cell(.date(CalendarDay(2121, 9, 30)), style: .date))
  }

  private mutating func copyAcrossFiles() {
    for (origin, target) in [(2, 3), (2, 10), (3, 8)] {
      let rows = byTownship[origin]
      var index = random.below(rows.count / 2)
      while rows[index].isAdditional || !rows[index].flaws.isEmpty { index += 1 }
      var copy = rows[index]
      copy.isAdditional = true
      copy.flaws = [PlannedFlaw(column: .householdID, kind: .duplicateAcrossFiles)]
      byTownship[target].append(copy)
    }
  }
}
