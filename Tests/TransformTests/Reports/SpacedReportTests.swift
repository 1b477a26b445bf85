import Foundation
import SurveyModel
import Testing

/// Whole reports of invented places, with what a person reads in them.
struct SpacedReportTests {
  /// A figure as a person reads it.
  private struct Gold {
    let written: String
    let value: Double
    let unit: String
    let indicator: String?
    let role: Fact.Role?
    let asOf: String?

    /// A line: the words, the value, the unit, the name, the role and the date, empty where it has none.
    init(_ line: Substring) throws {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 6, "expected six fields in \(line)")
      written = fields[0]
      value = try #require(Double(fields[1]))
      unit = fields[2]
      indicator = fields[3].isEmpty ? nil : fields[3]
      role = Fact.Role(rawValue: fields[4])
      asOf = fields[5].isEmpty ? nil : fields[5]
    }
  }

  private static let reports = [
    "ambari-block", "dune-governorate", "kalundu-county", "marlow-county", "mirador-province",
    "redhill-district",
  ]

  @Test(arguments: reports)
  func `every figure of a report is read as a person reads it, and nothing else is`(
    name: String
  ) throws {
    let text = try fixture("\(name).txt")
    let golds = try fixture("\(name).figures").split(separator: "\n").map(Gold.init)
    let facts = try ReportFacts.read(text)
    var read = Set<Int>()
    for gold in golds {
      let place = try #require(text.range(of: gold.written), "\(gold.written) stands in \(name)")
      let start = text.unicodeScalars.distance(
        from: text.startIndex, to: place.lowerBound)
      let end = start + gold.written.unicodeScalars.count
      let index = facts.firstIndex { $0.start < end && start < $0.end }
      let found = try #require(index, "\(name) lost \(gold.written)")
      let fact = facts[found]
      read.insert(fact.start)
      #expect(fact.value.map { abs($0 - gold.value) < 1e-6 } == true, "\(name): \(fact)")
      #expect(fact.unit == gold.unit, "\(name): \(fact)")
      #expect(fact.role == gold.role, "\(name): \(fact)")
      #expect(fact.indicator == gold.indicator, "\(name): \(fact)")
      #expect(fact.asOf == gold.asOf, "\(name): \(fact)")
    }
    #expect(facts.filter { !read.contains($0.start) }.map(\.text) == [])
  }

  private func fixture(_ name: String) throws -> String {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures/reports"))
    return try String(contentsOf: url, encoding: .utf8)
  }
}
