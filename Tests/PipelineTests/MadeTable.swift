import PropertyTesting
import SurveyModel

/// A table of places and indicators that is made from its figures, to be read back.
struct MadeTable {
  /// How it is set.
  enum Setting: String, CaseIterable, Sendable {
    case html, markdown, tabs, bars, wideBars, gaps, lines

    var fileName: String {
      switch self {
      case .html: "table.html"
      case .markdown: "table.md"
      default: "table.txt"
      }
    }
  }

  /// What is to be read of a cell.
  struct Figure: Equatable {
    let value: Double
    let unit: String
    let place: String
    let year: String?
  }

  /// A column: its title, its unit as it may be written, and what a number of the unit is.
  private struct Column {
    let title: String
    let unit: String
    let base: String
    let scale: Double
    let decimals: Int
    var year: Int?
  }

  /// What the cells of the table are, by lines; a cell that is merged says over how much.
  private struct Cell {
    var text: String
    var columns = 1
    var rows = 1
    var isCovered = false
  }

  private static let home = "白石县"
  private static let places = ["东河镇", "西山乡", "北沟乡", "南坪镇", "青杨街道", "柳湾乡"]
  private static let pool = [
    Column(title: "通水户数", unit: "户", base: "household", scale: 1, decimals: 0),
    Column(title: "常住人口", unit: "人", base: "person", scale: 1, decimals: 0),
    Column(title: "户籍人口", unit: "万人", base: "person", scale: 10_000, decimals: 2),
    Column(title: "行政村个数", unit: "个", base: "village", scale: 1, decimals: 0),
    Column(title: "自来水入户率", unit: "%", base: "percent", scale: 1, decimals: 1),
    Column(title: "贷款余额", unit: "万元", base: "yuan", scale: 10_000, decimals: 1),
    Column(title: "投资总额", unit: "千元", base: "yuan", scale: 1000, decimals: 0),
    Column(title: "耕地面积", unit: "亩", base: "mu", scale: 1, decimals: 0),
    Column(title: "脱贫户", unit: "户", base: "household", scale: 1, decimals: 0),
  ]

  private var generator: SeededGenerator
  private let setting: Setting
  private(set) var figures: [Figure] = []
  private(set) var bytes: [UInt8] = []
  private var columns: [Column] = []
  private var caption = ""
  private var lines: [[Cell]] = []
  /// How many of the lines are titles.
  private var heads = 0

  init(seed: UInt64, setting: Setting) {
    generator = SeededGenerator(seed: seed)
    self.setting = setting
    chooseColumns()
    if setting != .lines, generator.happens(25) {
      addTurnedRows()
    } else {
      addTitles()
      addRows()
    }
    bytes = Array(rendered().utf8)
  }

  // MARK: Columns and titles

  private mutating func chooseColumns() {
    var pool = Self.pool
    for _ in 0..<(2 + Int(generator.next() % 4)) {
      columns.append(pool.remove(at: Int(generator.next() % UInt64(pool.count))))
    }
  }

  /// Whether the unit of each column stands in its title, in a row below, or in the caption.
  private mutating func addTitles() {
    let canSpan = setting != .lines && setting != .gaps
    let hasYears = canSpan && generator.happens(40)
    if hasYears {
      columns = columns.prefix(3)
        .flatMap { column in
          [2020, 2021]
            .map { year in
              var column = column
              column.year = year
              return column
            }
        }
    }
    let units = Set(columns.map(\.unit))
    let isCaptioned =
      !units.isSuperset(of: ["千元", "万元"]) && !units.isSuperset(of: ["人", "万人"])
      && generator.happens(40)
    let hasUnitRow = !isCaptioned && canSpan && generator.happens(30)
    let captioned = columns.map(\.unit).filter { _ in isCaptioned }
    if isCaptioned {
      let listed = captioned.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      caption = "单位：" + listed.joined(separator: "、")
    } else if hasUnitRow || generator.happens(30) {
      caption = hasUnitRow ? "" : "单位：" + generator.pick(["万元", "户", "人"])
    }
    func title(_ column: Column) -> String {
      isCaptioned || hasUnitRow ? column.title : column.title + "（\(column.unit)）"
    }
    let label = generator.pick(["乡镇", "地区", "乡镇名称"])
    let numbered = setting != .lines && generator.happens(30)
    isNumbered = numbered
    let first = (numbered ? ["序号"] : []) + [label]
    let levels = 1 + (hasYears ? 1 : 0) + (hasUnitRow ? 1 : 0)
    var top = first.map { Cell(text: $0, rows: levels) }
    for (index, column) in columns.enumerated() {
      if hasYears {
        top.append(
          index % 2 == 0
            ? Cell(text: title(column), columns: 2) : Cell(text: "", isCovered: true))
      } else {
        top.append(Cell(text: title(column)))
      }
    }
    lines = [top]
    let covered = first.map { _ in Cell(text: "", isCovered: true) }
    if hasYears { lines.append(covered + columns.map { Cell(text: "\($0.year ?? 0)年") }) }
    if hasUnitRow { lines.append(covered + columns.map { Cell(text: $0.unit) }) }
    heads = lines.count
  }

  private var isNumbered = false

  // MARK: Rows

  private mutating func addRows() {
    var places = Self.places
    places.removeLast(Int(generator.next() % 4))
    let canLeaveOut = setting != .gaps && setting != .lines
    for (index, place) in places.enumerated() {
      addRow(index + 1, label: place, place: place, mayMiss: canLeaveOut)
    }
    if generator.happens(60) {
      addRow(
        places.count + 1, label: generator.pick(["合计", "合　计", "全县合计", "总计"]), place: Self.home,
        mayMiss: false)
    }
  }

  private mutating func addRow(_ number: Int, label: String, place: String, mayMiss: Bool) {
    var row = (isNumbered ? [Cell(text: "\(number)")] : []) + [Cell(text: label)]
    var isFirst = true
    for column in columns {
      if mayMiss, !isFirst, generator.happens(10) {
        row.append(Cell(text: generator.pick(["—", "-", ""])))
        continue
      }
      isFirst = false
      let (text, value) = written(column)
      row.append(Cell(text: text))
      figures.append(
        Figure(
          value: value, unit: column.base, place: place,
          year: column.year.map(String.init) ?? "2021"))
    }
    lines.append(row)
  }

  /// Rows that are indicators, under places.
  private mutating func addTurnedRows() {
    let places = Array(Self.places.prefix(2 + Int(generator.next() % 3)))
    let hasUnits = generator.happens(60)
    lines = [
      (["指标"] + (hasUnits ? ["单位"] : []) + places + ["合计"]).map { Cell(text: $0) }
    ]
    heads = 1
    for column in columns {
      var row =
        hasUnits
        ? [Cell(text: column.title), Cell(text: column.unit)]
        : [Cell(text: "\(column.title)（\(column.unit)）")]
      for place in places + [Self.home] {
        let (text, value) = written(column)
        row.append(Cell(text: text))
        figures.append(Figure(value: value, unit: column.base, place: place, year: "2021"))
      }
      lines.append(row)
    }
  }

  /// A number of a column as it may be written, and what is to be read.
  private mutating func written(_ column: Column) -> (text: String, value: Double) {
    var digits = Int(generator.next() % 90_000) + 10
    if column.decimals > 0 { digits = digits % 9000 + 101 }
    var divisor = 1
    for _ in 0..<column.decimals { divisor *= 10 }
    var text = "\(digits / divisor)"
    if column.decimals == 0, text.count > 3, generator.happens(30) {
      text.insert(
        contentsOf: generator.pick([",", "\u{A0}", "\u{2009}"]),
        at: text.index(text.endIndex, offsetBy: -3))
    }
    if column.decimals > 0 {
      let rest = "\(digits % divisor)"
      text += "." + String(repeating: "0", count: column.decimals - rest.count) + rest
    }
    if generator.happens(8) { text += generator.pick(["¹", "②", "[3]"]) }
    let value = (Double(digits) / Double(divisor) * column.scale * 100).rounded() / 100
    return (text, value)
  }

  // MARK: Settings

  private mutating func rendered() -> String {
    let title = "\(Self.home)2021年饮水情况"
    let head = caption.isEmpty ? [title] : [title, caption]
    switch setting {
    case .html: return html(head)
    case .markdown: return (head + [""] + markdown).joined(separator: "\n") + "\n"
    case .tabs: return (head + joined("\t")).joined(separator: "\n")
    case .bars: return (head + joined("|")).joined(separator: "\n")
    case .wideBars: return (head + joined("｜").map { "｜\($0)｜" }).joined(separator: "\n")
    case .gaps: return (head + joined("    ")).joined(separator: "\n")
    case .lines: return (head + lines.flatMap { $0.map(\.text) }).joined(separator: "\n")
    }
  }

  private func joined(_ mark: String) -> [String] {
    lines.map { $0.map(\.text).joined(separator: mark) }
  }

  private var markdown: [String] {
    let width = lines[0].count
    let rows = lines.map { "| " + $0.map { "\($0.text)  " }.joined(separator: " | ") + " |" }
    let rule = "|" + String(repeating: " :---: |", count: width)
    return [rows[0], rule] + rows.dropFirst()
  }

  private mutating func html(_ head: [String]) -> String {
    let isInside = !caption.isEmpty && generator.happens(50)
    let paragraphs = isInside ? [head[0]] : head
    var html = "<html><body>" + paragraphs.map { "<p>\($0)</p>" }.joined() + "<table>"
    if isInside { html += "<tr><td colspan=\"\(lines[0].count)\">\(caption)</td></tr>" }
    let repeats = generator.happens(20)
    for (index, line) in lines.enumerated() {
      if repeats, index == heads + 1 {
        for line in lines.prefix(heads) { html += row(line) }
      }
      html += row(line)
    }
    return html + "</table></body></html>"
  }

  private func row(_ cells: [Cell]) -> String {
    let inside = cells.filter { !$0.isCovered }
      .map { cell in
        var tag = "<td"
        if cell.columns > 1 { tag += " colspan=\(cell.columns)" }
        if cell.rows > 1 { tag += " rowspan=\"\(cell.rows)\"" }
        let text = cell.text
          .replacingMarks(["¹": "<sup>1</sup>", "\u{A0}": "&nbsp;", "[3]": "<sup>[3]</sup>"])
        return "\(tag)><p>\(text)</p></td>\n"
      }
    return "<tr>\(inside.joined())</tr>\n"
  }
}

extension String {
  fileprivate func replacingMarks(_ marks: [String: String]) -> String {
    marks.sorted { $0.key < $1.key }.reduce(self) { $0.replacing($1.key, with: $1.value) }
  }
}
