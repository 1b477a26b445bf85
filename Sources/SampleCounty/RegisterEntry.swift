/// One row of a household register before it is laid out.
struct RegisterEntry {
  /// The household.
  var household: Household
  /// The index of the township whose name stands in the row.
  var township: Int
  /// The village's name as the row has it.
  var village: String
  /// How that name is written.
  var spelling: Spelling
  /// Cells that are not what the household would give.
  var overrides: [RegisterColumn: Cell] = [:]
  /// The flaws of the row.
  var flaws: [PlannedFlaw] = []
  /// Whether the row is none of the 50,090.
  var isAdditional = false
}

/// A flaw on purpose, by the column where it can be seen.
struct PlannedFlaw {
  let column: RegisterColumn
  let kind: FlawKind
}

/// What is wrong in a flawed cell, and what must happen to it.
package enum FlawKind: String, Hashable, Sendable, CaseIterable {
  case duplicateRow = "duplicate household"
  case duplicateAcrossFiles = "duplicate household in another township's file"
  case conflictingRow = "household repeated with other members"
  case insuredAboveMembers = "more insured than members"
  case impossibleDate = "impossible date"
  case futureDate = "survey in the next century"
  case wrongCheckDigit = "ID with a wrong check digit"
  case unknownVillage = "unknown village"
  case notANumber = "words where a number belongs"
  case spreadsheetError = "spreadsheet error"
  case unknownCode = "water source without a code"
  case blankKey = "household without a number"
  case wrongTotal = "total that disagrees with its rows"
  case orphanLoan = "loan of no known household"
  case duplicateLoan = "duplicate loan"
  case balanceAboveAmount = "balance above the amount"
  case duplicateEntry = "duplicate entry"
  case conflictingEntry = "entry repeated with another value"
  case orphanEntry = "entry of no known household"
  case blankEntry = "entry without a number"
  case unknownWord = "word without a code"
  case groupRow = "row that names the township of the rows below it"
  case orphanRepayment = "repayment of no known loan"
  case orphanEquipment = "equipment of no known clinic"
  case paymentsAboveCost = "payments above the cost"
  case overdueAboveBalance = "more overdue than outstanding"
  case unsafeHouse = "house that is not safe"
  case movedAboveMembers = "more persons moved than members"
  case managedWithoutVisits = "managed by the norm with too few visits"
  case monthsAboveYear = "more than twelve months"
  case amountNotProduct = "amount that is not quantity times price"
  case monitoredNotMembers = "monitored persons who are not the members"

  /// Where the flaw must turn up.
  package var outcome: String {
    switch self {
    case .impossibleDate, .wrongCheckDigit: "change"
    default: "quarantine"
    }
  }

  /// The diagnostic that must say so.
  package var code: String {
    switch self {
    case .duplicateRow, .duplicateAcrossFiles, .duplicateLoan, .duplicateEntry: "record.duplicate"
    case .conflictingRow, .conflictingEntry: "record.conflict"
    case .insuredAboveMembers: "household.insured-exceeds-members"
    case .impossibleDate: "cell.not-a-date"
    case .futureDate: "household.survey-date-in-future"
    case .wrongCheckDigit: "cell.not-an-identifier"
    case .unknownVillage: "place.unknown"
    case .notANumber: "cell.not-a-number"
    case .spreadsheetError: "cell.error"
    case .unknownCode, .unknownWord: "cell.not-a-code"
    case .blankKey, .blankEntry, .groupRow: "cell.required"
    case .wrongTotal: "sheet.total-disagrees"
    case .orphanLoan, .orphanEntry, .orphanRepayment, .orphanEquipment: "record.orphan"
    case .paymentsAboveCost: "claim.payments-exceed-cost"
    case .overdueAboveBalance: "repayment.overdue-exceeds-balance"
    case .unsafeHouse: "house.not-safe"
    case .movedAboveMembers: "relocation.moved-exceed-members"
    case .managedWithoutVisits: "patient.managed-without-visits"
    case .monthsAboveYear: "worker.months-exceed-year"
    case .amountNotProduct: "order.amount-not-product"
    case .monitoredNotMembers: "monitored.persons-not-members"
    case .balanceAboveAmount: "loan.balance-exceeds-amount"
    }
  }

  /// What is done about it, for the reader of the list.
  package var note: String {
    switch self {
    case .duplicateRow, .duplicateAcrossFiles, .duplicateLoan, .duplicateEntry:
      "the first row stays"
    case .conflictingRow, .conflictingEntry: "the first row stays; the values differ"
    case .impossibleDate, .wrongCheckDigit: "the value becomes missing; the household counts"
    case .wrongTotal: "the rows count; the total does not"
    case .groupRow: "the rows below count; each names its township itself"
    default: "the row does not count"
    }
  }
}

/// A flaw as it is listed.
package struct Flaw: Hashable, Sendable {
  /// The file, relative to the sample's folder.
  package let file: String
  /// The worksheet.
  package let worksheet: String
  /// The cell, such as `H12`.
  package let cell: String
  /// What is wrong.
  package let kind: FlawKind
}

/// A row whose village is not written as the gazetteer has it, and what it truly is.
package struct Truth: Hashable, Sendable {
  /// The file, relative to the sample's folder.
  package let file: String
  /// The worksheet.
  package let worksheet: String
  /// The one-based row.
  package let row: Int
  /// How the name is written.
  package let spelling: Spelling
  /// The village's code.
  package let village: String
  /// The household's key.
  package let household: Int
}
