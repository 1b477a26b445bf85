import Foundation
import Load
import Pipeline
import PropertyTesting
import SurveyModel
import Testing

/// What `why`, `why-not` and `impact` say of the sample county, held against one another and against the files.
@Suite struct RecordReachTests {
  private static func run() throws -> KeptRun {
    try KeptRun(SampleRun.shared.get().latest.path, output: "")
  }

  /// A figure, by its table, row and column.
  private struct Figure: Hashable {
    let table: String
    let row: [String]
    let measure: String
  }

  private static func key(_ trace: FigureTrace) -> Figure {
    let dimensions = trace.row.suffix(trace.table.dimensions.count).map { $0.value ?? "" }
    return Figure(
      table: trace.table.name, row: [trace.row[1].value ?? ""] + dimensions,
      measure: trace.measure.name)
  }

  @Test func `a cell behind a figure has the figure in its impact`() throws {
    let run = try Self.run()
    let tracer = try run.tracer()
    var random = SeededGenerator(seed: 15)
    var cells = 0
    var impacts: [String: Set<Figure>] = [:]
    for table in run.pipeline.tables {
      let rows = try SampleRun.shared.get().rows("tables/\(table.name).csv")
      for _ in 0..<3 {
        let row = rows[Int(random.next() % UInt64(rows.count))]
        let conditions = (["code"] + table.dimensions)
          .map { FigureAddress.Condition(column: $0, value: row[$0] ?? "") }
        let measure = table.measures[Int(random.next() % UInt64(table.measures.count))].name
        let address = FigureAddress(table: table.name, row: conditions, measure: measure)
        let figure = Figure(
          table: table.name, row: conditions.map(\.value), measure: measure)
        for subject in FigureTracer.Page.Subject.allCases {
          let told = try tracer.trace(address, .init(limit: 2, subject: subject))
          for (number, aggregate) in told.aggregates.enumerated() {
            for record in aggregate.records where !record.isLeftOutByTable {
              for value in record.values where !value.uses.isEmpty {
                guard let cell = value.cell, let location = record.place(of: value, cell) else {
                  continue
                }
                if impacts[location] == nil,
                  case .row(let place) = try run.reader.place(location)
                {
                  impacts[location] = Set(
                    try tracer.impact(of: place).figures
                      .map {
                        Figure(table: $0.table, row: $0.row.map(\.value), measure: $0.measure)
                      })
                }
                cells += 1
                #expect(
                  impacts[location]?.contains(figure) == true,
                  "\(location) decides in aggregate \(number) of \(address)")
              }
            }
          }
        }
      }
    }
    #expect(cells > 100)
  }

  @Test func `a figure in the impact of a cell has the cell behind it`() throws {
    let run = try Self.run()
    let tracer = try run.tracer()
    var random = SeededGenerator(seed: 16)
    let cells = try Self.cells(of: run)
    var figures = 0
    for _ in 0..<50 {
      let text = cells[Int(random.next() % UInt64(cells.count))]
      guard case .row(let place) = try run.reader.place(text) else { continue }
      let impact = try tracer.impact(of: place)
      // Those of small rows, whose records are few.
      let all = impact.figures.filter { $0.outcome != nil }
      let small = all.filter { $0.level == "village" }
      let direct = small.isEmpty ? all : small
      for figure in direct.shuffled(using: &random).prefix(3) {
        let subject: FigureTracer.Page.Subject = figure.outcome == .counted ? .counted : .leftOut
        let trace = try tracer.trace(
          FigureAddress(table: figure.table, row: figure.row, measure: figure.measure),
          .init(limit: 100_000, subject: subject))
        figures += 1
        #expect(
          trace.aggregates.contains { aggregate in
            aggregate.records.contains { record in
              record.outcome == figure.outcome
                && record.values.contains { value in
                  value.cell.map { record.place(of: value, $0) == text } ?? false
                }
            }
          }, "\(text) is in no record of \(figure)")
      }
    }
    #expect(figures > 25)
  }

  /// Every cell that a source read a variable from, as `FILE!SHEET!C12`.
  private static func cells(of run: KeptRun) throws -> [String] {
    var cells: [String] = []
    for record in Set(run.pipeline.sources.compactMap { $0.schema?.record }).sorted() {
      let listing = try MilletProcess([
        "inspect", SampleRun.shared.get().latest.path, "cells_of_\(record)", "--limit", "4000",
        "--format", "csv",
      ])
      try #require(listing.status == 0, "\(listing.errors)")
      for row in SampleRun.rows(ofText: listing.output) {
        cells.append(
          "\(row["path"] ?? "")!\(row["sheet"] ?? "")!\(row["column"] ?? "")\(row["row"] ?? "")")
      }
    }
    try #require(cells.count > 10_000)
    return cells
  }

  @Test func `the rows in which records count are those whose figures count them`() throws {
    let run = try Self.run()
    let tracer = try run.tracer()
    struct Place: Hashable {
      let row: [String]
      let expression: String
      let outcome: RecordOutcome
    }
    var tables = 0
    for table in run.pipeline.tables {
      let origins = try tracer.records(of: table.record, where: [])
      guard origins.count < 1500 else { continue }
      tables += 1
      var reached: [Place: Int] = [:]
      for start in stride(from: 0, to: origins.count, by: 400) {
        let some = Array(origins[start..<min(start + 400, origins.count)])
        let reaches = try tracer.reaches(of: some, table.record, in: table.name)
        #expect(Set(reaches.map(\.origin)) == Set(some), "every record has an answer")
        for reach in reaches {
          for row in reach.rows where !row.isOpen {
            for aggregate in reach.aggregates {
              let place = Place(
                row: row.conditions.map(\.value), expression: aggregate.expression,
                outcome: aggregate.outcome)
              reached[place, default: 0] += 1
            }
          }
        }
      }
      var told: [Place: Int] = [:]
      try tracer.traceAll(of: table.name) { traces throws(RunFailure) in
        guard let row = traces.first.map(Self.key)?.row else { return }
        for aggregate in traces.flatMap(\.aggregates) where aggregate.record == table.record {
          func place(_ outcome: RecordOutcome) -> Place {
            Place(row: row, expression: aggregate.expression, outcome: outcome)
          }
          if aggregate.counted > 0 { told[place(.counted)] = aggregate.counted }
          for left in aggregate.leftOut { told[place(left.outcome)] = left.records }
        }
      }
      #expect(!told.isEmpty)
      // Over waves each figure is over the records of its own; others are told as such, and reach no row there.
      let ofTable = told.filter { $0.key.outcome != .ofOtherWave }
      let ofRecords = reached.filter { $0.key.outcome != .ofOtherWave }
      #expect(ofTable == ofRecords, "\(table.name)")
    }
    #expect(tables > 12)
  }

  @Test func `every row of a worksheet is a record or is told what else it is`() throws {
    let run = try Self.run()
    let tracer = try run.tracer()
    let listing = try MilletProcess([
      "inspect", SampleRun.shared.get().latest.path, "row_tally", "--format", "csv", "--limit",
      "1000",
    ])
    var worksheets = 0
    for tally in SampleRun.rows(ofText: listing.output) {
      func count(_ name: String) -> Int { tally[name].flatMap { Int($0) } ?? 0 }
      guard count("read") < 400, count("held_totals") == 0 else { continue }
      worksheets += 1
      var kinds: [String: Int] = [:]
      let last = try Self.lastRow(of: tally)
      let (file, worksheet) = (UInt32(count("file")), UInt32(count("worksheet")))
      for row in 0..<last + 3 {
        let standing = try tracer.standing(
          of: SourcePlace.Row(
            file: file, path: "", worksheets: [worksheet], sheet: "", row: row, column: nil))
        let record = standing.records.contains { $0.source == tally["source"] }
        let kind = standing.others.first { $0.source == tally["source"] }?.kind
        // A row that the file does not have was not read.
        guard record || kind != nil else { continue }
        kinds[record ? "record" : kind ?? "", default: 0] += 1
      }
      #expect(kinds.values.reduce(0, +) == count("read"), "\(tally) \(kinds)")
      #expect(
        kinds["record"] ?? 0 == count("clean") + count("corrected") + count("quarantined"))
      for kind in OtherRow.Kind.allCases {
        #expect(kinds[kind.rawValue] ?? 0 == count(kind.rawValue), "\(kind) of \(tally)")
      }
    }
    #expect(worksheets > 5)
  }

  private static func lastRow(of tally: [String: String]) throws -> Int {
    let listing = try MilletProcess([
      "inspect", SampleRun.shared.get().latest.path, "worksheet", "--format", "csv", "--limit",
      "1000",
    ])
    let sheet = SampleRun.rows(ofText: listing.output)
      .first { row in
        ["source", "file", "worksheet"].allSatisfy { row[$0] == tally[$0] }
      }
    return sheet?["last_row"].flatMap { Int($0) } ?? 0
  }
}

extension RecordTrace {
  /// Whether the table leaves the record out whatever the figure's own variables say.
  fileprivate var isLeftOutByTable: Bool {
    switch outcome {
    case .counted, .placeOpen, .conditionFailed, .conditionNotTested, .valueMissing: false
    default: true
    }
  }

  /// Where a value's cell is, as `FILE!SHEET!C12`.
  fileprivate func place(of value: Value, _ cell: CellReference) -> String? {
    let location = value.elsewhere ?? self.location
    switch location.place {
    case .row(let sheet, _), .cell(let sheet, _): return "\(location.file)!\(sheet)!\(cell)"
    default: return nil
    }
  }
}
