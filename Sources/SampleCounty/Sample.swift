package import Foundation
internal import ZipArchive

/// The sample as files.
package struct Sample: Sendable {
  /// The county.
  package let county: County
  /// The flaws that were put in on purpose.
  package let flaws: [Flaw]
  /// The rows that write their village in another form.
  package let truths: [Truth]
  /// The village names that only a decision resolves.
  package let misnamings: [Misnaming]

  /// The workbooks, by their path relative to the sample's folder.
  package let workbooks: [(file: String, workbook: Workbook, isSpreadsheetML: Bool)]

  /// The ledgers of the county's offices.
  let ledgers: [LedgerFile]
  /// The tables that are text, by their path relative to the sample's folder.
  package let tables: [(file: String, worksheet: Worksheet)]

  /// Makes the sample; always the same one.
  package init() {
    let county = County()
    let misnamings = Misnaming.all(in: county)
    let entries = RegisterEntries(county: county, misnamings: misnamings)
    var workbooks: [(file: String, workbook: Workbook, isSpreadsheetML: Bool)] = []
    var flaws: [Flaw] = []
    var truths: [Truth] = []
    for (township, rows) in entries.byTownship.enumerated() {
      let register = RegisterWorkbook(township: township, of: county, entries: rows)
      workbooks.append(
        (
          register.file, register.workbook, RegisterLayout.townships[township].isSpreadsheetML
        ))
      flaws += register.flaws
      truths += register.truths
    }
    workbooks.append((VillageRegister.file, VillageRegister(of: county).workbook, false))
    workbooks.append((PlanWorkbook.file, PlanWorkbook().workbook, false))
    let ledgers = LedgerFile.all(of: county)
    var tables: [(file: String, worksheet: Worksheet)] = []
    for file in ledgers {
      let sheets = file.ledgers.map { LedgerSheet($0, in: file, of: county) }
      flaws += sheets.flatMap(\.flaws)
      switch file.format {
      case .xlsx, .spreadsheetML:
        workbooks.append(
          (file.file, Workbook(worksheets: sheets.map(\.worksheet)), file.format == .spreadsheetML))
      case .commaSeparated: tables += sheets.map { (file.file, $0.worksheet) }
      }
    }
    self.tables = tables
    self.ledgers = ledgers
    self.county = county
    self.misnamings = misnamings
    self.workbooks = workbooks
    self.flaws = flaws
    self.truths = truths
  }

  /// The text files, by their path relative to the sample's folder.
  package var texts: [(file: String, text: String)] {
    [
      ("README.md", Self.introduction), ("gazetteer.csv", Gazetteer.places(of: county)),
      ("gazetteer-changes.csv", Gazetteer.changes(of: county)),
      ("flaws.csv", flawList), ("truth.csv", truthList),
      ("reports/county-report.txt", CountyReport.text),
      (MonitoringBrief.file, MonitoringBrief.text(of: county)),
      (
        "reports/county-report-damaged.txt",
        ReportDamage().damage(TraditionalScript.convert(CountyReport.text))
      ),
    ]
  }

  private static let introduction = """
    # The sample county

    Everything here is made up but the county's name and some of its totals, which Qin County
    reported for 2021: places, persons, identity numbers (no place has the code 999999), households,
    loans and what the offices keep of them.
    `swift run SampleCounty` writes these files; they are the same on every run.

    | File | What it holds |
    | --- | --- |
    | `registers/` | one workbook a township, with its households and its loans |
    | `registers-2020/` | the households a year before, with the villages of that day |
    | `villages/`, `plan/` | the list of villages with their work teams; the year's targets |
    | `water/` | water points: the way there, the households they serve, the year's test |
    | `medical/` | claims on the insurance against serious illness and on medical assistance |
    | `credit/` | what is due and overdue of the loans |
    | `housing/`, `relocation/` | the safety of houses; who was moved, and where to |
    | `education/` | children of school age, and whether they are taught |
    | `health/` | patients with chronic diseases; clinics and their equipment |
    | `employment/` | who works away from home, and the subsidies for the way |
    | `consumption/` | the orders of consumption assistance |
    | `ecology/`, `industry/` | plots of forest; businesses, payments to farms, field roads |
    | `cadres/`, `policies/` | promotions; departments, policies and mechanisms |
    | `monitoring/` | households that may fall into poverty, of both years |
    | `mergers/` | what merged villages handed over |
    | `reports/` | the county's report, clean and damaged; an office's brief by township |
    | `gazetteer.csv`, `gazetteer-changes.csv` | places and village changes |
    | `flaws.csv` | what is wrong on purpose, where, and what must happen to it |
    | `truth.csv` | the true village and household of rows that write their village in another form |

    """

  /// The analyst's answers that the pipeline replays; they belong to it and not to the sample.
  package var decisions: String { Gazetteer.decisions(on: misnamings, in: county) }

  /// Writes every file into a folder, replacing those that stand there.
  package func write(to folder: URL) throws {
    for (file, workbook, isSpreadsheetML) in workbooks {
      let url = try place(file, in: folder)
      if isSpreadsheetML {
        try Data(workbook.spreadsheetML).write(to: url)
      } else {
        try workbook.writeXLSX(to: url.path)
      }
    }
    for (file, worksheet) in tables {
      try Data(worksheet.commaSeparated).write(to: try place(file, in: folder))
    }
    for (file, text) in texts {
      try Data(text.utf8).write(to: try place(file, in: folder))
    }
  }

  private func place(_ file: String, in folder: URL) throws -> URL {
    let url = folder.appendingPathComponent(file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url
  }

  private var flawList: String {
    let lines = flaws.map { flaw in
      "\(flaw.file),\(flaw.worksheet),\(flaw.cell),\(flaw.kind.rawValue),\(flaw.kind.outcome),"
        + "\(flaw.kind.code),\(flaw.kind.note)"
    }
    return (["file,worksheet,cell,flaw,outcome,code,note"] + lines).joined(separator: "\n") + "\n"
  }

  private var truthList: String {
    let lines = truths.map { truth in
      "\(truth.file),\(truth.worksheet),\(truth.row),\(truth.spelling.rawValue),\(truth.village),"
        + "\(truth.household)"
    }
    return (["file,worksheet,row,spelling,village,household_id"] + lines)
      .joined(separator: "\n") + "\n"
  }
}
