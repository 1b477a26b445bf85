import ArgumentParser
import Foundation
import Pipeline
import SurveyModel
import Synchronization

/// Times the making of tables from a filled store, over households that it makes up.
///
/// Twenty measures, five of them under conditions, by county, township and village: once without a
/// median and once with one.
struct TablesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Makes a table of made-up households, without and with a median.",
    discussion: "Example: MilletBenchmark tables --households 1000000")

  @Option(help: "How many households to make up.")
  var households = 1_000_000

  /// Remembers how long the tables took.
  private final class Stopwatch: RunObserver {
    let seconds = Mutex(0.0)

    func hear(_ event: RunEvent) {
      guard case .stageEnded(let ended) = event.content, ended.stage == .tabulate else { return }
      seconds.withLock { $0 = ended.seconds }
    }
  }

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "millet-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(to: folder)
    for (name, last) in [("mean", "mean(members)"), ("median", "median(income)")] {
      let file = folder.appending(path: "\(name).yml")
      try Data(Self.pipeline(name, last).utf8).write(to: file)
      let stopwatch = Stopwatch()
      let runner = PipelineRunner(
        definition: try PipelineLoader.load(path: file.path),
        options: RunOptions(output: folder.appending(path: "Output").path), observer: stopwatch)
      let summary = try await runner.run()
      guard summary.status == .published else { throw ExitCode.failure }
      let seconds = stopwatch.seconds.withLock { $0 }
      print(
        String(
          format: "%d households, 20 measures, the last a %@: %.2f s, peak of the process %.0f MiB",
          households, name, seconds, Measurement.usage().peak))
    }
  }

  /// Writes a gazetteer of 20 townships with 15 villages each, and the households.
  private func write(to folder: URL) throws {
    var places = ["code,name,level,parent,valid_from,valid_to", "1,试验县,county,,,"]
    var villages: [String] = []
    for township in 10..<30 {
      places.append("1\(township),\(township)号镇,township,1,,")
      for village in 10..<25 {
        villages.append("\(township)\(village)号村")
        places.append("1\(township)\(village),\(township)\(village)号村,village,1\(township),,")
      }
    }
    try Data((places.joined(separator: "\n") + "\n").utf8)
      .write(to: folder.appending(path: "gazetteer.csv"))
    var text = "户编号,行政村,人口数,参保人数,收入,水源\n"
    var state: UInt64 = 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for number in 0..<households {
      let members = 1 + random(below: 8)
      let income = Double(random(below: 2_000_000)) / 100
      text +=
        "H\(number),\(villages[random(below: villages.count)]),\(members),\(random(below: members + 1)),"
        + "\(income),\(["自来水", "井水", "泉水"][random(below: 3)])\n"
    }
    try Data(text.utf8).write(to: folder.appending(path: "households.csv"))
  }

  private static func pipeline(_ name: String, _ last: String) -> String {
    """
    pipeline: \(name)
    as_of: 2021-10-31
    keep: records
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: households.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: 人口数, type: integer}
          insured: {headers: 参保人数, type: integer}
          income: {headers: 收入, type: number}
          water: {headers: 水源, codes: {tap: 自来水, well: 井水, spring: 泉水}}
    tables:
      t:
        of: household
        by: [county, township, village]
        measures:
          households: count(*)
          persons: sum(members)
          insured: sum(insured)
          income: sum(income)
          tap: count(* where water = 'tap')
          well: count(* where water = 'well')
          large: count(* where members > 5)
          poor: count(* where income < 3000)
          tap_income: sum(income where water = 'tap')
          mean_income: mean(income)
          max_income: max(income)
          min_income: min(income)
          max_members: max(members)
          tap_rate: {value: 100 * tap / households, decimals: 2}
          well_rate: {value: 100 * well / households, decimals: 2}
          large_rate: {value: 100 * large / households, decimals: 2}
          poor_rate: {value: 100 * poor / households, decimals: 2}
          insured_rate: {value: 100 * insured / persons, decimals: 2}
          size: {value: persons / households, decimals: 2}
          last: {value: \(last), decimals: 2}
    """
  }
}
