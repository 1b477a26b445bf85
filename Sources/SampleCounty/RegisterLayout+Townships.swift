extension RegisterLayout {
  /// The layouts of the thirteen townships, in the order of their codes.
  package static let townships: [Self] = [
    qinghe, yuntai, shiqiao, liuquan, dongling, xichuan, huaishu, baiyang, longquan, shuangfeng,
    songling, gufeng, yuewan,
  ]

  private static func make(_ change: (inout Self) -> Void) -> Self {
    var layout = Self()
    change(&layout)
    return layout
  }

  private static let qinghe = make { layout in
    layout.hasNumericIDs = true
  }

  private static let yuntai = make { layout in
    layout.worksheet = "农户信息采集表"
    layout.isTwoRowHeader = true
    layout.dates = .chinese
    layout.foot = .formulas
    layout.headers = [
      .householdID: "户号", .insuredLifted: "其中脱贫人口", .headID: "身份证号码",
      .surveyDate: "入户日期", .lifted: "脱贫人口",
    ]
    layout.money = .tenThousands
  }

  private static let shiqiao = make { layout in
    layout.worksheet = "住户台账"
    layout.loanWorksheet = "贷款明细"
    layout.heading = .title
    layout.numbers = .texts
    layout.dates = .dotted
    layout.omitted = [.headID]
    layout.headers = [
      .village: "所在村", .head: "户主", .members: "家庭人口", .insured: "城乡居民参保人数",
      .insuredLifted: "脱贫人口参保人数", .water: "供水方式",
    ]
    layout.loanHeaders = [.loanID: "合同编号", .date: "发放日期", .balance: "结余金额（元）"]
    layout.hasLoanTotal = false
  }

  private static let liuquan = make { layout in
    layout.numbers = .someFullWidth
    layout.dates = .slashed
    layout.omitted = [.headID]
    layout.headers = [
      .village: "行政村名称", .naturalVillage: "所在自然村", .members: "户内人口",
      .safety: "水质是否达标",
    ]
    layout.safetyWord = "达标"
  }

  private static let dongling = make { layout in
    layout.worksheet = "农户"
    layout.heading = .none
    layout.dates = .iso
    layout.hasBlankRows = true
    layout.habits.hasInlineStrings = true
    layout.headers = [
      .township: "所属乡镇", .householdID: "农户编号", .headID: "公民身份号码",
      .insured: "参保缴费人数", .lifted: "脱贫人口",
    ]
  }

  private static let xichuan = make { layout in
    layout.isTwoRowHeader = true
    layout.foot = .values
    layout.money = .separatedYuan
    layout.headers = [.insuredLifted: "其中脱贫人口", .water: "饮用水来源", .surveyDate: "登记日期"]
    layout.loanHeaders = [.amount: "贷款金额（元）", .date: "贷款日期"]
    layout.waterWords = ["入户自来水", "集中供水点", "院内水井"]
    layout.safetyWord = "安全"
  }

  private static let huaishu = make { layout in
    layout.isTraditional = true
    layout.dates = .chinese
    layout.omitted = [.headID]
  }

  private static let baiyang = make { layout in
    layout.worksheet = "住户基本情况"
    layout.habits.omitsReferences = true
    layout.headers = [
      .township: "乡（镇）", .village: "村名", .water: "用水方式", .safety: "饮水安全情况",
      .members: "人口数", .headID: "证件号码",
    ]
    layout.waterWords = ["自来水（入户）", "公共供水点", "院内自建水井"]
    layout.safetyWord = "合格"
    layout.otherSpellings = 45
    layout.hasLoanTotal = false
  }

  private static let longquan = make { layout in
    layout.heading = .title
    layout.habits.countsFrom1904 = true
    layout.omitted = [.headID]
    layout.headers = [.surveyDate: "核查日期", .householdID: "家庭编号", .lifted: "脱贫人口"]
    layout.money = .tenThousands
  }

  private static let shuangfeng = make { layout in
    layout.dates = .slashed
    layout.foot = .wrong
    layout.headers = [.insured: "医保参保人数", .village: "行政村名"]
  }

  private static let songling = make { layout in
    layout.worksheet = "农户登记表"
    layout.loanWorksheet = "小额信贷台账"
    layout.dates = .dotted
    layout.omitted = [.headID]
    layout.hasStaleCopy = true
    layout.hasLoanTotal = false
  }

  private static let gufeng = make { layout in
    layout.isTwoRowHeader = true
    layout.foot = .formulas
    layout.omitted = [.headID, .remarks]
    layout.headers = [.insuredLifted: "其中脱贫人口", .householdID: "户号"]
    layout.hasStaleCopy = true
    layout.money = .tenThousands
  }

  private static let yuewan = make { layout in
    layout.isSpreadsheetML = true
    layout.heading = .title
    layout.foot = .values
    layout.omitted = [.serial, .headID, .surveyDate, .remarks]
    layout.headers = [.lifted: "脱贫人口"]
  }
}
