import SurveyModel
import Testing
import Transform

struct ReportTableTests {
  @Test(arguments: [
    "乡镇\t行政村（个）\t户籍人口（人）\n东河镇\t12\t3456\n西山乡\t8\t1,234",
    "乡镇    行政村(个)  户籍人口(人)\n东河镇      12        3456\n西山乡       8       1234",
    "┌──┬──┬──┐\n│乡镇│行政村（个）│户籍人口（人）│\n├──┼──┼──┤\n│东河镇│12│3456│\n├──┼──┼──┤\n│西山乡│8│1234│\n└──┴──┴──┘",
    "| 乡镇 | 行政村（个） | 户籍人口（人） |\n|---|---|---|\n| 东河镇 | 12 | 3456 |\n| 西山乡 | 8 | 1234 |",
  ])
  func `columns give their numbers a name and a unit, rows a place`(table: String) throws {
    let facts = try facts(in: "各乡镇情况如下。\n" + table + "\n以上为初步统计。")
    #expect(facts.map(\.value) == [12, 3456, 8, 1234])
    #expect(facts.map(\.unit) == ["village", "person", "village", "person"])
    #expect(
      facts.map(\.indicator)
        == [
          "admin_villages_total", "registered_population", "admin_villages_total",
          "registered_population",
        ])
    #expect(facts.map(\.place) == ["东河镇", "东河镇", "西山乡", "西山乡"])
    #expect(facts.map(\.text).first == "12")
  }

  @Test func `rows may be the indicators, with their units in a column`() throws {
    let facts = try facts(
      in: "指标\t单位\t2020年\t2021年\n户籍人口\t万人\t3.2\t3.25\n自来水入户率\t%\t95\t97.5")
    #expect(facts.map(\.value) == [32_000, 32_500, 95, 97.5])
    #expect(facts.map(\.asOf) == ["2020", "2021", "2020", "2021"])
    #expect(
      facts.map(\.indicator)[2...] == ["tap_water_household_rate", "tap_water_household_rate"])
  }

  @Test(arguments: ["比上年增长（%）", "比上年±%", "占全县%"])
  func `a share keeps its unit beside a row that counts in another`(title: String) throws {
    let facts = try facts(
      in: "指标\t单位\t2022年\t\(title)\n户籍人口\t人\t345678\t0.6\n床位\t张\t1234\t2.0")
    #expect(facts.map(\.unit) == ["person", "percent", "item", "percent"])
    #expect(facts.map(\.value) == [345_678, 0.6, 1234, 2])
  }

  @Test func `a total may stand in the column of the rows' numbers`() throws {
    let facts = try facts(in: "石门县情况\n序号\t乡镇\t户籍人口（人）\n1\t东河镇\t500\n2\t西山乡\t600\n合计\t\t1100")
    #expect(facts.map(\.value) == [500, 600, 1100])
    #expect(facts.map(\.place) == ["东河镇", "西山乡", "石门县"])
  }

  @Test func `a unit above the table holds for all of it`() throws {
    let facts = try facts(in: "单位：万元\n乡镇  小额信贷余额\n东河镇  120.5\n西山乡  88")
    #expect(facts.map(\.value) == [1_205_000, 880_000])
    #expect(facts.allSatisfy { $0.unit == "yuan" })
  }

  @Test func `blocks of names and values are read as they stand`() throws {
    let facts = try facts(in: "户籍人口：3.25万人\n行政村：12个\n参保人数：4567\n联系电话：000-0000\n邮编：000000")
    #expect(facts.map(\.value) == [32_500, 12, 4567])
    #expect(facts.map(\.unit) == ["person", "village", "person"])
  }

  @Test(arguments: [
    "单位：人、%\n地区|常住人口|比重|\n| |2020年|2010年\n东河镇|3456|34.29|28.76\n西山乡|1234|15.83|16.40",
    "单位：人、%\n地区\t常住人口\t比重\t比重\n\t\t2020年\t2010年\n东河镇\t3456\t34.29\t28.76\n西山乡\t1234\t15.83\t16.40",
  ])
  func `titles of two lines name their columns`(table: String) throws {
    let facts = try facts(in: table)
    #expect(facts.map(\.value) == [3456, 34.29, 28.76, 1234, 15.83, 16.4])
    #expect(
      facts.map(\.unit) == ["person", "percent", "percent", "person", "percent", "percent"])
    #expect(facts.map(\.asOf)[1...2] == ["2020", "2010"])
    #expect(facts.map(\.place)[2...3] == ["东河镇", "西山乡"])
    #expect(facts.first?.indicator == "resident_population")
  }

  @Test(
    arguments: [
      ("单位：户、人\n乡镇\n户数\n常住人口\n男\n东河镇\n120\n456\n230\n西山乡\n80\n300\n151\n注：初步数。", 3),
      ("（单位：户）\n村名\n常住户数\n自来水户数\n合计\n其中：脱贫户\n东河村\n312\n297\n46\n西山村\n268\n231\n58", 3),
    ] as [(String, Int)])
  func `a cell may stand on a line of its own`(table: String, columns: Int) throws {
    let facts = try facts(in: table)
    #expect(facts.count == 2 * columns)
    #expect(facts.map(\.place).prefix(columns).allSatisfy { $0?.hasPrefix("东河") == true })
    #expect(facts.map(\.place).suffix(columns).allSatisfy { $0?.hasPrefix("西山") == true })
    #expect(facts.allSatisfy { $0.unit == "household" || $0.unit == "person" })
  }

  @Test func `a row whose mark damage swallowed is not lost`() throws {
    let facts = try facts(in: "乡镇|行政村（个）|户籍人口（人）\n东河镇|12|3456\n西山乡?8|1234\n北沟乡|7|900")
    #expect(facts.map(\.value) == [12, 3456, 8, 1234, 7, 900])
    #expect(facts.map(\.place)[2] == "西山乡")
  }

  @Test func `a gloss in a row or a title loses nothing`() throws {
    let facts = try facts(in: "鄉(xiāng)鎮\t戶(hù)籍人口（人）\n東河鎮(zhèn)\t3456\n西山鄉\t1234")
    #expect(facts.map(\.value) == [3456, 1234])
    #expect(facts.map(\.place) == ["东河镇", "西山乡"])
    #expect(facts.allSatisfy { $0.indicator == "registered_population" })
  }

  @Test(arguments: ["村名\n户数\n东河村\n12", "一\n二\n三\n4", "标题\n副标题\n作者\n2021\n正文很短\n结束"])
  func `short lines alone make no table`(text: String) throws {
    #expect(try facts(in: text).allSatisfy { $0.place == nil })
  }

  @Test func `short lines that are no table are not read again from each of them`() throws {
    let clock = ContinuousClock()
    var areNone = true
    /// The shortest of some times, since other tests run beside this one.
    func time(_ count: Int) throws -> Duration {
      let lines = String(repeating: "村名甲\n户数乙\n备注丙\n12\n", count: count)
      var shortest = Duration.seconds(600)
      for _ in 0..<3 {
        let took = try clock.measure { areNone = try facts(in: lines).isEmpty && areNone }
        shortest = min(shortest, took)
      }
      return shortest
    }
    _ = try facts(in: "村名甲")
    // Eight times as many lines take sixty-four times as long where each reads those behind it.
    let (few, many) = (try time(100), try time(800))
    #expect(many < few * 24)
    #expect(areNone)
  }

  @Test func `a damaged number in a cell is flagged`() throws {
    let facts = try facts(in: "乡镇\t户籍人口（人）\n东河镇\t?456\n西山乡\t1234")
    #expect(facts.map(\.value) == [nil, 1234])
    #expect(facts.first?.isDamaged == true)
  }

  @Test(arguments: ["沁河  西岸\n有村12个", "一  二\n三  四", "地点\t时间\n会议室\t8:30"])
  func `gaps alone make no table`(text: String) throws {
    let facts = try facts(in: text)
    #expect(facts.count <= 1)
    #expect(facts.allSatisfy { $0.place == nil })
  }

  private func facts(in text: String) throws -> [Fact] { try ReportFacts.read(text) }
}
