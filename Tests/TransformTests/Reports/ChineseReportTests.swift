import Foundation
import SurveyModel
import Testing

/// Whole reports of invented places, in the manner of offices and newspapers, with what a person
/// reads in them.
///
/// The floors are what is reached: a change that reads less of the texts, or more of it wrongly, fails.
struct ChineseReportTests {
  /// A figure as a person reads it; each of several readings is fair.
  private struct Gold {
    let range: Range<Int>
    let values: [Double?]
    let units: [String]
    let indicators: [String]
    let places: [String]

    init(_ line: Substring) throws {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(fields.count == 7, "expected seven fields in \(line)")
      let (start, end) = (try #require(Int(fields[0])), try #require(Int(fields[1])))
      func readings(_ field: Substring) -> [String] {
        field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      }
      range = start..<end
      values = readings(fields[3]).map(Double.init)
      units = readings(fields[4])
      indicators = readings(fields[5])
      places = readings(fields[6])
    }
  }

  /// How the figures of all reports were read.
  private struct Score {
    var figures = 0
    var read = 0
    var open = 0
    var named = 0
    var placed = 0
    var wrong: [String] = []
    var misnamed: [String] = []
  }

  @Test func `whole reports are read as a person reads them`() throws {
    var score = Score()
    for url in try reports() {
      let text = try String(contentsOf: url, encoding: .utf8)
      let golds = try String(
        contentsOf: url.deletingPathExtension().appendingPathExtension("figures"), encoding: .utf8
      )
      .split(separator: "\n").map(Gold.init)
      let facts = try ReportFacts.read(text)
      for gold in golds { compare(gold, with: facts, in: url.lastPathComponent, &score) }
    }
    #expect(score.figures == 874)
    #expect(score.wrong.count <= 3, "\(score.wrong)")
    #expect(score.misnamed.count <= 6, "\(score.misnamed)")
    #expect(score.read >= 831, "\(score.read)")
    #expect(score.named >= 778, "\(score.named)")
    #expect(score.placed >= 806, "\(score.placed)")
  }

  private func compare(
    _ gold: Gold, with facts: [Fact], in report: String, _ score: inout Score
  ) {
    score.figures += 1
    guard
      let fact = facts.first(where: {
        $0.start < gold.range.upperBound && gold.range.lowerBound < $0.end
      })
    else { return }
    guard let value = fact.value else {
      score.open += 1
      return
    }
    let isRight = gold.values.contains {
      $0.map { abs($0 - value) <= 1e-9 * max(1, abs($0)) } ?? false
    }
    if !isRight || !gold.units.contains(fact.unit) {
      score.wrong.append("\(report) \(gold.range): \(value) \(fact.unit)")
      return
    }
    score.read += 1
    if gold.indicators.contains(fact.indicator ?? "") {
      score.named += 1
    } else if let name = fact.indicator {
      score.misnamed.append("\(report) \(gold.range): \(name)")
    }
    if gold.places.contains(fact.place ?? "") { score.placed += 1 }
  }

  private func reports() throws -> [URL] {
    let folder = try #require(
      Bundle.module.url(forResource: "chinese", withExtension: nil, subdirectory: "Fixtures"))
    return try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}
