import Extract
import Foundation
import Load
import Pipeline
import Relational
import SurveyModel
import Testing

/// Figures of the sample county, traced back to the records and cells behind them.
@Suite struct FigureTraceTests {
  /// What stands in the files, read by a walk of its own: by file and worksheet the cells of each row.
  private final class Files {
    private var sheets: [String: [Int: [Int: Value]]] = [:]
    private let root: String

    init(root: String) { self.root = root }

    /// A cell, by zero-based row and column.
    func cell(_ path: String, _ sheet: String, row: Int, column: Int) throws -> Value {
      let key = "\(path)!\(sheet)"
      if sheets[key] == nil {
        let workbook = try WorkbookReader.open(
          path: "\(root)/\(path)", name: path, way: .parser, encoding: "gb18030")
        for worksheet in workbook.worksheets {
          var rows: [Int: [Int: Value]] = [:]
          try workbook.read(worksheet) { batch in
            for (index, number) in batch.rowNumbers.enumerated() {
              for column in batch.columns.indices {
                rows[Int(number), default: [:]][column] = batch.value(row: index, column: column)
              }
            }
          }
          sheets["\(path)!\(worksheet.name)"] = rows
        }
      }
      return sheets[key]?[row]?[column] ?? .blank
    }
  }

  /// A number of a record.
  private struct Number: Hashable {
    let origin: Origin
    let variable: String
  }

  /// A number as it stands in a cell, by nothing but its digits.
  private static func number(_ value: Value) -> Double? {
    switch value {
    case .number(let number): return number
    case .text(let text):
      let plain = text.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? text
      let digits = plain.filter { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
      let others = plain.filter { $0.isNumber && !$0.isASCII }
      return others.isEmpty ? Double(digits) : nil
    default: return nil
    }
  }

  @Test func `the cells of every figure, read again from the files, give the figure`() throws {
    let latest = try SampleRun.shared.get().latest
    let run = try KeptRun(latest.path, output: "")
    let tracer = try run.tracer()
    let files = Files(root: run.pipeline.root)
    let columns = try Self.columns(of: latest)
    let changed = try Self.changedCells(of: latest)
    var (figures, recomputed, read, logged) = (0, 0, 0, 0)
    var numbers: [Number: Double] = [:]
    for table in run.pipeline.tables {
      try tracer.traceAll(of: table.name) { traces throws(RunFailure) in
        for trace in traces {
          figures += 1
          #expect(
            trace.isReproduced,
            "\(table.name).\(trace.measure.name) of \(trace.row.compactMap(\.value).prefix(3))")
        }
        var seen: Set<String> = []
        for aggregate in traces.flatMap(\.aggregates)
        where seen.insert(aggregate.expression).inserted && aggregate.obstacle == nil {
          guard let variable = Self.summed(aggregate.expression) else { continue }
          var sum = 0.0
          for (index, origin) in aggregate.contributions.origins.enumerated() {
            let key = Number(origin: origin, variable: variable)
            if numbers[key] == nil {
              let (path, sheet) = (tracer.path(of: origin), tracer.worksheet(of: origin))
              let place = "\(path)!\(sheet)!\(origin.row + 1)!\(variable)"
              let column = columns["\(path)!\(sheet)!\(variable)"]
              let value = try? column.flatMap { column in
                Self.number(try files.cell(path, sheet, row: Int(origin.row), column: column.index))
                  .map { $0 * column.factor }
              }
              // What a rule changed is in the change log, and what is derived has no cell.
              let isRead = value != nil && !changed.contains(place)
              if isRead { read += 1 } else { logged += 1 }
              numbers[key] =
                isRead ? value : Self.double(aggregate.contributions.values[index])
            }
            sum += numbers[key] ?? 0
          }
          recomputed += 1
          let known = aggregate.value.number ?? 0
          #expect(
            abs(sum - known) <= 1e-9 * max(abs(sum), abs(known), 1),
            "\(table.name) \(aggregate.expression) of \(traces[0].row.compactMap(\.value).prefix(3))"
          )
        }
      }
    }
    #expect(figures > 40_000)
    #expect(recomputed > 4_000)
    #expect(Double(read) > 0.9 * Double(read + logged), "\(read) read, \(logged) logged or derived")
  }

  private static func double(_ value: StoredValue?) -> Double? {
    switch value {
    case .integer(let integer)?: Double(integer)
    case .real(let number)?: number
    default: nil
    }
  }

  /// The variable of a sum; nil for another aggregate.
  private static func summed(_ expression: String) -> String? {
    expression.firstMatch(of: /^sum\(([a-z_]+)\)/).map { String($0.1) }
  }

  /// The zero-based column of each variable on each worksheet, and what its header says that one is.
  private static func columns(of latest: URL) throws -> [String: (index: Int, factor: Double)] {
    var columns: [String: (index: Int, factor: Double)] = [:]
    let files = try table("source_file", latest)
    let sheets = try table("worksheet", latest)
    for mapping in try table("mapping", latest) {
      let path = files.first { $0["file"] == mapping["file"] }?["path"] ?? ""
      let sheet = sheets.first {
        $0["file"] == mapping["file"] && $0["worksheet"] == mapping["worksheet"]
      }
      guard let index = CellReference("\(mapping["column"] ?? "")1")?.column else { continue }
      let factor = mapping["header"]?.contains("万元") == true ? 1e4 : 1
      columns["\(path)!\(sheet?["name"] ?? "")!\(mapping["variable"] ?? "")"] = (index, factor)
    }
    return columns
  }

  private static func changedCells(of latest: URL) throws -> Set<String> {
    Set(
      try SampleRun.rows(of: latest.appending(path: "changes.csv"))
        .map {
          "\($0["file"] ?? "")!\($0["worksheet"] ?? "")!\($0["row"] ?? "")!\($0["variable"] ?? "")"
        })
  }

  private static func table(_ name: String, _ latest: URL) throws -> [[String: String]] {
    let listing = try MilletProcess([
      "inspect", latest.path, name, "--limit", "100000", "--format", "csv",
    ])
    try #require(listing.status == 0, "\(listing.errors)")
    return SampleRun.rows(ofText: listing.output)
  }
}
