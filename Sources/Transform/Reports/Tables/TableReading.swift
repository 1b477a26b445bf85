internal import SurveyModel

/// Reads what the cells of a table say.
struct TableReading {
  private let grid: TableGrid
  private let caption: TableCaption?
  private let words: TableWords
  private let units: TableUnits
  private let titles: [TableTitle]
  private let unitColumn: Int?
  /// The columns whose numbers count nothing.
  private let unread: Set<Int>
  /// The columns whose cells name places, whatever these end with.
  private let listed: Set<Int>
  /// The columns that are of numbers, most of them.
  private let counted: Set<Int>
  /// Whether the rows are labelled by years without 年.
  private let isOfYears: Bool
  /// Whether there is only one row, which needs no label.
  private let isOfOneRow: Bool
  /// How many columns from the left hold labels.
  private let labels: Int
  private var found: [ReportTable.Item] = []
  private var doubted: Set<Int> = []

  init(_ grid: TableGrid, _ caption: TableCaption?, _ words: TableWords, _ units: TableUnits) {
    self.grid = grid
    self.caption = caption
    self.words = words
    self.units = units
    let titles = grid.titles.enumerated()
      .map { column, levels in
        TableTitle(
          levels.map { TableWords.isYear($0) ? $0 + ["年"] : $0 },
          below: grid.units.indices.contains(column) ? grid.units[column] : [], units,
          words)
      }
    self.titles = titles
    let rows = grid.lines.compactMap { line -> [TableLine.Cell]? in
      if case .row(let cells, _) = line { cells } else { nil }
    }
    // 单位 is also what an office is.
    unitColumn = grid.titles.indices.first { column in
      grid.titles[column].last.map { words.unitLabels.contains($0) } ?? false
        && rows.contains { units.unit($0[column].scalars) != nil }
    }
    isOfYears =
      titles[0].levels.allSatisfy { words.isPlain($0) }
      && rows.allSatisfy { cells in cells.first.map { TableWords.isYear($0.scalars) } ?? false }
    isOfOneRow = rows.count == 1
    let unread = Set(titles.indices.filter { titles[$0].levels.contains { words.isUnread($0) } })
    self.unread = unread
    let isOfYears = self.isOfYears
    // The cells below 行政村 name villages, and may be so many of them.
    // Titles that are places leave the corner above the rows' labels: 乡镇, 东河镇, 西山乡.
    let isOfPlaces = titles.dropFirst().contains { $0.levels.contains { words.place($0) != nil } }
    let listed = Set(
      titles.indices.filter { column in
        !isOfPlaces && titles[column].unit == nil
          && titles[column].levels.last.map { words.namesPlaces($0) } ?? false
          && rows.contains { cells in
            let text = cells[column].scalars
            return !text.isEmpty && !units.isNumber(text) && !words.isNoValue(text)
              && words.ofTotal(text) == nil
          }
      })
    self.listed = listed
    let numbers = titles.indices.filter { column in
      !unread.contains(column) && !(column == 0 && isOfYears) && !listed.contains(column)
        && rows.contains { units.isNumber($0[column].scalars) }
    }
    labels = numbers.first ?? titles.count
    counted = Set(
      numbers.filter { column in
        let cells = rows.map { $0[column] }.filter { !$0.scalars.isEmpty }
        return 2 * cells.count { units.isNumber($0.scalars) } >= cells.count
      })
  }

  /// The numbers of the table, and what is read beside them or not.
  mutating func items() -> [ReportTable.Item] {
    for (index, line) in grid.lines.enumerated() {
      switch line {
      case .row(let cells, let group):
        let below: [TableLine.Cell]? =
          grid.lines.indices.contains(index + 1)
          ? { if case .row(let cells, _) = $0 { cells } else { nil } }(grid.lines[index + 1]) : nil
        read(cells, group: group, above: below)
      case .misfit(let paragraph): found.append(.unread(paragraph, .misfit))
      case .aside(let paragraph): found.append(.aside(paragraph))
      }
    }
    return found
  }

  /// What the labels of a row say.
  private struct Label {
    var words: [[Unicode.Scalar]] = []
    var place: String?
    var isTotal = false
    /// Whether the row counts what no other row names.
    var isOther = false
    /// Whether it says something of what is counted, and not only where and when that is.
    var isNarrow = false
    /// Whether the row is a place's or a total's, so that the columns say what is counted.
    var namesNoFigure: Bool { place != nil || isTotal || isOther }
  }

  private func label(
    of cells: [TableLine.Cell], group: [Unicode.Scalar]
  ) -> Label {
    var label = Label()
    for column in cells.indices.prefix(max(labels, 1))
    where column != unitColumn {
      // 合计 may stand in the column of the rows' numbers.
      if unread.contains(column), words.ofTotal(cells[column].scalars) == nil { continue }
      let isListed = listed.contains(column)
      var text = cells[column].scalars
      if column == 0 && isOfYears || isListed && TableWords.isYear(text) { text.append("年") }
      guard !text.isEmpty, isListed || !units.isNumber(text), label.words.last != text else {
        continue
      }
      label.words.append(text)
      if words.isOther(text) { label.isOther = true }
      if let whole = words.ofTotal(text) {
        label.isTotal = true
        if let place = words.place(whole) { label.place = place }
      } else if let place = isListed ? words.listedPlace(text) : words.place(text) {
        label.place = place
      } else if !words.isTime(text), words.movement(text) == .none {
        label.isNarrow = true
      }
    }
    // 小计 below the line 东河镇 is that township's.
    if label.isTotal, label.place == nil { label.place = words.place(group) }
    return label
  }

  private mutating func read(
    _ cells: [TableLine.Cell], group: [Unicode.Scalar], above below: [TableLine.Cell]?
  ) {
    let label = label(of: cells, group: group)
    guard !label.words.isEmpty || labels == 0 && isOfOneRow else {
      if let number = cells.first(where: { units.isNumber($0.scalars) && $0.part == .own }) {
        found.append(.unread(number.paragraph, .misfit))
      }
      return
    }
    let name = TableTitle(label.words, units, words)
    for column in cells.indices where column >= labels && !unread.contains(column) {
      let cell = cells[column]
      guard column != unitColumn, cell.part == .own else { continue }
      guard units.isNumber(cell.scalars) else {
        if counted.contains(column), cell.scalars.contains(where: \.isDigit) {
          found.append(.unread(cell.paragraph, .unclear))
        }
        continue
      }
      if cell.isWide || isShared(column, below) {
        found.append(.unread(cell.paragraph, .merged))
      } else if units.number(cell.scalars)?.spelling == .several {
        found.append(.unread(cell.paragraph, .split))
      } else {
        read(cell, of: column, label, name, unit: unitColumn.map { cells[$0].scalars })
      }
    }
  }

  /// Whether a number of a row goes on in the next one, which has labels of its own.
  private func isShared(_ column: Int, _ below: [TableLine.Cell]?) -> Bool {
    guard let below, below[column].part == .continued else { return false }
    return below.prefix(labels).contains { $0.part == .own && !$0.scalars.isEmpty }
  }

  private mutating func read(
    _ cell: TableLine.Cell, of column: Int, _ label: Label, _ name: TableTitle,
    unit stated: [Unicode.Scalar]?
  ) {
    let title = titles[column]
    let columnPlace =
      label.namesNoFigure ? nil : title.levels.compactMap { words.place($0) }.first
    let rowUnit = stated.flatMap { units.unit($0) } ?? name.unit
    let isUnitUnknown = rowUnit == nil && stated.map { !$0.isEmpty } ?? false
    let isRowNamed =
      !label.namesNoFigure && !name.levels.isEmpty
      && (rowUnit != nil || isUnitUnknown
        || title.levels.allSatisfy { words.isPlain($0) || words.place($0) != nil })
    let named = isRowNamed ? name : title
    // 比上年增长(%), 占全县%: a share says its own unit, whatever its row counts in.
    let shares = [title.unit, rowUnit].compactMap { $0 }
      .filter { $0.text == ["%"] || $0.text == ["‰"] }
    let number = units.number(cell.scalars)
    let figure = number?.range ?? cell.scalars.indices
    let isFraction = Self.isFraction(cell.scalars[figure])
    var unit = shares.first ?? rowUnit ?? title.unit
    if let bracketed = number?.bracketed { unit = units.unit(cell.scalars[bracketed]) }
    if unit == nil, number.map({ $0.unitPlace != nil }) ?? true {
      let said = isUnitUnknown || isFraction ? nil : units.said(by: named)
      if let caption, !isUnitUnknown { unit = units.unit(of: named, under: caption) }
      unit = unit ?? said
      // Words of the title may still say it, where nothing else is stated.
      let isOpen =
        caption == nil && !isUnitUnknown && named.unknown == .none && !isFraction
      guard unit != nil || isOpen else {
        return doubt(
          cell, column, isRowNamed: isRowNamed,
          isStated: caption != nil || isUnitUnknown || named.unknown != .none
            || units.said(by: named) != nil)
      }
    }
    let counted = unit?.isClassifier == true ? named.levels.map(units.countedNoun) : named.levels
    // What is counted stands next to the number: 2021年,户数.
    let introduction =
      (isRowNamed ? title.levels : name.levels) + counted.filter(saysNotWhat)
      + counted.filter { !saysNotWhat($0) }
    found.append(
      .cell(
        ReportTable.Cell(
          paragraph: cell.paragraph, text: cell.text, column: column, figure: figure,
          isDamaged: number?.spelling == .damaged,
          words: introduction.joined(separator: [","]) + [":"],
          unit: Self.left(unit, out: number, of: cell.scalars),
          unitPlace: number?.unitPlace ?? cell.scalars.count, place: label.place ?? columnPlace,
          movement: movement(title, name), isTarget: isTarget(title, name),
          isPart: label.isOther || (title.levels + name.levels).contains(where: words.saysPart),
          isNarrow: label.isNarrow && !isRowNamed)))
  }

  /// Whether a title says of its numbers when they are, or that they are changes, and not of what.
  private func saysNotWhat(_ title: [Unicode.Scalar]) -> Bool {
    words.isPlain(title) || words.movement(title) != .none
  }

  /// Whether a number has a fraction, as no number of households has, and no scale.
  private static func isFraction(_ cell: ArraySlice<Unicode.Scalar>) -> Bool {
    cell.last?.isDigit == true && cell.contains(".")
  }

  /// Leaves out a number whose unit is not certain; one word for a column, where units are stated.
  private mutating func doubt(
    _ cell: TableLine.Cell, _ column: Int, isRowNamed: Bool, isStated: Bool
  ) {
    guard isStated, isRowNamed || doubted.insert(column).inserted else { return }
    found.append(.unread(cell.paragraph, .unit))
  }

  private func movement(_ title: TableTitle, _ name: TableTitle) -> TableWords.Movement {
    for level in title.levels.reversed() + name.levels.reversed() {
      let movement = words.movement(level)
      if movement != .none { return movement }
    }
    return .none
  }

  private func isTarget(_ title: TableTitle, _ name: TableTitle) -> Bool {
    (title.levels + name.levels).contains { words.isTarget($0) }
  }

  /// The unit to be read behind a number that leaves it out, where the number ends in a digit or in a
  /// scale that the unit leaves open.
  private static func left(
    _ unit: TableUnit?, out number: TableNumber?, of cell: [Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    guard let unit, let end = number.map(\.unitPlace) ?? cell.count,
      let last = cell[..<end].last(where: { !$0.saysMore })
    else { return [] }
    return last.isDigit || !unit.isScaled && "万亿".unicodeScalars.contains(last) ? unit.text : []
  }
}
