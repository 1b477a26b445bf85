import Foundation
import Testing

@Suite struct SampleRunTests {
  private let run: SampleRun

  init() throws {
    run = try SampleRun.shared.get()
    try #require(run.process.status == 0, "\(run.process.errors)")
  }

  /// A figure of the county's row of a table.
  struct Figure: Sendable, CustomTestStringConvertible {
    let table: String
    let measure: String
    let value: String

    var testDescription: String { "\(table).\(measure)" }
  }

  @Test(arguments: [
    Figure(table: "water_coverage", measure: "households", value: "50090"),
    Figure(table: "water_coverage", measure: "persons", value: "140991"),
    Figure(table: "water_coverage", measure: "natural_villages", value: "567"),
    Figure(table: "water_coverage", measure: "tap_households", value: "49198"),
    Figure(table: "water_coverage", measure: "standpipe_households", value: "511"),
    Figure(table: "water_coverage", measure: "well_households", value: "381"),
    Figure(table: "water_coverage", measure: "well_persons", value: "1072"),
    Figure(table: "water_coverage", measure: "tap_villages", value: "216"),
    Figure(table: "water_coverage", measure: "tap_natural_villages", value: "555"),
    Figure(table: "water_coverage", measure: "tap_rate", value: "98.22"),
    Figure(table: "water_coverage", measure: "central_household_rate", value: "99.24"),
    Figure(table: "water_coverage", measure: "central_supply_rate", value: "99.24"),
    Figure(table: "water_coverage", measure: "safe_rate", value: "100.00"),
    Figure(table: "insurance_enrollment", measure: "enrolled_persons", value: "136298"),
    Figure(table: "insurance_enrollment", measure: "persons", value: "140991"),
    Figure(table: "insurance_enrollment", measure: "lifted_enrolled", value: "30964"),
    Figure(table: "insurance_enrollment", measure: "lifted_out_of_poverty", value: "30964"),
    Figure(table: "micro_credit", measure: "balance_households", value: "2764"),
    Figure(table: "micro_credit", measure: "balance_amount", value: "136369600"),
    Figure(table: "micro_credit", measure: "lent_households", value: "914"),
    Figure(table: "micro_credit", measure: "lent_amount", value: "46176000"),
    Figure(table: "micro_credit", measure: "lent_per_household", value: "50521"),
    Figure(table: "micro_credit", measure: "target", value: "34000000"),
    Figure(table: "village_structure", measure: "villages", value: "218"),
    Figure(table: "village_structure", measure: "villages_out_of_poverty", value: "135"),
    Figure(table: "village_structure", measure: "villages_with_work_team", value: "141"),
    Figure(table: "village_structure", measure: "weak_party_villages", value: "6"),
    Figure(table: "village_structure", measure: "relocation_villages_lt100", value: "8"),
    Figure(table: "village_structure", measure: "general_village_cadres", value: "65"),
    Figure(table: "village_structure", measure: "relocation_sites", value: "1"),
    Figure(table: "water_service", measure: "households", value: "50090"),
    Figure(table: "water_service", measure: "safely_managed_households", value: "47218"),
    Figure(table: "medical_assistance", measure: "serious_illness_amount", value: "16284700"),
    Figure(table: "medical_assistance", measure: "assistance_amount", value: "7423600"),
    Figure(table: "micro_credit_repayment", measure: "overdue", value: "1274000"),
    Figure(table: "micro_credit_repayment", measure: "overdue_rate", value: "0.93"),
    Figure(table: "housing", measure: "houses", value: "11027"),
    Figure(table: "housing", measure: "renovated_share", value: "12.0"),
    Figure(table: "education", measure: "enrolment_rate", value: "99.91"),
    Figure(table: "education", measure: "dropouts", value: "0"),
    Figure(table: "chronic_diseases", measure: "management_rate", value: "90.00"),
    Figure(table: "village_clinics", measure: "kinds_per_clinic", value: "8.0"),
    Figure(table: "village_clinics", measure: "least_medicines", value: "52"),
    Figure(table: "employment", measure: "transport_subsidies", value: "480000"),
    Figure(table: "consumption_assistance", measure: "order_total", value: "869400"),
    Figure(table: "ecology", measure: "shelter_forest", value: "7000.0"),
    Figure(table: "ecology", measure: "orchards", value: "15000.0"),
    Figure(table: "ecology", measure: "cooperatives", value: "16"),
    Figure(table: "industry", measure: "provincial_enterprises", value: "8"),
    Figure(table: "industry", measure: "municipal_enterprises", value: "9"),
    Figure(table: "farm_subsidies", measure: "amount", value: "20000000"),
    Figure(table: "farm_subsidies", measure: "kinds", value: "19"),
    Figure(table: "field_roads", measure: "funds", value: "3000000"),
    Figure(table: "relocation", measure: "moved_households", value: "542"),
    Figure(table: "cadre_promotions", measure: "promotions", value: "169"),
    Figure(table: "policies", measure: "continued", value: "15"),
    Figure(table: "policies", measure: "optimised", value: "1"),
    Figure(table: "policies", measure: "adjusted", value: "30"),
    Figure(table: "policies", measure: "mechanisms", value: "11"),
    Figure(table: "policies", measure: "departments", value: "36"),
    Figure(table: "policies", measure: "joint_departments", value: "19"),
    Figure(table: "monitoring", measure: "households", value: "486"),
    Figure(table: "monitoring", measure: "remaining_households", value: "84"),
    Figure(table: "village_mergers", measure: "merged_villages", value: "7"),
  ])
  func `the county's row has the figures that the county reported`(figure: Figure) throws {
    let rows = try run.rows("tables/\(figure.table).csv")
    let county = try #require(rows.first { $0["level"] == "county" })
    #expect(county[figure.measure] == figure.value)
  }

  @Test(arguments: [
    Figure(table: "water_over_waves", measure: "households", value: "50155"),
    Figure(table: "water_over_waves", measure: "tap_households", value: "47947"),
    Figure(table: "water_over_waves", measure: "tap_rate", value: "95.60"),
    Figure(table: "water_over_waves", measure: "safe_rate", value: "99.20"),
    Figure(table: "monitoring_over_waves", measure: "households", value: "213"),
    Figure(table: "monitoring_over_waves", measure: "ended_households", value: "140"),
  ])
  func `the county's row of the year before has the figures of its registers`(figure: Figure) throws
  {
    let rows = try run.rows("tables/\(figure.table).csv").filter { $0["level"] == "county" }
    #expect(rows.map { $0["wave"] } == ["2020-10-31", "2021-10-31"])
    #expect(rows.first?[figure.measure] == figure.value)
  }

  @Test(arguments: ["water_coverage", "insurance_enrollment", "micro_credit", "village_structure"])
  func `every place has its row and the parts make up the whole`(table: String) throws {
    let rows = try run.rows("tables/\(table).csv")
    func count(_ level: String) -> Int { rows.count { $0["level"] == level } }
    #expect(count("county") == 1 && count("township") == 13 && count("village") == 218)
    let summed =
      table == "water_coverage"
      ? "households" : table == "village_structure" ? "villages" : "persons"
    guard rows[0][summed] != nil else { return }
    for level in ["township", "village"] {
      let parts = rows.filter { $0["level"] == level }.compactMap { Int($0[summed] ?? "") }
      #expect(parts.reduce(0, +) == Int(rows[0][summed] ?? ""))
    }
  }

  @Test func `every planted flaw is caught where it says`() throws {
    let root = "Samples/qin-county/"
    let flaws = try SampleRun.rows(
      of: MilletProcess.root.appending(path: root + "flaws.csv"))
    #expect(flaws.count > 100)
    func key(_ row: [String: String], _ prefix: String, _ code: String) -> String {
      [prefix + (row["file"] ?? ""), row["worksheet"] ?? "", row["cell"] ?? "", row[code] ?? ""]
        .joined(separator: "|")
    }
    let quarantined = Set(try run.rows("quarantine.csv").map { key($0, "", "code") })
    let changed = Set(try run.rows("changes.csv").map { key($0, "", "rule") })
    for flaw in flaws {
      let caught = flaw["outcome"] == "change" ? changed : quarantined
      #expect(caught.contains(key(flaw, root, "code")), "\(flaw)")
    }
    // And nothing else is held back: a row too many in quarantine is a row lost.
    let rows = Set(
      try run.rows("quarantine.csv")
        .map { "\($0["file"] ?? "")|\($0["worksheet"] ?? "")|\($0["row"] ?? "")" })
    #expect(
      rows.count
        == Set(
          flaws.filter { $0["outcome"] == "quarantine" }
            .map {
              "\($0["file"] ?? "")|\($0["worksheet"] ?? "")|\(($0["cell"] ?? "").filter(\.isNumber))"
            }
        )
        .count)
  }

  @Test func `rows are conserved for every source`() throws {
    let data = try Data(contentsOf: run.latest.appending(path: "run.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let rows = try #require(report["rows"] as? [String: [String: Int]])
    #expect(rows.count == 27)
    for (source, counts) in rows {
      let parts = counts.filter { $0.key != "read" }.values.reduce(0, +)
      #expect(counts["read"] == parts, "\(source): \(counts)")
    }
  }

  @Test func `every figure of the clean report that has a counterpart agrees`() throws {
    let rows = try run.rows("reconciliation.csv")
    let clean = rows.filter { $0["file"]?.hasSuffix("county-report.txt") == true }
    let compared = clean.filter { $0["table"]?.isEmpty == false }
    #expect(compared.count >= 98)
    for row in compared {
      #expect(row["verdict"] == "agrees" || row["verdict"] == "agrees_rounded", "\(row)")
    }
    let damaged = rows.filter { $0["file"]?.hasSuffix("damaged.txt") == true }
    #expect(damaged.contains { $0["verdict"] == "damaged_consistent" && $0["stated"] == "" })
    #expect(damaged.allSatisfy { $0["verdict"] != "differs" })
  }

  @Test func `a figure of the year before is held against the registers of that year`() throws {
    let rows = try run.rows("reconciliation.csv")
      .filter { $0["indicator"] == "tap_water_household_rate" }
    #expect(
      Set(rows.map { "\($0["as_of"] ?? "") \($0["tabulated"] ?? "")" })
        == ["2020-10-31 95.60", "2021-10-31 98.22"])
    #expect(rows.allSatisfy { $0["verdict"] == "agrees_rounded" })
  }

  @Test func `every figure of an office's brief agrees, township by township`() throws {
    let rows = try run.rows("reconciliation.csv")
      .filter { $0["file"]?.hasSuffix("monitoring-brief.txt") == true }
    #expect(rows.count == 4 * 13)
    #expect(Set(rows.map { $0["place"] ?? "" }).count == 13)
    #expect(rows.allSatisfy { $0["verdict"] == "agrees" })
  }

  @Test func `orphans and damaged figures are recorded under their codes`() throws {
    #expect(try run.rows("quarantine.csv").contains { $0["code"] == "record.orphan" })
    let log = try String(
      contentsOf: run.latest.appending(path: "diagnostics.jsonl"), encoding: .utf8)
    #expect(log.contains("text.damaged"))
  }

  @Test func `the credit above the cap is a warning`() {
    #expect(run.process.errors.contains("warning: "))
    #expect(run.process.errors.contains("[micro_credit.above-cap]"))
  }

  @Test func `another run from elsewhere gives the same tables byte for byte`() throws {
    let other = FileManager.default.temporaryDirectory.appending(path: "millet-again-\(UUID())")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: other) }
    let pipeline = MilletProcess.root.appending(path: "Pipelines/qin-county.yml").path
    let again = try MilletProcess(
      ["run", pipeline, "--output", other.path, "--quiet"], in: other, environment: [:])
    #expect(again.status == 0)
    for table in ["water_coverage", "insurance_enrollment", "micro_credit", "village_structure"] {
      let name = "tables/\(table).csv"
      #expect(
        try Data(contentsOf: other.appending(path: "qin-county/latest/\(name)"))
          == Data(contentsOf: run.latest.appending(path: name)))
    }
  }

  @Test func `one changed cell changes the lines that rest on it`() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "millet-copy-\(UUID())")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: copy) }
    for name in ["Samples", "Pipelines"] {
      try FileManager.default.copyItem(
        at: MilletProcess.root.appending(path: name), to: copy.appending(path: name))
    }
    let register = copy.appending(path: "Samples/qin-county/registers/13月湾乡.xml")
    let text = try String(contentsOf: register, encoding: .utf8)
    let cells = "<Cell><Data ss:Type=\"Number\">0</Data></Cell><Cell><Data ss:Type=\"Number\">6<"
    let insured = try #require(text.range(of: cells))
    let changed = text.replacingCharacters(in: insured, with: cells.dropLast(2) + "5<")
    try changed.write(to: register, atomically: true, encoding: .utf8)
    let again = try MilletProcess(["run", "Pipelines/qin-county.yml"], in: copy)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("[fact.contradicted]"))
    let folder = copy.appending(path: "Output/qin-county/latest")
    let county = try #require(
      try SampleRun.rows(of: folder.appending(path: "tables/insurance_enrollment.csv")).first)
    #expect(county["enrolled_persons"] == "136297")
    let before = try run.rows("reconciliation.csv")
    let after = try SampleRun.rows(of: folder.appending(path: "reconciliation.csv"))
    let differing = zip(before, after).filter { $0 != $1 }.map(\.1)
    #expect(differing.count == 2)
    for line in differing {
      #expect(line["indicator"] == "resident_insurance_enrolled")
      #expect(line["verdict"] == "differs" && line["tabulated"] == "136297")
    }
    // The sheet's own total now disagrees with its rows, and says so.
    #expect(
      try SampleRun.rows(of: folder.appending(path: "quarantine.csv"))
        .contains {
          $0["file"]?.hasSuffix("13月湾乡.xml") == true && $0["code"] == "sheet.total-disagrees"
        })
  }
}
