import SurveyModel
import Testing

@testable import Transform

/// Dates in the orders of the world: read where they are certain, or where the pipeline says how they
/// are written.
@Suite struct DateFormatTests {
  private func read(
    _ text: String, _ formats: [String] = [], months: [Int: [String]] = [:]
  ) throws -> ValueReader.Reading {
    let variable = VariableDefinition(
      name: "v", kind: .date, dateFormats: try formats.map { try DateFormat($0) })
    let conventions = Conventions(
      months: months,
      dates: DateWords(
        eras: ["中华民国": 1911, "民国": 1911, "公元": 0],
        weekdays: [1: ["周一"], 6: ["星期六"], 7: ["周日", "星期日", "星期天"]],
        dayParts: ["上午", "下午", "晚上"]))
    return try VariableFixture(variable, conventions: conventions).read(.text(text))
  }

  private func value(_ iso: String) throws -> ValueReader.Reading {
    .value(.date(try #require(CalendarDate(iso: iso))))
  }

  @Test(arguments: [
    ("25/12/2013", "2013-12-25"), ("12/25/2013", "2013-12-25"), ("3.3.2017", "2017-03-03"),
    ("12/2013", "2013-12"), ("Nov 8, 2016", "2016-11-08"), ("8 November 2016", "2016-11-08"),
    ("17-NOV-2016", "2016-11-17"), ("2016-Sept-1", "2016-09-01"), ("August 2021", "2021-08"),
    ("8.Oct.2021", "2021-10-08"),
  ])
  func `a date that can be only one is read without a format`(text: String, iso: String) throws {
    #expect(try read(text) == value(iso), "\(text)")
  }

  @Test(arguments: [
    "2021-10-31 08:00:00", "2021/10/31 0:00:00", "2021-10-31 08:00", "2021-10-31T08:00:00",
    "2021年10月31日 8时", "2021年10月31日8时30分", "2021年10月31日 8时30分15秒", "2021年10月31日 上午8:30",
    "2021年10月31日上午8时", "2021-10-31 下午3:05:10", "2021年10月31日 8点", "2021年10月31日 8点半", "2021-10-31 8时",
    "2021年10月31日 晚上8点整", "2021-10-31 08:00:00.0", "2021-10-31 08:00:00.123456",
    "2021-10-31 08:00:00,123", "2021-10-31 08:00:00 +0800", "2021-10-31 08:00:00+08:00",
    "2021-10-31T08:00:00.000Z", "2021-10-31T08:00+08", "2021-10-31 08:00:00 UTC",
    "2021-10-31 8:30 AM",
    "10/31/2021 8:30:00 p.m.", "2021-10-31 PM 8:30", "20211031 080000", "20211031T080000Z",
    "20211031080000", "31 Oct 2021 08:00", "Sun Oct 31 08:00:00 CST 2021",
    "Sun, 31 Oct 2021 08:00:00 GMT", "Sun Oct 31 2021 08:00:00 GMT+0800 (中国标准时间)",
    "2021.10.31 23:00",
    "２０２１－１０－３１　０８：００：００", "2021-10-31（周日）", "2021年10月31日 星期日", "2021-10-31(星期天) 08:00",
    "2021年10月31日星期日上午8时", "2021-10-31 周日", "Sunday, October 31, 2021", "2021-10-31 Sunday",
    "2021-10-31 (Sun)", "民国110年10月31日", "民國一一〇年十月三十一日", "中华民国110年10月31日 8时", "民国110/10/31",
    "民国110.10.31", "公元2021年10月31日",
  ])
  func `a time and a day of the week are left out, and an era is counted`(text: String) throws {
    #expect(try read(text) == value("2021-10-31"), "\(text)")
  }

  @Test(arguments: [
    "2021-10-31（周一）", "2021年10月31日 星期六", "Mon, 31 Oct 2021", "2021-10-31(周一) 08:00",
    "2021/10/31 Saturday",
  ])
  func `a date of another day of the week is told`(text: String) throws {
    guard case .unreadable(.cellWeekday, _) = try read(text) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test(arguments: [
    "2021-10-31 24:00", "2021-10-31T24:00:00", "2021年10月31日24时", "2021年10月31日 24点整",
    "20211031T240000Z",
    "20211031240000", "2021-10-31（周日）24:00",
  ])
  func `the hour 24 ends the day that is written, and is told`(text: String) throws {
    let day = try #require(CalendarDate(iso: "2021-10-31"))
    #expect(try read(text) == .interpreted(.date(day), .cellMidnight), "\(text)")
  }

  @Test(arguments: [
    "2021-10-31 24:01", "2021-10-31 24:00:01", "2021年10月31日24时30分", "20211031T240001",
    "2021-10-31 24点半",
    "2021-10-31 25:00", "2021-10-31 8",
    "2021-10-31 8:60", "2021-10-31 8时61分", "2021-10-31 8.5时", "110/10/31", "民国110年13月1日",
    "民国0年1月1日",
    "民国1100年1月1日", "2021103108", "20211031990000", "8:30", "上午8:30", "2021-10-31 8:30 abc",
    "2021-10-3108:00", "周日", "(周日)",
  ])
  func `what is no time, no day or no date is a finding`(text: String) throws {
    guard case .unreadable(.cellNotADate, _) = try read(text) else {
      Issue.record("\(text) was read: \(try read(text))")
      return
    }
  }

  @Test func `a format may count the years of the Republic`() throws {
    #expect(try read("110/10/31", ["r/M/d"]) == value("2021-10-31"))
    #expect(try read("99年1月5日", ["r年M月d日"]) == value("2010-01-05"))
    #expect(try read("110/2/30", ["r/M/d"]) != value("2021-03-02"))
    #expect(throws: DateFormat.Problem.self) { try DateFormat("rMMdd") }
  }

  @Test(arguments: [
    (43_038.0, DateEpoch.year1904, "2021-10-31"), (44_500, .year1900, "2021-10-31"),
    (20_211_031, .year1904, "2021-10-31"), (202_110, .year1904, "2021-10"),
    (2021, .year1904, "2021"),
  ])
  func `a number counts from the day that its workbook counts from`(
    number: Double, epoch: DateEpoch, iso: String
  ) throws {
    let reader = ValueReader(
      variable: VariableDefinition(name: "v", kind: .date), scale: 1,
      context: try SheetFixture.context(), epoch: epoch)
    #expect(try reader.read(.number(number), within: nil) == value(iso))
  }

  @Test func `a workbook may choose a day of its own`() throws {
    let epoch = DateEpoch.day(try #require(CalendarDate(iso: "1900-01-01")))
    #expect(epoch.days(0) == 2)
    #expect(DateEpoch.year1900.days(1) == 2)
    #expect(DateEpoch.year1900.days(61) == 61)
    #expect(DateEpoch.year1904.days(0) == 1462)
  }

  @Test(arguments: ["12/11/2013", "03.06.2017", "1-2-2020"])
  func `the order of day and month is never guessed`(text: String) throws {
    guard case .unreadable(.cellAmbiguousDate, _) = try read(text) else {
      Issue.record("\(text) was read")
      return
    }
    guard
      case .unreadable(.cellAmbiguousDate, _) = try read(
        text, ["d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "M.d.yyyy", "d-M-yyyy", "M-d-yyyy"])
    else {
      Issue.record("\(text) was read by two formats")
      return
    }
  }

  @Test(arguments: [
    "17-Nov-16", "3-Jun-17", "31/02/2016", "13/13/2016", "00/12/2016", "Nov 31 2016",
    "Movember 1 2016",
    "17/11/16", "12/25/2013 99:00", "2016 8 Nov", "Nov 8", "211008",
  ])
  func `what is no date, or of no certain century, is a finding`(text: String) throws {
    guard case .unreadable(.cellNotADate, _) = try read(text) else {
      Issue.record("\(text) was read: \(try read(text))")
      return
    }
  }

  @Test(arguments: [
    ("12/11/2013", ["d/M/yyyy"], "2013-11-12"), ("12/11/2013", ["MM/dd/yyyy"], "2013-12-11"),
    ("1/2/2013", ["DD/MM/YYYY"], "2013-02-01"), ("17-Nov-16", ["d-MMM-yy"], "2016-11-17"),
    ("03.06.50", ["dd.MM.yy"], "1950-06-03"), ("03.06.35", ["dd.MM.yy"], "2035-06-03"),
    ("Nov. 8, 2016", ["MMM d, yyyy"], "2016-11-08"),
    ("8 November 2016", ["d MMM yyyy"], "2016-11-08"),
    ("08112016", ["ddMMyyyy"], "2016-11-08"), ("8. 11. 2016", ["d.M.yyyy"], "2016-11-08"),
    ("8 11 2016", ["d M yyyy"], "2016-11-08"), ("11/2016", ["M/yyyy"], "2016-11"),
    ("2016", ["yyyy"], "2016"), ("2016年11月8日", ["yyyy年M月d日"], "2016-11-08"),
    ("8/11/2016 10:30", ["d/M/yyyy"], "2016-11-08"),
    ("2016-11-08", ["d/M/yyyy", "yyyy-M-d"], "2016-11-08"),
    ("25/12/2013", ["d/M/yyyy", "M/d/yyyy"], "2013-12-25"),
  ])
  func `a format says how dates are written`(
    text: String, formats: [String], iso: String
  ) throws {
    #expect(try read(text, formats) == value(iso), "\(text) \(formats)")
  }

  @Test(arguments: [
    ("2016-11-08", "d/M/yyyy"), ("8 1 1 2016", "d M yyyy"), ("8112016", "d M yyyy"),
    ("1 2/11/2013", "d/M/yyyy"),
    ("12/11/13", "d/M/yyyy"), ("12/11/2013x", "d/M/yyyy"), ("8112016", "ddMMyyyy"),
    ("31/2/2016", "d/M/yyyy"), ("0/2/2016", "d/M/yyyy"),
  ])
  func `a date in another format is a finding`(text: String, format: String) throws {
    guard case .unreadable(.cellNotADate, _) = try read(text, [format]) else {
      Issue.record("\(text) was read: \(try read(text, [format]))")
      return
    }
  }

  @Test func `a codebook names the months of its language`() throws {
    let months = [11: ["ноября", "нояб", "noviembre"], 8: ["août"]]
    #expect(try read("8 Ноября 2016", months: months) == value("2016-11-08"))
    #expect(try read("8 AOÛT 2016", months: months) == value("2016-08-08"))
    #expect(
      try read("8 нояб. 2016 г.", ["d MMM yyyy 'г.'"], months: months) == value("2016-11-08"))
    #expect(
      try read("8 de noviembre de 2016", ["d 'de' MMMM 'de' yyyy"], months: months)
        == value("2016-11-08"))
    guard case .unreadable = try read("8 ноября 2016") else {
      Issue.record("a month was read that no codebook names")
      return
    }
  }

  @Test func `a number cell is read by the formats as its digits are`() throws {
    let variable = VariableDefinition(
      name: "v", kind: .date, dateFormats: [try DateFormat("ddMMyyyy")])
    #expect(try VariableFixture(variable).read(.number(25_122_013)) == value("2013-12-25"))
    #expect(try VariableFixture(variable).read(.dateTime(44_477)) == value("2021-10-08"))
    #expect(try VariableFixture(variable).finding(.number(44_477)) == .cellNotADate)
  }
}
