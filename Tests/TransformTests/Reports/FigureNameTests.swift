import SurveyModel
import Testing

struct FigureNameTests {
  @Test(arguments: [
    "帮扶9个建档立卡贫困村，派出工作队12支、队员85名。", "投资260万元解决7个村的饮水困难；投资900万元修缮校舍。",
    "参保人数达标的村有7个，落实补助30万元，惠及85人。",
    "投资420万元解决5个村的饮水困难，投资1100万元新建幼儿园。", "农村自来水提质，危房改造、校舍加固投入900万元。",
  ])
  func `no name crosses into a clause that speaks of something else`(text: String) throws {
    let last = try #require(try ReportFacts.read(text).last)
    #expect(last.indicator == nil)
  }

  @Test(arguments: [
    "41户饮水未达标。", "8.5%未供水入户。", "尚有300人没有参加城乡居民医保。", "3个村的饮用水不符合标准。", "12户无安全饮水。",
    "城乡居民医保参保仍有500人未缴费。", "疑似辍学学生27人。",
  ])
  func `what is denied does not bear the name of what is so`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == [nil])
  }

  @Test(arguments: [
    ("尚有7个自然村未通自来水。", "natural_villages_without_tap"),
    ("参保率不低于98%。", "resident_insurance_rate"), ("自来水入户率未达到90%。", "tap_water_household_rate"),
  ])
  func `a name that holds the denial stays`(text: String, indicator: String) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == [indicator])
  }

  @Test(
    arguments: [
      ("参保率：老人99%，青年93%。", 2), ("参保率：云岭镇93%、雾溪乡91%、白沙乡96%。", 3),
      ("参保率：2021年95%，2022年96%。", 2), ("参保率：云岭镇93%，群众满意度91%。", 1),
      ("参保率：老人99%，满意度93%，青年91%。", 1),
    ])
  func `a label before a colon names the figures of its list`(text: String, named: Int) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.prefix(named).allSatisfy { $0.indicator == "resident_insurance_rate" })
    #expect(facts.dropFirst(named).allSatisfy { $0.indicator == nil })
  }

  @Test func `a group of a label's list has a rate of its own and no total`() throws {
    let rates = try ReportFacts.read("参保率：老人99%，青年93%。")
    #expect(rates.map(\.population) == ["老人", "青年"])
    let counts = try ReportFacts.read("居民医保参保人数：老人3000人，青年2000人。")
    #expect(counts.map(\.indicator) == [nil, nil])
    let places = try ReportFacts.read("居民医保参保人数：云岭镇3000人，雾溪乡2000人。")
    #expect(places.map(\.place) == ["云岭镇", "雾溪乡"])
    #expect(places.allSatisfy { $0.indicator == "resident_insurance_enrolled" })
  }

  @Test(arguments: [
    "户均小额信贷余额4.29万元。", "小额信贷余额（户均）4.29万元。", "小额信贷，余额中位数3万元。",
  ])
  func `an average does not bear a total's name`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == [nil])
  }

  @Test(
    arguments: [
      ("全县有3个行政村季节性缺水。", [nil]), ("对沿线3个行政村进行了排查。", [nil]), ("外出半年以上的户籍人口3万人。", [nil]),
      ("抽查9个乡镇。", [nil]), ("合作社用工180人，其中脱贫户64人。", [nil, nil]),
      ("石门县辖9个乡镇。", ["townships_total"]), ("全县共有31个行政村。", ["admin_villages_total"]),
      ("2021年末户籍人口3万人。", ["registered_population"]),
      ("户籍总人口3万人，其中脱贫人口400人。", ["registered_population", "poor_population"]),
      ("审查了3个部门、5个乡镇。", [nil, nil]), ("年末户籍总人口500人。", ["registered_population"]),
      ("2020年11月1日零时全县常住人口500人。", ["resident_population"]), ("全村286户。", ["total_households"]),
      ("投资62万元，3个自然村214户通水。", [nil, nil, nil]),
      ("居民医保参保人数同比少3800人。", [nil]),
      ("示范创建：打造省级示范村3个。", ["demonstration_villages"]),
      ("覆盖3个自然村，总人口460人。", [nil, nil]), ("3个自然村总人口460人。", [nil, nil]),
      ("全县辖9个乡镇、3个街道，总人口460人。", ["townships_total", nil, "total_population"]),
      ("云岭镇、雾溪乡2个乡镇通水。", [nil]), ("抽查5个乡镇，总户数480户。", [nil, nil]),
      ("参保率最高97%，最低88%。", [nil, nil]), ("参保率最高的村达97%。", [nil]),
      ("28个行政村中，300户以上的有12个。", [nil, nil]),
      ("累计发放小额信贷500万元，涉及资金30万元的问题已整改。", ["microcredit_cumulative_amount", nil]),
      ("监测户3户11人　　另有党员3人。", ["monitored_households", "monitored_population", nil]),
    ] as [(String, [String?])])
  func `a part does not bear the name of the whole`(text: String, names: [String?]) throws {
    let facts = try ReportFacts.read(text)
    #expect(
      facts.map { $0.indicator == "enterprise_regular_workers" ? nil : $0.indicator } == names)
  }

  @Test(
    arguments: [
      ("派出38支驻村工作队。", 38, "team"), ("建成水窖640口。", 640, "item"), ("维修工程5处，涉及脱贫村29处。", 29, "item"),
      ("152个村设有卫生室。", 152, "village"), ("合作社发展到39家。", 39, "cooperative"),
      ("42个贫困村中已有37个出列。", 37, "village"),
      ("参保30964口。", 30_964, "person"), ("派出6个督查组。", 6, "team"), ("占行政村总数208个的一半。", 208, "village"),
      ("两个社区居委会，12个社区居委会。", 12, "committee"), ("龙头企业2家、市级5家。", 5, "enterprise"),
      ("培育龙头企业3—5家。", 3, "enterprise"), ("可解决大湾镇9个村缺水。", 9, "village"),
      ("自然村已由4个减少为0个。", 0, "natural_village"), ("示范村3个、大棚12个。", 12, "item"),
    ] as [(String, Double, String)])
  func `a classifier counts what it can count`(text: String, value: Double, unit: String) throws {
    let last = try #require(try ReportFacts.read(text).last)
    #expect(last.value == value)
    #expect(last.unit == unit)
  }

  @Test(arguments: [
    "预计投资300万元。", "拟新建供水工程12处。", "确保参保率达到95%。", "争取到2026年集中供水率达到90%。", "计划改造危房210户。",
    "2022-08-01\n到2027年自来水普及率达到97%。", "下一步，将建成水窖20口。", "下一步，将自来水普及率提高到95%。",
    "要把参保率稳定在98%以上。", "明年新建供水工程12处。", "三年内改造危房210户。", "参保率目标值95%。", "原计划改造危房210户。",
  ])
  func `what is yet to be reached is a target`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.role) == [.target])
  }

  @Test(arguments: [
    "目标任务300万元，实际发放280万元。", "计划总投资900万元，已到位600万元。", "参保率目标为95%，实际为96%。",
    "力争完成改造210户，截至6月底，完成180户。", "原计划改造危房210户，实际改造200户。",
  ])
  func `what was reached is no target beside one`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.role) == [.target, nil])
  }

  @Test(arguments: ["改造120户，其中青禾乡30户、松岭乡40户。", "搬迁120户，其中脱贫户30户98人。"])
  func `each item of a list of parts is a part`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.role) == [nil, .subset, .subset])
  }

  @Test(
    arguments: [
      ("较上季度减少3户、9.7万元。", [-3, -97_000]), ("分别提高7.1%和10.3%。", [7.1, 10.3]),
      ("分别比上年增加1120人、-85人和430人。", [1120, -85, 430]), ("比上年减少3户9人。", [-3, -9]),
      ("比去年同期少3412人。", [-3412]), ("较上年多12户。", [12]),
    ] as [(String, [Double])])
  func `a change holds for all of its list`(text: String, values: [Double]) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == values)
    #expect(facts.allSatisfy { $0.role == .change })
  }

  @Test(arguments: ["完成年度任务的87.8%。", "为年度任务的103.3%。", "新增2105人，是年度任务的116.9%。"])
  func `the share of an aim that was reached is no aim`(text: String) throws {
    #expect(try ReportFacts.read(text).last?.role == nil)
  }

  @Test func `what a plan's section counts is yet to be done, and what it says is done is not`()
    throws
  {
    let facts = try ReportFacts.read(
      "石门县工作报告\n2022-02-18\n今年工作\n一、工作完成情况\n新建水窖3口。\n二、下一步工作安排\n新建水窖12口。目前已有水窖9口。")
    #expect(facts.map(\.role) == [nil, .target, nil])
  }

  @Test(
    arguments: [
      ("村卫生室不得少于3个。", .atLeast), ("班额不得超过45人。", .atMost), ("户籍人口并未超过34万人。", .atMost),
    ] as [(String, Fact.Qualifier)])
  func `what must not be exceeded is a bound`(text: String, qualifier: Fact.Qualifier) throws {
    #expect(try ReportFacts.read(text).map(\.qualifier) == [qualifier])
  }

  @Test func `a change is no lower end of the level behind it`() throws {
    let facts = try ReportFacts.read("常住人口减少2万人至34万人。")
    #expect(facts.map(\.value) == [-20_000, 340_000])
    #expect(facts.map(\.role) == [.change, nil])
  }

  @Test func `the topic of a report's title is that of its figures`() throws {
    let facts = try ReportFacts.read("石门县小额信贷工作通报\n全县贷款余额300万元。")
    #expect(facts.map(\.indicator) == ["microcredit_balance_amount"])
  }

  @Test func `a word between two figures is of the one that follows it at once`() throws {
    let facts = try ReportFacts.read("脱贫人口和监测对象500人已参保490人。")
    #expect(facts.first?.indicator == nil)
  }

  @Test func `a line that may be a table's title plans nothing`() throws {
    let facts = try ReportFacts.read("石门县工作报告\n甲\n乙\n丙丁\n危房改造计划\n改造危房30户。")
    #expect(facts.map(\.role) == [nil])
  }

  @Test(arguments: ["党员：29名（女6名）。", "小学教师50人（女30人）。"])
  func `a part in brackets does not bear the name of the whole`(text: String) throws {
    #expect(try ReportFacts.read(text).last?.indicator == nil)
  }

  @Test(arguments: [
    "户籍人口减少到3万人。", "除12个村外，其余全部通自来水。", "贫困户子女12人。", "残疾人补贴发放120人。",
  ])
  func `a word beside a figure is its name only where it says what is counted`(text: String) throws
  {
    #expect(try ReportFacts.read(text).map(\.indicator) == [nil])
  }

  @Test(arguments: ["石门县辖8镇5乡。", "石门县辖8个镇、5个乡。"])
  func `a number of one kind beside one of another is no total`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == [nil, nil])
  }

  @Test(arguments: [
    "确保了300户饮水安全。", "争取到资金300万元。", "计划生育家庭300户。", "虚拟养老院3所。", "2022-08-01\n到2021年底，入户率97%。",
  ])
  func `what only sounds like an aim is a figure`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.role) == [nil])
  }

  @Test(
    arguments: [
      ("生产总值负增长3.1%。", -3.1, Fact.Qualifier.exact), ("参保不到5000人。", 5000, .lessThan),
      ("入户率未达到90%。", 90, .lessThan),
      ("惠及20几户。", 20, .moreThan), ("占1/4的农户。", 25, .exact),
    ] as [(String, Double, Fact.Qualifier)])
  func `sign and bound are read`(text: String, value: Double, qualifier: Fact.Qualifier) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [value])
    #expect(facts.map(\.qualifier) == [qualifier])
  }

  @Test(arguments: ["县十七届人大一次会议", "民國103年", "行政代码前6位", "十九届五中全会", "87302部队"])
  func `sessions, eras and codes are no figures`(text: String) throws {
    #expect(try ReportFacts.read(text).isEmpty)
  }

  @Test(
    arguments: [
      ("户籍总人口28万人，比上年末增加1200人。", ["registered_population", "population_increase"]),
      (
        "常住人口34万人，比上年减少2万人，其中城镇人口12万人，比上年增加1200人。",
        ["resident_population", "population_increase", "urban_population", nil]
      ),
      ("每个家庭户的人口为2.58人，比2010年减少0.62人。", [nil, nil]),
      ("2014年底贫困人口8.12万人，2015年减少1.2万人。", ["poor_population", nil]),
      ("8月出生人口118人，较上年同月减少42人。", ["births", nil]),
      ("脱贫人口应参保30122人。", [nil]),
      ("居民医保参保缴费238640人，应参保251200人。", ["resident_insurance_enrolled", nil]),
      ("100人以上安置点14个，100人以下安置点9个。", ["relocation_sites_ge100", nil]),
      ("共资助41066人参保，资助金额702.55万元。", [nil, nil]),
      ("资助学生120名，资助金额30万元。", ["students_aided", "education_aid_amount"]),
      ("正在建设的供水工程3处，谋划供水工程12处。", [nil, nil]),
      ("建成供水工程3处。", ["rural_water_projects_done"]),
      ("解决了89个贫困村、10.2万群众的安全饮水困难。", [nil, nil]),
      ("危房排查1.2万户，发现危房33户，改造危房30户。", [nil, nil, "dangerous_housing_renovated"]),
      ("60岁以上老人享受养老金4.1万人。", [nil]), ("有劳动力的脱贫户980户2100人。", [nil, nil]),
      ("脱贫户980户2100人。", ["poor_households", "poor_population"]),
      ("参保率较上年提高1.2个百分点，达到98%。", [nil, "resident_insurance_rate"]),
      ("参保率提高1.2个百分点，投资3亿元，达到98%。", [nil, nil, nil]),
      ("较去年底减少危房33户，剩余危房5户。", [nil, nil]), ("农村低保边缘家庭120户420人。", [nil, nil]),
      ("土地流转1.2万多亩。", [nil]),
    ] as [(String, [String?])])
  func `what is narrowed, changed or only meant bears no name of a whole`(
    text: String, names: [String?]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == names, "\(text)")
  }
}
