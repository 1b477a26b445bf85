/// A policy in force and what became of it this year.
struct Policy: Sendable {
  /// The number of the department, from 0.
  let department: Int
  /// What it is about.
  let field: String
  /// What became of it.
  let fate: String
}

extension LedgerFile {
  /// The departments of the leading group.
  static let departments = [
    "乡村振兴局", "农业农村局", "教育局", "医疗保障局", "卫生健康和体育局", "住房和城乡建设管理局", "水利局", "民政局",
    "人力资源和社会保障局", "财政局", "发展和改革局", "林业局", "交通运输局", "自然资源局", "残疾人联合会", "金融服务中心",
    "公安局", "应急管理局", "统计局", "审计局", "工业和信息化局", "文化和旅游局", "司法局", "生态环境局", "市场监督管理局",
    "能源局", "供销合作社", "气象局", "妇女联合会", "共青团", "总工会", "工商业联合会", "组织部", "宣传部", "信访局", "供电公司",
  ]

  private static let fields = [
    "产业", "就业", "教育", "医疗", "住房", "饮水", "兜底", "金融", "生态", "消费", "搬迁", "人才",
  ]

  /// The departments, the policies and the mechanisms: short lists, one row each.
  static func policies() -> Self {
    let fates =
      Array(repeating: "延续", count: Totals.policiesContinued)
      + Array(repeating: "优化", count: Totals.policiesOptimised)
      + Array(repeating: "调整", count: Totals.policiesAdjusted)
    let policies = fates.enumerated()
      .map { index, fate in
        Policy(department: index * 7 % 16, field: fields[index % fields.count], fate: fate)
      }
    func ledger<Entry>(
      _ worksheet: String, _ title: String, _ prefix: String, _ entries: [Entry],
      _ columns: [LedgerColumn<Entry>], flaws: [LedgerFlaw] = []
    ) -> Ledger {
      let county = LedgerColumn<Entry>.text("县") { _ in County.name }
      return Ledger(
        worksheet, title: title, office: "沁县乡村振兴局", prefix: prefix, entries: entries,
        columns: [.serial, county] + columns, flaws: flaws
      ) { $0.heading = .title }
    }
    let names = ["监测", "帮扶", "联席会议", "信息比对", "产业联结", "就业服务", "控辍保学", "医疗兜底", "住房排查", "供水管护", "督导"]
    return Self(
      path: "policies/政策与机制清单", format: .spreadsheetML,
      ledgers: [
        ledger(
          "成员单位", "沁县巩固脱贫成果领导小组成员单位名册", "BM", Array(departments.enumerated()),
          [
            .key("单位编号"), .text("单位名称", width: 24) { $0.element },
            .answer("是否联席单位") { $0.offset < Totals.jointDepartments },
          ], flaws: [.repeated("单位编号")]),
        ledger(
          "政策清单", "沁县过渡期帮扶政策清单", "ZC", policies,
          [
            .key("政策编号"), .text("责任单位", width: 24) { departments[$0.department] },
            .text("政策领域") { $0.field }, .text("处理方式") { $0.fate },
          ],
          flaws: [.repeated("政策编号"), .invented("处理方式", .text("研究中"), .unknownWord)]),
        ledger(
          "机制清单", "沁县长效帮扶机制清单", "JZ", Array(names.enumerated()),
          [
            .key("机制编号"), .text("机制名称", width: 24) { "\($0.element)工作机制" },
            .day("出台日期") { CalendarDay(serial: CalendarDay(2021, 2, 20).serial + 21 * $0.offset) },
          ], flaws: [.repeated("机制编号")]),
      ])
  }
}
