import Foundation
import SurveyModel
import Testing
import WebPages

@Suite struct ChartTests {
  /// A number of an element's attribute.
  private static func numbers(
    _ attribute: String, of shape: String, in html: String
  ) throws
    -> [Double]
  {
    let expression = try Regex("<\(shape)[^>]* \(attribute)=\"?([-0-9.]+)")
    return html.matches(of: expression).compactMap { $0.output[1].substring.flatMap { Double($0) } }
  }

  private static func bar(_ name: String, _ value: Double?) -> BarChart.Bar {
    BarChart.Bar(name: Label(zh: name), value: value, shown: value.map { "\($0)" } ?? "[x]")
  }

  @Test func `bars begin at zero and are as long as their numbers`() throws {
    let bars = [Self.bar("甲", 10), Self.bar("乙", 5), Self.bar("丙", nil), Self.bar("丁", 0)]
    let html = try #require(BarChart(title: "t", bars: bars)).html
    let widths = try Self.numbers("width", of: "rect class=\"b\"", in: html)
    #expect(widths.count == 2 && abs(widths[0] - 2 * widths[1]) <= 0.1)
    #expect(html.contains(">[x]</text>") && html.contains("aria-label=\"t\""))
  }

  @Test(arguments: [[-1, 2], [0, 0], []] as [[Double]])
  func `a chart that would show nothing, or a length below zero, is none`(values: [Double]) {
    #expect(BarChart(title: "t", bars: values.map { Self.bar("甲", $0) }) == nil)
  }

  @Test func `a scale of shares ends at 100, and beyond where a share does`() throws {
    func width(_ values: [Double]) throws -> [Double] {
      let bars = values.map { Self.bar("甲", $0) }
      let html = try #require(BarChart(title: "t", bars: bars, greatest: 100)).html
      let all = try Self.numbers("width", of: "rect class=\"tr\"", in: html)
      return try Self.numbers("width", of: "rect class=\"b\"", in: html).map { $0 / all[0] }
    }
    #expect(try abs(width([50])[0] - 0.5) < 0.01)
    #expect(try abs(width([135, 50])[0] - 1) < 0.01)
  }

  @Test func `parts fill the bar of their whole`() throws {
    let bars = [
      StackedBars.Bar(name: "甲", parts: [90, 10, 0], shown: ["90", "10", "0"]),
      StackedBars.Bar(name: "乙", parts: [1, 1, 2], shown: ["1", "1", "2"]),
      StackedBars.Bar(name: "丙", parts: [0, 0, 0], shown: ["0", "0", "0"]),
    ]
    let labels = ["a", "b", "c"].map { Label(en: $0) }
    let html = try #require(StackedBars(title: "t", parts: labels, bars: bars)).html
    let drawn = try Self.numbers(
      "width", of: "rect class=\"p p[0-9]\" x=[0-9.]+ y=[0-9.]+", in: html)
    #expect(drawn.count == 5 && abs(drawn[0] - 9 * drawn[1]) < 0.6)
    #expect(abs(drawn[0] + drawn[1] - (drawn[2] + drawn[3] + drawn[4])) < 0.3)
    #expect(!html.contains("丙"))
    let negative = [StackedBars.Bar(name: "甲", parts: [2, -1], shown: ["2", "-1"])]
    #expect(StackedBars(title: "t", parts: labels, bars: negative) == nil)
  }

  @Test func `what was and what is lie on one scale`() throws {
    func pair(_ before: Double, _ after: Double) -> DumbbellChart.Pair {
      DumbbellChart.Pair(
        name: "甲", before: before, after: after, shownBefore: "\(before)", shownAfter: "\(after)")
    }
    let html = try #require(DumbbellChart(title: "t", pairs: [pair(-10, 30), pair(10, 10)])).html
    let places = try Self.numbers("cx", of: "circle", in: html)
    #expect(places.count == 4 && places[2] == places[3])
    #expect(abs((places[0] + places[1]) / 2 - places[2]) < 0.2)
    #expect(DumbbellChart(title: "t", pairs: [pair(1, 1), pair(1, 1)]) == nil)
  }

  @Test func `north is above, east is right, and a degree of longitude shrinks with latitude`()
    throws
  {
    func point(_ x: Double, _ y: Double, _ value: Double? = 1) -> PointMap.Point {
      PointMap.Point(name: "甲", longitude: x, latitude: y, value: value, shown: "1")
    }
    let html = try #require(
      PointMap(title: "t", points: [point(112, 59.5), point(113, 60.5), point(400, 60)])
    )
    .html
    let x = try Self.numbers("cx", of: "circle", in: html)
    let y = try Self.numbers("cy", of: "circle", in: html)
    #expect(x.count == 2 && x[0] < x[1] && y[0] > y[1])
    #expect(abs((x[1] - x[0]) / (y[0] - y[1]) - cos(60 * Double.pi / 180)) < 0.01)
    #expect(PointMap(title: "t", points: [point(112, 36), point(112, 36)]) == nil)
  }

  @Test func `places are sorted into classes by their numbers, and those without one are hollow`()
    throws
  {
    let points = (0..<10)
      .map { number in
        PointMap.Point(
          name: "\(number)", longitude: Double(number), latitude: 36,
          value: number == 9 ? nil : Double(number), shown: "\(number)")
      }
    let html = try #require(PointMap(title: "t", points: points)).html
    let classes = html.matches(of: /<circle class="(m[0-9]?)"/).map { String($0.1) }
    #expect(classes == ["m0", "m1", "m1", "m2", "m2", "m3", "m3", "m4", "m4", "m"])
  }

  @Test func `a line of one number is none, and a missing number has no dot`() throws {
    #expect(TrendLine(title: "t", values: [1, nil]) == nil)
    let html = try #require(TrendLine(title: "t", values: [1, nil, 3])).html
    #expect(html.matches(of: /<circle/).count == 2)
  }
}
