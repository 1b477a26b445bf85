/// The brief of the office for rural revitalisation on the households that it watches, township by
/// township; composed for this sample, its figures counted from the ledgers.
enum MonitoringBrief {
  /// The path of the file, relative to the sample's folder.
  static let file = "reports/monitoring-brief.txt"

  /// The brief, one paragraph a line.
  static func text(of county: County) -> String {
    let monitored = Dictionary(grouping: MonitoredHousehold.all(in: county)) {
      $0.township(in: county)
    }
    func persons(_ entries: [MonitoredHousehold]) -> Int {
      entries.map { county.households[$0.household].members }.reduce(0, +)
    }
    var lines = [
      "2021-11-12 09:00:00", "沁县防止返贫监测帮扶工作简报", "（示例文稿，人名、村名均为虚构）",
      "各乡镇于10月底完成本季度排查，数据截至2021年10月31日，分乡镇情况如下。",
    ]
    for (index, township) in county.townships.enumerated() {
      let entries = monitored[index] ?? []
      let over = entries.filter { $0.ended != nil }
      lines.append(
        "\(township.name)共有监测对象\(entries.count)户、\(persons(entries))人；"
          + "已消除风险\(over.count)户、\(persons(over))人。")
    }
    lines.append("下一步，各乡镇要把未消除风险的农户逐户列出，帮扶措施到人，按月回访。")
    return lines.joined(separator: "\n") + "\n"
  }
}
