import Foundation
import Testing

@testable import Load

/// `index.html` of a run, as its bytes say it and as a browser shows it.
@Suite struct OverviewPageTests {
  private static func page(of run: SampleRun) throws -> String {
    try String(contentsOf: run.latest.appending(path: "index.html"), encoding: .utf8)
  }

  /// The rows of a table in a page: the code of each and the texts of its cells behind the name.
  private static func rows(
    of table: String, in page: String
  ) throws -> [(code: String, cells: [String])] {
    let start = try #require(page.firstRange(of: "<table class=grid data-t=\"\(table)\""))
    let grid = page[start.upperBound...]
    let end = try #require(grid.firstRange(of: "</table>"))
    var rows: [(code: String, cells: [String])] = []
    for line in grid[..<end.lowerBound].split(separator: "\n") {
      guard let code = line.firstMatch(of: /data-k="([^"]*)"/)?.1 else { continue }
      let cells = line.split(separator: "<td>").dropFirst()
      rows.append((String(code), cells.map { String($0).replacing(/<[^>]*>/, with: "") }))
    }
    return rows
  }

  @Test func `the page of the sample county is small, offline and its figures are those published`()
    throws
  {
    let run = try SampleRun.shared.get()
    let page = try Self.page(of: run)
    #expect(page.utf8.count <= 700_000, "\(page.utf8.count) bytes")
    // Nothing is asked of anybody: no address but that of the archive inside.
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("default-src 'none'") && !page.contains("unsafe-inline"))
    let tables = try FileManager.default
      .contentsOfDirectory(
        atPath: run.latest.appending(path: "tables").path
      )
      .filter { $0.hasSuffix(".csv") }
    var figures = 0
    for file in tables {
      let name = String(file.dropLast(4))
      let published = try run.rows("tables/\(file)")
      let header = try String(
        contentsOf: run.latest.appending(path: "tables/\(file)"), encoding: .utf8
      )
      .prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      let shown = try Self.rows(of: name, in: page)
      try #require(!shown.isEmpty && shown.count <= published.count, "\(name)")
      for (row, line) in zip(shown, published) {
        #expect(row.code == line["code"])
        let columns = header.suffix(row.cells.count)
        for (cell, column) in zip(row.cells, columns) {
          let value = try #require(line[column])
          // What splits a row has a title; what has no figure, a mark.
          guard Double(value) != nil, !cell.contains("[") else { continue }
          let digits = cell.replacing(",", with: "").replacing("−", with: "-")
          #expect(digits == value || Double(digits) == nil, "\(name) \(column) \(row.code)")
          if digits == value { figures += 1 }
        }
      }
    }
    #expect(figures > 2_500)
  }

  @Test(
    .enabled(
      if: PageBrowser.isThere,
      "there is no Chromium, or no python3 with playwright and axe-playwright-python"))
  func `a browser has nothing to complain of, and search, sorting, languages and figures work`()
    throws
  {
    let page = try SampleRun.shared.get().latest.appending(path: "index.html")
    #expect(try PageBrowser.faults(of: page) == "")
  }

  @Test func `the same inputs give the same bytes, wherever and whenever`() throws {
    let (county, other) = (try SmallCounty(), try SmallCounty())
    #expect(try county.run().status == 0 && other.run().status == 0)
    let page = try county.text("Output/small/latest/index.html")
    #expect(try other.text("Output/small/latest/index.html") == page)
    #expect(try county.run(["--force"]).status == 0)
    #expect(try county.newest("index.html") == page)
  }

  @Test func `runs with other figures stand beside each other, and those with the same are one`()
    throws
  {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    #expect(try county.text("Output/small/latest/index.html").contains("No earlier run"))
    let more = "005,乙村,6,2\n"
    try county.write(SmallCounty.register + more, to: "registers/one.csv")
    #expect(try county.run().status == 0)
    let page = try county.text("Output/small/latest/index.html")
    let row = try #require(page.firstMatch(of: /<tr><th scope=row><a href="#t-enrolment">.*/)?.0)
    let shown = row.matches(of: /<td class=number>([^<]*)/).map { String($0.1) }
    #expect(shown == ["12", "18"], "\(row)")
  }

  @Test func `a figure that is withheld stands nowhere in the page`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "by: [township, village]", with: "by: [township, village]\n    disclosure: {minimum: 3}")
    #expect(try county.run().status == 0)
    let page = try county.text("Output/small/latest/index.html")
    let rows = try Self.rows(of: "enrolment", in: page)
    let csv = try SampleRun.rows(ofText: county.text("Output/small/latest/tables/enrolment.csv"))
    #expect(csv.contains { $0["persons"] == "withheld" })
    // Nor does the number of records of a place, which is the figure under another name.
    #expect(page.contains(#""records":{}"#))
    for (row, line) in zip(rows, csv) {
      #expect((line["persons"] == "withheld") == (row.cells[0] == "[c]"), "\(row) \(line)")
    }
  }

  @Test func `what was published before it was withheld is no trend`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    try county.rewrite(
      "by: [township, village]", with: "by: [township, village]\n    disclosure: {minimum: 2}")
    try county.write(SmallCounty.register + "005,乙村,6,2\n", to: "registers/one.csv")
    #expect(try county.run().status == 0)
    #expect(try county.text("Output/small/latest/index.html").contains("No earlier run"))
  }

  @Test func `a formula marks the measures of its row and nothing else`() throws {
    let county = try SmallCounty()
    try county.rewrite(
      "insured: sum(insured)",
      with:
        "members: sum(members) where insured > 1\n      insured: sum(insured)\n      both: insured + members - 1"
    )
    #expect(try county.run().status == 0)
    let page = try county.text("Output/small/latest/index.html")
    #expect(page.contains("<code>sum(members) where insured &gt; 1</code>"), "\(page.suffix(100))")
    #expect(page.contains("<code><var>insured</var> + <var>members</var> - 1</code>"))
  }

  @Test func `a run on trial does not say that it is published`() throws {
    let county = try SmallCounty()
    #expect(try county.run(["--dry-run"]).status == 0)
    let page = try county.newest("index.html")
    #expect(page.contains("is not published") && !page.contains("Published: every gate"))
  }

  @Test func `the code of what splits a row stands beside what it is called`() throws {
    let run = try SampleRun.shared.get()
    let page = try Self.page(of: run)
    let kinds = try run.rows("tables/farm_subsidies_by_kind.csv").compactMap { $0["subsidy_kind"] }
    #expect(!kinds.isEmpty && kinds.allSatisfy { page.contains("data-v=\"\($0)\"") })
  }

  @Test func `places with coordinates lie on a map`() throws {
    let county = try SmallCounty()
    #expect(try county.run().status == 0)
    #expect(try !county.text("Output/small/latest/index.html").contains("id=map"))
    try county.rewrite(
      "{gazetteer: gazetteer.csv}",
      with: "{gazetteer: gazetteer.csv, attributes: {longitude: number, latitude: number}}")
    try county.write(
      """
      code,name,level,parent,valid_from,valid_to,longitude,latitude
      1,试验县,county,,,,,
      11,某镇,township,1,,,112.7,36.7
      111,甲村,village,11,,,112.71,36.71
      112,乙村,village,11,,,112.72,36.75

      """, to: "gazetteer.csv")
    #expect(try county.run().status == 0)
    let page = try county.text("Output/small/latest/index.html")
    let map = try #require(page.firstMatch(of: /(?s)<section id=map>.*?<\/section>/)?.0)
    #expect(map.matches(of: /<circle class="m/).count == 2 && map.contains("<title>甲村"))
  }

  @Test func `a run that a gate holds back has a page that says so`() throws {
    let county = try SmallCounty()
    try county.rewrite("quarantine_share: 0.4", with: "quarantine_share: 0.1")
    #expect(try county.run().status == 1)
    let page = try county.newest("index.html")
    #expect(page.contains("Not published: a gate failed"))
    #expect(!page.contains("Published: every gate was passed"))
  }
}

/// A browser that looks at pages, where there is one.
enum PageBrowser {
  private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    .first(where: FileManager.default.isExecutableFile)

  /// Whether it is there with all that it needs.
  static let isThere =
    browser != nil
    && (try? python(["-c", "import playwright, axe_playwright_python"]))?.status == 0

  /// What is wrong with a page, a line each.
  static func faults(of page: URL) throws -> String {
    let script = try #require(
      Bundle.module.url(forResource: "page", withExtension: "py", subdirectory: "Fixtures"))
    let path = page.resolvingSymlinksInPath().path
    let look = try python([script.path, path, browser ?? ""])
    return (look.output + (look.status == 0 ? "" : look.errors))
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func python(
    _ arguments: [String]
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self),
      String(decoding: complaints, as: UTF8.self)
    )
  }
}
