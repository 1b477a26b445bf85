/// The county's list of villages with the help that each has, and of the one site beside them.
struct VillageRegister {
  /// The path of the file, relative to the sample's folder.
  static let file = "villages/行政村驻村帮扶台账.xlsx"

  /// The workbook.
  let workbook: Workbook

  init(of county: County) {
    var sheet = Worksheet(name: "行政村台账")
    sheet.widths = [6, 12, 16, 22, 12, 12, 10, 12, 12, 14]
    sheet.merge(columns: 0...9, rows: 1...1)
    sheet.append([.text("沁县行政村驻村帮扶力量台账", style: .title)])
    sheet.append([.text("填报单位：\(County.name)乡村振兴局"), .blank, .blank, .text("截至2021年10月31日")])
    sheet.append(
      [
        "序号", "乡镇", "行政村", "村类别", "工作队（支）", "工作队员（人）", "第一书记（人）", "帮扶干部（人）", "兼任（人）", "备注",
      ]
      .map { .text($0, style: .header) })
    var seen: [VillageKind: Int] = [:]
    for (index, village) in county.villages.enumerated() {
      let number = seen[village.kind, default: 0]
      seen[village.kind] = number + 1
      let help = Help(kind: village.kind, number: number)
      sheet.append(
        [
          .number(index + 1), .text(county.townships[village.township].name),
          .text(village.name), .text(village.kind.rawValue),
        ] + help.cells)
    }
    // The site is no village, so it has no village's name.
    sheet.append(
      [
        .number(county.villages.count + 1), .text(county.townships[0].name), .text("—"),
        .text("100人以上安置点"),
      ] + Help(teams: 1, members: 3, secretaries: 1, cadres: 0, concurrent: 0).cells
        + [.text("不计入行政村")])
    workbook = Workbook(worksheets: [sheet])
  }

  /// The people who help a village.
  private struct Help {
    let teams: Int
    let members: Int
    let secretaries: Int
    let cadres: Int
    let concurrent: Int

    var cells: [Cell] { [teams, members, secretaries, cadres, concurrent].map { .number($0) } }

    init(teams: Int, members: Int, secretaries: Int, cadres: Int, concurrent: Int) {
      self.teams = teams
      self.members = members
      self.secretaries = secretaries
      self.cadres = cadres
      self.concurrent = concurrent
    }

    /// The help of the village that is the `number`th of its kind, counted from 0.
    init(kind: VillageKind, number: Int) {
      switch kind {
      case .outOfPoverty, .relocationOfHundredOrMore, .demonstration:
        self.init(teams: 1, members: 3, secretaries: 1, cadres: 0, concurrent: 0)
      case .weakPartyBranch:
        self.init(teams: 0, members: 0, secretaries: 1, cadres: 0, concurrent: 0)
      case .relocationUnderHundred:
        self.init(
          teams: 0, members: 1, secretaries: 0, cadres: 0,
          concurrent: number.isMultiple(of: 3) ? 1 : 0)
      case .general:
        // 63 villages and 65 cadres: two villages have two; every sixth has one who does it beside
        // another post, up to ten.
        self.init(
          teams: 0, members: 0, secretaries: 0, cadres: number < 2 ? 2 : 1,
          concurrent: number % 6 == 2 && number < 60 ? 1 : 0)
      }
    }
  }
}

/// The county's plan for the year.
struct PlanWorkbook {
  /// The path of the file, relative to the sample's folder.
  static let file = "plan/年度目标任务.xlsx"

  /// The workbook.
  let workbook: Workbook

  init() {
    var sheet = Worksheet(name: "年度计划")
    sheet.widths = [12, 28, 20, 16]
    sheet.merge(columns: 0...3, rows: 1...1)
    sheet.append([.text("2021年度金融与产业帮扶目标任务", style: .title)])
    sheet.append(
      ["县", "任务名称", "全年目标任务（万元）", "责任单位"].map { .text($0, style: .header) })
    sheet.append([
      .text(County.name), .text("脱贫人口小额信贷"), .number(Totals.targetTenThousands), .text("乡村振兴局"),
    ])
    sheet.append([.text(County.name), .text("产业奖补资金"), .number(1_250), .text("农业农村局")])
    workbook = Workbook(worksheets: [sheet])
  }
}
