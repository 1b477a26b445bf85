import PropertyTesting
import SurveyModel
import Testing

/// In which wider places a line of the gazetteer lay, and when.
@Suite struct PlaceSpansTests {
  private static func day(_ iso: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: iso))
  }

  /// A village whose township came from one county to another, and another that had its time before.
  private static func history() throws -> PlaceHistory {
    let moved = try day("2021-07-01")
    return PlaceHistory(
      places: [
        Place(code: "A", name: "甲县", level: .county, parent: nil),
        Place(code: "B", name: "乙县", level: .county, parent: nil),
        Place(code: "T", name: "东镇", level: .township, parent: "A", validTo: moved),
        Place(code: "T", name: "东镇", level: .township, parent: "B", validFrom: moved),
        Place(code: "V", name: "上村", level: .village, parent: "T"),
        Place(code: "W", name: "下村", level: .village, parent: "T", validTo: try day("2020-01-01")),
        Place(code: "X", name: "新村", level: .village, parent: "T", validFrom: moved),
        Place(code: "Y", name: "孤村", level: .village, parent: "Z"),
      ], changes: [])
  }

  @Test func `a line has a span for each time in which it lay elsewhere`() throws {
    let history = try Self.history()
    let asOf = try Self.day("2021-12-31")
    func spans(_ code: String) throws -> [String] {
      history.spans(of: try #require(history.versions(of: code).first), asOf: asOf)
        .map { span in
          let lineage = span.lineage.sorted { $0.key < $1.key }.map(\.value).joined(separator: "/")
          return "\(span.from?.description ?? "")…\(span.to?.description ?? "") \(lineage)"
        }
    }
    #expect(try spans("V") == ["…2021-07-01 A/T/V", "2021-07-01… B/T/V"])
    #expect(try spans("W") == ["…2020-01-01 A/T/W"])
    #expect(try spans("X") == ["2021-07-01… B/T/X"])
    #expect(try spans("Y") == ["… Y"])
    #expect(try spans("A") == ["… A"])
  }

  @Test(arguments: 0..<40)
  func `spans cover a line's validity and say what each of their days says`(seed: UInt64) throws {
    let model = VillageModel(seed: seed, detail: .naturalVillages)
    let history = model.history
    for place in history.places {
      let spans = history.spans(of: place, asOf: model.dates[0])
      #expect(spans.first?.from == place.validFrom && spans.last?.to == place.validTo)
      for (before, after) in zip(spans, spans.dropFirst()) {
        #expect(before.to == after.from && before.lineage != after.lineage)
      }
      for date in model.dates where place.isValid(on: date) {
        let span = spans.first { span in
          (span.from.map { $0 <= date } ?? true) && (span.to.map { date < $0 } ?? true)
        }
        #expect(span?.lineage == history.lineage(of: place.code, on: date))
      }
    }
  }
}
