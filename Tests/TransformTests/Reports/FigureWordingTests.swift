import PropertyTesting
import SurveyModel
import Testing

/// Figures as county offices word them, each said by its value, its unit and what else is asked of it.
struct FigureWordingTests {
  /// The values and units of a text's figures, with their bounds.
  private func values(_ text: String) throws -> [String] {
    try ReportFacts.read(text)
      .map { fact in
        let value = fact.value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "?"
        let bound = fact.qualifier == .exact ? "" : " \(fact.qualifier.rawValue)"
        return "\(value) \(fact.unit)\(bound)"
      }
  }

  @Test(arguments: [
    "全年无1人返贫。", "没有1户返贫致贫。", "未发生1例病例。", "无1个村断水。", "全镇无1户1人返贫。", "没有一户一人返贫。",
  ])
  func `not one is no one`(text: String) throws {
    #expect(try values(text) == [])
  }

  @Test(arguments: [
    ("全县参保2 4.4万人。", [44_000.0, 244_000]), ("落实管水员2 06名。", [6, 206]),
  ])
  func `digits behind a blank may have lost their head`(text: String, possible: [Double]) throws {
    let facts = try ReportFacts.read(text)
    #expect(facts.map(\.value) == [nil])
    #expect(facts.map(\.possible) == [possible])
  }

  @Test(
    arguments: [
      ("全县参保50 120户。", ["50120.0 household"]), ("1 2个村通水。", ["2.0 village"]),
      ("家庭医生签约21万人。", ["210000.0 person"]), ("违约12户。", ["12.0 household"]),
      ("附近3个村受益。", ["3.0 village"]), ("约21万人参保。", ["210000.0 person about"]),
      ("近三年，新建水窖12口。", ["12.0 item"]), ("近5年来投资3亿元。", ["300000000.0 yuan"]),
      ("近五年的工作没有白费。", ["5.0 year less_than"]),
      ("五年来，脱贫30户。", ["30.0 household"]),
      ("薄弱村12个。", ["12.0 village"]), ("五星级村3个。", ["3.0 village"]), ("帮扶村12个。", ["12.0 village"]),
      ("经济强村31个。", ["31.0 village"]), ("大湾镇9个。", ["9.0 item"]),
      (
        "龙头企业21家，其中国家级1家、省级6家、市级14家。",
        ["21.0 enterprise", "1.0 enterprise", "6.0 enterprise", "14.0 enterprise"]
      ),
      (
        "安置点23个，其中县城2个、集镇8个。",
        ["23.0 site", "2.0 site", "8.0 site"]
      ),
      ("示范村29个，其中省级3个、市级6个。", ["29.0 village", "3.0 village", "6.0 village"]),
    ] as [(String, [String])])
  func `the words around a figure say its value and unit`(text: String, figures: [String]) throws {
    #expect(try values(text) == figures, "\(text)")
  }

  @Test(
    arguments: [
      ("共提升25.6万农村人口供水保障水平。", [nil]), ("巩固提升5.6万人。", [nil]), ("人口增加5.6万人。", [.change]),
      ("较2021年增0.8%。", [.change]), ("投资3亿元，增4.6%。", [nil, .change]), ("新增脱贫5户。", [nil]),
      ("比去年多缴费1200人。", [.change]), ("比去年减少监测户35户。", [.change]), ("与去年相比，减少的5户都已脱贫。", [nil]),
      ("年增0.6%。", [.change]), ("同步减少了开支，惠及35户。", [nil]), ("比例由35%提高到60%。", [nil, nil]),
      ("同比降1.3%。", [.change]), ("净增合作社21家。", [.change]),
      ("企业21家，其中国家级1家、省级6家。", [nil, .subset, .subset]),
    ] as [(String, [Fact.Role?])])
  func `only what changed is a change`(text: String, roles: [Fact.Role?]) throws {
    #expect(try ReportFacts.read(text).map(\.role) == roles, "\(text)")
  }

  @Test(
    arguments: [
      ("白石县2024年工作要点\n新建供水工程9处，改造管网86公里。\n目前，自来水普及率92%。", [.target, .target, nil]),
      ("白石县2023年工作计划执行情况\n新建供水工程9处。", [nil]),
      ("项目建成后，可解决3.2万人饮水问题。", [.target]), ("届时供水人口达到3.2万人。", [.target]),
      ("将惠及1200户。", [.target]), ("要求12月底前参保24.5万人。", [.target]),
      ("省上要求参保率不低于95%，实际97.2%。", [.target, nil]), ("按要求落实资金300万元。", [nil]),
      ("符合安全饮水要求的有300户。", [nil]), ("应达到95%，实际达到97%。", [.target, nil]),
      ("年度计划投资1350万元，已完成1280万元。", [.target, nil]), ("规划新建供水工程9处。", [.target]),
      ("完成年度计划的88%。", [nil]),
      ("争取衔接资金780万元，实施项目12个，支付进度61.5%。", [nil, nil, nil]), ("共争取到位项目12个。", [nil]),
      ("争取年底前投资780万元。", [.target]), ("争取参保率达到98%。", [.target]),
      ("已有6个乡镇完成任务。", [nil]), ("完成9个乡镇任务。", [.target]),
      ("下达计划1200户，完成1100户。", [.target, nil]), ("计划新建水窖120口，完成投资300万元。", [.target, .target]),
      ("考核指标为95%。", [.target]), ("2023-02-20\n到年底，参保率达到95%。", [.target]),
      ("2023-02-20\n截至2023年6月30日，参保率达到95%。", [nil]),
      ("为确保饮水安全，我们做了以下工作：新建水窖12口。", [nil]), ("2022年承诺的以下实事已办结：新建水窖12口。", [nil]),
      ("项目计划完成情况：新建水窖12口。", [nil]), ("今年要办的10件实事已完成9件。", [nil, nil]),
      ("白石县2022年工作要点\n2022-05-10\n10月底完成改厕60户。", [.target]),
      ("2023-02-20\n白石县2023年工作计划\n全年新建水窖12口，年末参保率95%。", [.target, .target]),
      ("今年想新建水窖30口。", [.target]),
      (
        "今年要办好以下实事：一是新建水窖12口，让山上的乡亲们都喝上放心水，不再走远路到山下去挑水，也不再为洗衣做饭发愁；二是改厕300户，已完成200户。三是培训1200人。去年修路9公里。",
        [.target, .target, nil, .target, nil]
      ),
      ("今年要办好以下实事：\n1.新建水窖12口。\n2.改厕300户。\n现有水窖90口。", [.target, .target, nil]),
      ("2020年底前，贫困发生率将降至2%。", [.target]),
    ] as [(String, [Fact.Role?])])
  func `what is asked for, planned or hoped for is a target, and what was won is none`(
    text: String, roles: [Fact.Role?]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.role) == roles, "\(text)")
  }

  @Test func `a part of what is planned is planned`() throws {
    let text = "2023-12-20\n二、2024年工作计划\n实施供水工程9处，其中新建5处、改造4处。"
    #expect(try ReportFacts.read(text).map(\.role) == [.target, .target, .target])
  }

  @Test(
    arguments: [
      ("2021-06-08\n现将2020年11月1日零时人口的基本情况公布如下：\n一、常住人口\n常住人口5万人。", ["2020-11-01"]),
      ("2022-03-01\n现将2021年工作情况汇报如下：\n参保5万人。", ["2021"]),
      ("2022-08-01\n务工500人，为去年同期的104.8%。", ["2022-08-01", "2022-08-01"]),
      ("2022-10-01\n8月份参保1200人，9月份3100人。", ["2022-08", "2022-09"]),
      ("2023-09-01\n12月20日前完成24.4万人参保任务。", ["2023-12-20"]),
      ("2022-12-20\n“十四五”以来，建成水窖41口。", ["2021/2022-12-20"]),
      ("2022-12-31\n截至12月30日，全县2023年度居民医保参保238640人。", ["2022-12-30"]),
      ("2022-12-31\n提前下达2023年衔接资金8600万元。", ["2022-12-31"]),
    ] as [(String, [String])])
  func `a figure has the date that is said of it`(text: String, dates: [String]) throws {
    #expect(try ReportFacts.read(text).map(\.asOf) == dates, "\(text)")
  }

  @Test(arguments: [
    "2022-12-31\n截至12月30日，全县2023年度居民医保参保238640人。", "2022-12-31\n提前下达2023年衔接资金8600万元。",
    "2022-11-01\n2023年度个人缴费标准为每人380元。", "2022-11-01\n2023年个人缴费380元。",
  ])
  func `what was paid or given for the year to come is no target`(text: String) throws {
    #expect(try ReportFacts.read(text).map(\.role) == [nil])
  }

  @Test(
    arguments: [
      ("白石县工作总结\n拨付高桥镇救灾资金86万元。", ["高桥镇"]), ("白石县工作总结\n筹措高桥镇资金86万元。", ["高桥镇"]),
      ("白石县工作总结\n带领石门村86户群众增收。", ["石门村"]), ("白石县工作总结\n（含高桥镇86户）共计1200户。", ["高桥镇", "白石县"]),
      ("白石县工作总结\n在青水镇石门村，412户村民用上自来水。", ["石门村"]),
      ("白石县工作总结\n县水利局在高桥镇投资86万元，在柳树乡投资52万元。", ["高桥镇", "柳树乡"]),
      ("白石县工作总结\n在石门村召开现场会，参保率95%。", ["白石县"]),
      ("白石县工作总结\n现有老人3万人，占农村总人口的11%。", ["白石县", "白石县"]),
      ("白石县工作总结\n保洁员每村3名。", ["白石县"]), ("白石县工作总结\n城镇化率比城区低3个百分点。", ["白石县"]),
      (
        "白石县参保情况\n1.青水镇 参保19188人\n2.高桥镇 参保17344人\n3.柳树乡 参保8356人", ["青水镇", "高桥镇", "柳树乡"]
      ),
      ("白石县城乡居民医保参保情况\n参保19188人。", ["白石县"]), ("高桥镇上半年工作汇报\n参保19188人。", ["高桥镇"]),
      ("青水镇村级集体经济情况\n收入30万元。", ["青水镇"]), ("白石縣鄉(xiāng)村振興工作總結\n參保19188人。", ["白石县"]),
      ("白石縣工作總結\n城關(guān)鎮(zhèn)未繳費5201人。", ["城关镇"]),
      ("白石县工作总结\n壮大村集体经济，收入30万元。", ["白石县"]),
    ] as [(String, [String])])
  func `a figure is of the place that its sentence is about`(text: String, places: [String]) throws
  {
    #expect(try ReportFacts.read(text).map(\.place) == places, "\(text)")
  }

  @Test(
    arguments: [
      (
        "高于全国、全省1.2、2.0和5.3个百分点。",
        ["1.2 percentage_point", "2.0 percentage_point", "5.3 percentage_point"]
      ),
      ("分别有1234、567和345人。", ["1234.0 person", "567.0 person", "345.0 person"]),
      ("3、5户搬迁。", ["5.0 household"]), ("1、3个村通水。", ["3.0 village"]),
      ("2018、2019年脱贫5户。", ["5.0 household"]), ("1.2和5.3万人。", ["53000.0 person"]),
      ("百余户受灾，千余人参保。", ["100.0 household more_than", "1000.0 person more_than"]),
      ("一季净赚1万8！", ["18000.0 yuan"]), ("“去年净落一万四。”", ["14000.0 yuan"]),
      ("合作社618家，比上年净增21家。", ["618.0 cooperative", "21.0 cooperative"]),
      ("近百名干部下村，超千万元到位。", ["100.0 person less_than", "10000000.0 yuan more_than"]),
      ("六成多农户参保，七成以上农户种粮。", ["60.0 percent more_than", "70.0 percent at_least"]),
      ("20来户搬迁，一百来人务工。", ["20.0 household about", "100.0 person about"]),
      ("12户来自青禾乡。", ["12.0 household"]), ("水窖12口，新建15口。", ["12.0 item", "15.0 item"]),
      ("水窖12口，人口315口。", ["12.0 item", "315.0 person"]),
    ] as [(String, [String])])
  func `a list shares its unit, and round counts are read`(text: String, figures: [String]) throws {
    #expect(try values(text) == figures, "\(text)")
  }

  @Test(
    arguments: [
      ("2022-12-30\n2021—2023年分别脱贫30户、40户、50户。", ["2021", "2022", "2023"]),
      ("2022-12-30\n3月、6月分别发放贷款3万元、4万元。", ["2022-03", "2022-06"]),
      ("2022-12-30\n2020年参保率将达到98%，2019年为39.5%。", ["2020", "2019"]),
    ] as [(String, [String])])
  func `each figure of a list has its own date`(text: String, dates: [String]) throws {
    #expect(try ReportFacts.read(text).map(\.asOf) == dates, "\(text)")
  }

  @Test func `an earlier year behind an aim was, and what stands behind a plan's appendix mark`()
    throws
  {
    let aim = "2022-12-30\n2025年参保率将达到98%，2020年为39.5%。"
    #expect(try ReportFacts.read(aim).map(\.role) == [.target, nil])
    let plan = "某县总结\n2022-12-30\n二、2023年工作计划\n新建水窖12口。\n附：2022年完成情况\n新建水窖15口。"
    #expect(try ReportFacts.read(plan).map(\.role) == [.target, nil])
  }

  @Test(
    arguments: [
      ("高桥镇、柳树乡参保率分别为98%、95%。", ["resident_insurance_rate", "resident_insurance_rate"]),
      ("新建村卫生室12个，拆除村卫生室3个。", [nil, nil]), ("有村卫生室12个。", ["village_clinics"]),
      ("新建12个村卫生室。", [nil]), ("减少床位3张。", [nil]),
    ] as [(String, [String?])])
  func `a noun is of all items of its list, and what came or went is no stock`(
    text: String, names: [String?]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.indicator) == names, "\(text)")
  }

  @Test(
    arguments: [
      ("保洁员每月1800—2600元。", ["1800.0 yuan at_least"]), ("每月300元至500元。", ["300.0 yuan at_least"]),
      ("1至6月2100—2400元。", ["2100.0 yuan at_least"]), ("廿五户。", ["25.0 household"]),
      ("廿三万亩。", ["? mu"]), ("共有四、五户。", ["? household"]), ("四、五户搬迁。", ["5.0 household"]),
      ("有6份余氯不达标。", ["6.0 item"]), ("41户多子女家庭。", ["41.0 household"]),
      ("4户许姓村民。", ["4.0 household"]), ("全长3公里多。", ["3.0 km more_than"]),
      ("6大类产业。", ["6.0 category"]),
    ] as [(String, [String])])
  func `ranges, old numerals and words that begin a noun are told apart`(
    text: String, figures: [String]
  ) throws {
    #expect(try values(text) == figures, "\(text)")
  }

  @Test(
    arguments: [
      ("下一步：8月10日前完成修缮；入冬前重建倒房132户。", [.target]), ("计划新建3处；改造水窖5口。", [.target, nil]),
      ("雨露计划0.06亿元、贴息0.05亿元，分别占44.1%、30%。", [nil, nil, nil, nil]),
      ("力争自来水普及率从84.5%提高到93%。", [nil, .target]), ("各村风险消除率不得低于60%。", [.target]),
      ("二、雨露计划补助：在读学生9名。", [nil]), ("“西部计划”志愿者9名全部到岗。", [nil]),
    ] as [(String, [Fact.Role?])])
  func `an aim is of its list, and a plan's name is none`(
    text: String, roles: [Fact.Role?]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.role) == roles, "\(text)")
  }

  @Test func `a chronicle is no older than its last day`() throws {
    let text = "全县饮水情况\n2017年3月1日，饮水普查启动。\n2021年4月2日，水厂挂牌。2020年，参保18万人。"
    #expect(try ReportFacts.read(text).map(\.role) == [nil])
  }

  @Test(
    arguments: [
      ("2022-09-10\n10月底前要完成改厕60户。", ["2022-10-31"]),
      ("2022-05-31\n到6月底，支付率须达60%。", ["2022-06-30"]),
      ("2022-05-31\n截至6月底，支付率60%。", ["2021-06-30"]),
      ("2022-09-10\n占2020年末总数的7.7%。国家级示范社2家。", ["2022-09-10", "2022-09-10"]),
    ] as [(String, [String])])
  func `a share's base and a deadline date nothing else`(text: String, dates: [String]) throws {
    #expect(try ReportFacts.read(text).map(\.asOf) == dates, "\(text)")
  }

  @Test(
    arguments: [
      ("2023-12-20\n2023年1月参保1000人，3月参保1200人。", ["2023-01", "2023-03"]),
      ("2023-12-20\n2021年3月开工，12月通水30户。", ["2021-12"]),
      ("2023-12-20\n2021年11月开工，3月通水30户。", ["2022-03"]),
      ("2023-12-20\n3月走访30户。", ["2023-03"]),
      ("2023-12-20\n2021年新建水窖2口，次年新建3口。", ["2021", "2022"]),
      ("2023-12-20\n2021年3月开工，同年12月通水30户。", ["2021-12"]),
      ("2023-12-20\n2021年11月开工，次年3月通水30户。", ["2022-03"]),
      ("2023-12-20\n3月5日至4月2日，走访30户。", ["2023-03-05/2023-04-02"]),
      ("2023-12-20\n2023年3月5日—12日，走访30户。", ["2023-03-05/2023-03-12"]),
      ("2023-12-20\n2022年12月5日至2023年1月2日，走访30户。", ["2022-12-05/2023-01-02"]),
      ("2023-12-20\n2023年3月5日到石盘走访30户。", ["2023-03-05"]),
      ("2023-12-20\n1—2月，走访30户。", ["2023-01/2023-02"]),
      ("2023-12-20\n今年1、2月份走访30户。", ["2023-01/2023-02"]),
      (
        "2023-12-20\n2019、2020、2021三年参保率分别为93%、94%、95%。", ["2019", "2020", "2021"]
      ),
      ("2023-02-20\n全年新建水窖2口，年末参保率95%。", ["2022", "2022-12-31"]),
      ("2023-02-20\n力争全年新建水窖2口。", ["2023"]), ("2023-04-20\n全年新建水窖2口。", ["2023"]),
      ("2023-02-20\n今年全年新建水窖2口。", ["2023"]), ("2023-02-20\n到年底，参保率达到95%。", ["2023-12-31"]),
      ("2023-02-20\n截至年末，参保率达到95%。", ["2022-12-31"]),
      ("2023-12-20\n2022年3月至今，走访30户。", ["2022-03/2023-12-20"]),
      ("2023-12-20\n自3月1日至5月31日，走访30户。", ["2023-03-01/2023-05-31"]),
      ("2023-12-20\n11月至次年3月供暖，走访30户。", ["2023-11/2024-03"]),
      ("2023-12-20\n参保276人，是2017年118人的2.3倍。", ["2023-12-20", "2017"]),
      ("白石县2022年工作要点\n2022-05-10\n10月底完成改厕60户。", ["2022-10-31"]),
      ("2023-12-20\n于3月走访30户。", ["2023-03"]), ("2023-12-20\n比3月增加30户。", ["2023-12-20"]),
      ("2023-12-20\n2019、2020、2021三年累计脱贫30户。", ["2019/2021"]),
      ("2023-12-20\n2019、2020两年，分别脱贫30户、40户。", ["2019", "2020"]),
      ("某县2022年总结\n2023-02-20\n全年培训30人，完成目标任务50人。", ["2022", "2022"]),
      ("2021-12-08\n截至2021年11月底，参保300人；5月以来培训30人。", ["2021-11-30", "2021-05/2021-11-30"]),
    ] as [(String, [String])])
  func `a month, a year behind another and a span of days are of the year that was spoken of`(
    text: String, dates: [String]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.asOf) == dates, "\(text)")
  }

  @Test(
    arguments: [
      ("白石县通报\n甲镇、乙乡累计5处。乙乡3处。", ["白石县", "乙乡"]),
      ("白石县通报\n雾溪乡改厕30户。大坪镇等5个乡镇新建水窖6口。", ["雾溪乡", "白石县", "白石县"]),
      ("白石县通报\n云岭镇：雾溪村等3个村新建水窖6口。", ["云岭镇", "云岭镇"]),
      ("白石县通报\n云岭镇参保率95%，各乡镇均在90%以上。", ["云岭镇", "白石县"]),
      ("石门市通报\n一、石门县\n参保率95%。各县区参保率均在90%以上。", ["石门县", "石门市"]),
      ("白石县通报\n云岭镇3处、雾溪乡2处，累计5处。", ["云岭镇", "雾溪乡", "白石县"]),
      ("白石县通报\n云岭镇参保率95%，其余4个乡镇均在90%以上。", ["云岭镇", "白石县", "白石县"]),
      ("白石县通报\n云岭镇新建水窖3口，累计5口。", ["云岭镇", "云岭镇"]),
      ("白石县通报\n云岭镇12个村、雾溪乡9个村共改厕30户。", ["云岭镇", "雾溪乡", "白石县"]),
    ] as [(String, [String])])
  func `a sum over several places is of none of them`(text: String, places: [String]) throws {
    #expect(try ReportFacts.read(text).map(\.place) == places, "\(text)")
  }

  @Test(
    arguments: [
      ("驻村日记\n3月5日在柳湾村走访12户。\n3月6日到石盘村走访8户，到柳湾走访9户。", ["柳湾村", "石盘村", "柳湾村"]),
      ("白石县新闻\n“月月有3000元。”雾溪乡的村民说。该乡务工30人。", ["雾溪乡", "雾溪乡"]),
      ("大坪镇日记\n在大坪村走访12户，去石桥买树苗9株。", ["大坪村", "大坪村"]),
      (
        "白石县参保工作情况\n全县参保情况如下，各乡镇均按要求完成任务，其中白\n水镇参保1200人。", ["白水镇"]
      ),
      ("全县医疗保险参保工作情况汇报材料\n沁县参保率95%，沁县已完成任务。", ["沁县"]),
    ] as [(String, [String])])
  func `a place that was gone to or that a line's end cuts is taken whole`(
    text: String, places: [String]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.place) == places, "\(text)")
  }

  @Test(
    arguments: [
      ("11个乡镇中，人口超过3万人的有2个。", ["11.0 township", "2.0 township"]),
      ("18个村中，集体收入10万元以上的12个，5万元以下的6个。", ["18.0 village", "12.0 village", "6.0 village"]),
      ("人口超过3万人的乡镇有2个。", ["2.0 township"]), ("收入低于6000元的有32户。", ["32.0 household"]),
      ("不超过3万元的贷款免抵押。", ["30000.0 yuan at_most"]),
      ("参保率最高97%，最低88%。", ["97.0 percent", "88.0 percent"]),
      ("报销比例最高90%。", ["90.0 percent at_most"]),
    ] as [(String, [String])])
  func `what bounds a class is no figure, and the ends of several bound none`(
    text: String, figures: [String]
  ) throws {
    #expect(try values(text) == figures, "\(text)")
  }

  @Test(
    arguments: [
      ("最差的是小坪乡，参保率90%。一是大坪镇参保率仅85%。", ["小坪乡", "大坪镇"]),
      ("金沙县数字杂记\n参保率90%。", ["金沙县"]),
    ] as [(String, [String])])
  func `a place that is pointed at is what its sentence is about`(
    text: String, places: [String]
  ) throws {
    #expect(try ReportFacts.read(text).map(\.place) == places, "\(text)")
  }

  @Test func `no figure takes characters of the one before it`() throws {
    let pieces = [
      "3", "4", "12", "廿", "五", "、", " ", ".", "-", "来", "户", "人", "余", "以上", "万", "和", "年", "%",
      "无", "1", "约", "至", ",", "其中", "。", "百", "多", "卅", "—", "元", "(", ")", "负", "?",
    ]
    var generator = SeededGenerator(seed: 20_261_129)
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 2...14, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let facts = try ReportFacts.read(text)
      for (fact, next) in zip(facts, facts.dropFirst()) {
        #expect(fact.end <= next.start, "\(text): \(fact.text) \(next.text)")
      }
    }
  }
}
