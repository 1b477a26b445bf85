internal import SurveyModel

/// The words that Millet itself writes into workbooks.
enum SheetWords {
  static let cover = Label(zh: "封面", en: "Cover")
  static let contents = Label(zh: "目录", en: "Contents")
  static let notes = Label(zh: "说明", en: "Notes")
  static let table = Label(zh: "表", en: "Table")
  static let sheet = Label(zh: "工作表", en: "Sheet")
  static let rows = Label(zh: "行数", en: "Rows")
  static let asOf = Label(zh: "数据日期", en: "As of")
  static let places = Label(zh: "地域口径", en: "Places of")
  static let waves = Label(zh: "调查期", en: "Waves")
  static let computedBy = Label(zh: "编制", en: "Computed by")
  static let definition = Label(zh: "定义指纹", en: "Definition (SHA-256)")
  static let files = Label(zh: "来源文件数", en: "Source files")
  static let rowsRead = Label(zh: "读取行数", en: "Rows read")
  static let rowsClean = Label(zh: "有效行数", en: "Clean rows")
  static let rowsHeld = Label(zh: "隔离行数", en: "Rows in quarantine")
  static let total = Label(zh: "总计", en: "Total")
  static let marks = Label(zh: "符号", en: "Marks")
  static let mark = Label(zh: "符号", en: "Mark")
  static let meaning = Label(zh: "含义", en: "Meaning")
  static let column = Label(zh: "列", en: "Column")
  static let title = Label(zh: "指标", en: "Measure")
  static let unit = Label(zh: "计量单位", en: "Unit")
  static let decimals = Label(zh: "小数位数", en: "Decimals")
  static let formula = Label(zh: "计算公式", en: "Formula")
  static let record = Label(zh: "记录", en: "Records")
  static let condition = Label(zh: "统计范围", en: "Records counted")
  static let panel = Label(zh: "追踪记录", en: "Panel")
  static let everyWave = Label(zh: "只计各期都有的记录", en: "Records that are in every wave")
  static let minimum = Label(zh: "保密下限（记录数）", en: "Withheld below (records)")
  static let zero = Label(
    zh: "数字，不是符号：没有计到任何记录，或合计为零", en: "A figure and no mark: none counted, or a sum of nothing")
  static let empty = Label(zh: "空格", en: "(empty)")
  static let noRow = Label(zh: "该表没有这一组合", en: "The table has no such combination")

  /// What an absence means.
  static func meaning(of absence: PublishedCell.Absence) -> Label {
    switch absence {
    case .withheld:
      Label(zh: "为保护个体信息不予公布", en: "Withheld, so that no household or person can be known by it")
    case .notApplicable:
      Label(zh: "不适用：没有可说明的对象", en: "Not applicable: there is nothing it could speak of")
    case .missing: Label(zh: "数据不详", en: "Not known")
    case .notEstimable: Label(zh: "无法估算", en: "Cannot be estimated from what is known")
    }
  }
}
