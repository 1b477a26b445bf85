internal import SurveyModel

/// The words of Millet itself on the page of a run.
enum OverviewWords {
  static let none = Label(zh: "（无）", en: "(none)")
  static let skip = Label(zh: "跳到正文", en: "Skip to the content")
  static let languages = Label(zh: "语言", en: "Language")
  static let both = Label(zh: "双语", en: "Both")
  static let search = Label(zh: "查找地名或指标", en: "Find a place or measure")
  static let contents = Label(zh: "目录", en: "Contents")
  static let headlines = Label(zh: "主要数字", en: "Headline figures")
  static let byPlace = Label(zh: "分地区概览", en: "Place by place")
  static let map = Label(zh: "地图", en: "Map")
  static let waves = Label(zh: "两期变化", en: "Change between waves")
  static let trends = Label(zh: "历次运行", en: "Over the runs kept")
  static let tables = Label(zh: "统计表", en: "Tables")
  static let reconciliation = Label(zh: "报告与表的核对", en: "Reports held against the tables")
  static let quality = Label(zh: "数据质量", en: "Quality of the data")
  static let sources = Label(zh: "数据来源", en: "Sources")
  static let method = Label(zh: "方法说明", en: "Method notes")
  static let published = Label(zh: "已发布：质量门槛全部通过", en: "Published: every gate was passed")
  static let gateFailed = Label(zh: "未发布：质量门槛未通过", en: "Not published: a gate failed")
  static let aside = Label(
    zh: "质量门槛全部通过；本次运行与最新结果并存，未发布",
    en: "Every gate was passed; the run stands beside the latest and is not published")
  static let asOf = Label(zh: "数据日期", en: "As of")
  static let rowsRead = Label(zh: "读取行数", en: "Rows read")
  static let rowsClean = Label(zh: "有效行数", en: "Clean rows")
  static let rowsHeld = Label(zh: "隔离行数", en: "Rows in quarantine")
  static let rowsOther = Label(zh: "其他行（表头、合计等）", en: "Other rows (headers, totals, …)")
  static let files = Label(zh: "文件数", en: "Files")
  static let place = Label(zh: "地区", en: "Place")
  static let measure = Label(zh: "指标", en: "Measure")
  static let formula = Label(zh: "计算公式", en: "Formula")
  static let unit = Label(zh: "单位", en: "Unit")
  static let record = Label(zh: "记录", en: "Records")
  static let filter = Label(zh: "统计范围", en: "Records counted")
  static let base = Label(zh: "地域口径", en: "Places of")
  static let download = Label(zh: "下载本表（CSV）", en: "Download this table (CSV)")
  static let downloadAll = Label(
    zh: "下载全部统计表（ZIP，内为 CSV）", en: "Download all tables (zip of CSV files)")
  static let computed = Label(zh: "计算方法", en: "How these figures are computed")
  static let verdict = Label(zh: "结论", en: "Verdict")
  static let stated = Label(zh: "报告数", en: "Stated")
  static let tabulated = Label(zh: "表中数", en: "In the table")
  static let difference = Label(zh: "相差", en: "Difference")
  static let statement = Label(zh: "报告原文", en: "Words of the report")
  static let report = Label(zh: "报告与字符位置", en: "Report and characters")
  static let gate = Label(zh: "质量门槛", en: "Gate")
  static let value = Label(zh: "本次", en: "This run")
  static let limit = Label(zh: "上限", en: "At most")
  static let outcome = Label(zh: "结果", en: "Outcome")
  static let passed = Label(zh: "通过", en: "passed")
  static let failed = Label(zh: "未通过", en: "failed")
  static let quarantine = Label(zh: "隔离的行，按原因", en: "Rows in quarantine by reason")
  static let findings = Label(zh: "其他发现", en: "Other findings")
  static let rules = Label(zh: "编辑规则", en: "Edit rules")
  static let source = Label(zh: "来源", en: "Source")
  static let sourceRows = Label(zh: "各来源的行", en: "Rows of each source")
  static let code = Label(zh: "代码", en: "Code")
  static let variable = Label(zh: "变量", en: "Variable")
  static let count = Label(zh: "数量", en: "Count")
  static let example = Label(zh: "例", en: "Example")
  static let rule = Label(zh: "规则", en: "Rule")
  static let condition = Label(zh: "条件", en: "Condition")
  static let tested = Label(zh: "检验", en: "Tested")
  static let failures = Label(zh: "不符", en: "Failed")
  static let corrected = Label(zh: "更正", en: "Corrected")
  static let severity = Label(zh: "级别", en: "Severity")
  static let path = Label(zh: "文件", en: "File")
  static let bytes = Label(zh: "字节", en: "Bytes")
  static let hash = Label(zh: "SHA-256", en: "SHA-256")
  static let marks = Label(zh: "符号", en: "Marks")
  static let thisRun = Label(zh: "本次", en: "this run")
  static let trend = Label(zh: "走势", en: "Trend")

  static let headlinesNote = Label(
    zh: "每张表的第一个比例（没有比例的，取第一个指标）；跨期的表见“两期变化”。",
    en:
      "Of each table the first share, or the first measure where it has none; what goes over several waves stands below."
  )
  static let multiplesNote = Label(
    zh: "每格一个地区，条为下列各比例（0 至 100%），竖线为全县（全体）水平。",
    en: "One tile a place; the bars are the shares below from 0 to 100%, the line is the whole's.")
  static let mapNote = Label(
    zh: "颜色越深，数值越大；分为五级，每级地区数大致相同。空心：没有数字。",
    en: "The darker, the greater; in five classes of about as many places each. Hollow: no figure.")
  static let wavesNote = Label(
    zh: "空心为前一期，实心为后一期；横轴不从零开始。",
    en: "Hollow is the earlier wave, full the later; the scale does not begin at zero.")
  static let trendsNote = Label(
    zh: "保留的历次运行中全体的数字；数字完全相同的各次只列一次。运行时间见 run.json。",
    en:
      "The whole's figures of the runs that are kept; runs with the same figures are one. The time of this run stands in run.json."
  )
  static let noTrends = Label(
    zh: "没有保留数字不同的以往运行。", en: "No earlier run with other figures is kept.")
  static let noReports = Label(zh: "没有报告数字。", en: "No report states a figure.")
  static let otherStatements = Label(
    zh: "相符的及未检验的", en: "Those that agree or were not tested")
  static let breakdownNote = Label(
    zh: "各部分占其和的比例。", en: "Each part as a share of their sum.")
  static let narrower = Label(
    zh: "较窄级别的行见下载文件；在浏览器中允许脚本时可在此展开。",
    en:
      "Rows of narrower levels are in the download, and unfold here where the browser runs scripts."
  )
  static let elsewhere = Label(
    zh: "本表太大，不在本页内：较窄级别的行见结果文件夹中的 tables。",
    en:
      "The table is too large for this page: rows of narrower levels are in tables, in the folder of the results."
  )
  static let marksNote = Label(
    zh: "单元格中没有数字时的符号：", en: "What stands in cells without a figure:")
  static let traceNote = Label(
    zh: "点选任一数字可见其公式、记录与文件；完整的来源（直到单元格）用 millet why 查询。",
    en:
      "Choose any figure to see its formula, records and files; millet why tells all of it, down to the cells."
  )
  static let quarantineFile = Label(
    zh: "逐行见 quarantine.csv。", en: "Line by line in quarantine.csv.")
  static let editsFile = Label(
    zh: "仅列有不符的规则；全部见 edits.csv。",
    en: "Rules with failures; all of them stand in edits.csv.")
  static let noFindings = Label(zh: "无。", en: "None.")

  /// What came of holding a statement against a table.
  static func verdict(_ verdict: Verdict) -> Label {
    switch verdict {
    case .agrees: Label(zh: "相符", en: "agrees")
    case .agreesRounded: Label(zh: "舍入后相符", en: "agrees, rounded")
    case .differs: Label(zh: "不符", en: "differs")
    case .contradictsItself: Label(zh: "报告自相矛盾", en: "contradicts itself")
    case .damaged: Label(zh: "损坏，不能读", en: "damaged")
    case .damagedConsistent: Label(zh: "损坏，与表不冲突", en: "damaged, consistent")
    case .noCounterpart: Label(zh: "无对应数字", en: "no counterpart")
    case .notTested: Label(zh: "未检验", en: "not tested")
    case .withheld: Label(zh: "不予公布", en: "withheld")
    }
  }
}
