import SurveyModel
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2021", "2021-10", "2021-10-31", "2020-02-29", "0001-01-01"])
  func `an ISO date prints as it was read`(text: String) {
    #expect(CalendarDate(iso: text)?.description == text)
  }

  @Test(arguments: [
    "2021-02-29", "2021-13", "2021-00-01", "21-10-31", "2021-10-31-1", "2021-1-1", "", "2021-10-00",
    "２０２１", "+021",
  ])
  func `what the calendar lacks is no date`(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test func `every day counts back to itself`() {
    var expected = CalendarDate(year: 1899, month: 12, day: 30)?.daysSince1970 ?? 0
    #expect(expected == -25_569)
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, of: year) {
          let date = CalendarDate(year: year, month: month, day: day)
          expected = year == 1900 && month == 1 && day == 1 ? -25_567 : expected + 1
          #expect(date?.daysSince1970 == expected)
          #expect(CalendarDate(daysSince1970: expected) == date)
        }
      }
    }
  }

  @Test func `packing keeps the precision`() throws {
    for text in ["2021", "2021-10", "2021-10-31"] {
      let date = try #require(CalendarDate(iso: text))
      #expect(CalendarDate(packed: date.packed) == date)
    }
    #expect(CalendarDate(packed: 0) == nil)
  }
}
