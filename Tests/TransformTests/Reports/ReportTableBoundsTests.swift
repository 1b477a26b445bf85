import SurveyModel
import Testing
import Transform

/// Where a table of a report ends, and where it goes on.
struct ReportTableBoundsTests {
  private static let first = "| 指标 | 2025年目标 |\n|---|---|\n| 自来水入户率（%） | 98 |"

  @Test(arguments: [
    "| 指标 | 2021 |\n|---|---|\n| 自来水入户率（%） | 90 |",
    "| | 2021年 |\n|---|---|\n| 自来水入户率（%） | 90 |",
    "| 合计 | 2021年 |\n|:--|--:|\n| 自来水入户率（%） | 90 |",
    "|  | 数值 |\n|---|---|\n| 自来水入户率（%） | 90 |",
    "指标\t2021\n自来水入户率（%）\t90",
  ])
  func `a table apart from another has its own titles`(second: String) throws {
    let facts = try ReportFacts.read("白石县2021年情况\n\(Self.first)\n\n\(second)")
    #expect(facts.map(\.value) == [98, 90])
    #expect(facts.map(\.role) == [.target, nil])
    #expect(facts.map(\.asOf) == ["2025", "2021"])
  }

  @Test(arguments: [
    "乡镇\t户数（户）\n东河镇\t12\n\n3\n\n西山乡\t8", "乡镇\t户数（户）\n东河镇\t12\n— 3 —\n西山乡\t8",
    "乡镇\t户数（户）\n东河镇\t12\n                              3\n西山乡\t8",
    "乡镇\t户数（户）\n东河镇\t12\n（续表）\n西山乡\t8", "乡镇\t户数（户）\n东河镇\t12\n表2（续）\n\n西山乡\t8",
    "乡镇\t户数（户）\n东河镇\t12\n第3页 共8页\n西山乡\t8", "乡镇\t户数（户）\n东河镇\t12\n\n西山乡\t8",
    "乡镇\t户数（户）\n东河镇\t12\n\n- 3 -\n乡镇\t户数（户）\n西山乡\t8",
    "| 乡镇 | 户数（户） |\n|---|---|\n| 东河镇 | 12 |\n\n| 西山乡 | 8 |",
  ])
  func `a table goes on behind the break of a page`(table: String) throws {
    let facts = try ReportFacts.read(table)
    #expect(facts.map(\.value) == [12, 8])
    #expect(facts.map(\.place) == ["东河镇", "西山乡"])
    #expect(facts.map(\.unit) == ["household", "household"])
  }

  @Test(arguments: [
    "乡镇\t户数（户）\n东河镇\t12\n\n12\t西山乡", "乡镇\t户数（户）\n东河镇\t12\n\n西山乡\t8\t9",
    "乡镇\t户数（户）\n东河镇\t12\n\n年份\t2021",
  ])
  func `a line apart that is laid out otherwise is of no row`(table: String) throws {
    #expect(try ReportFacts.read(table).map(\.value) == [12])
  }

  @Test func `the titles of a table of words are none of the next one's`() throws {
    let facts = try ReportFacts.read(
      "| 事项 | 目标 |\n|---|---|\n| 会议 | 上午 |\n\n| 乡镇 | 户数（户） |\n|---|---|\n| 东河镇 | 12 |")
    #expect(facts.map(\.value) == [12])
    #expect(facts.map(\.role) == [nil])
  }
}
