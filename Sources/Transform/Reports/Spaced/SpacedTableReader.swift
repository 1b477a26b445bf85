internal import SurveyModel

/// Finds the tables of a report in a language with spaces.
struct SpacedTableReader: Sendable {
  let words: SpacedLexicon
  let places: SpacedPlaces

  /// The characters of a title, at most.
  private static let longestTitle = 60
  /// How many lines above a table may say what it is given in.
  private static let reach = 2

  /// Reads the table that begins at a paragraph; nil when none does.
  func table(at start: Int, of paragraphs: [ReportDocument.Paragraph]) -> SpacedTable? {
    guard let head = head(at: start, of: paragraphs) else { return nil }
    let caption = caption(before: start, of: paragraphs)
    var items: [SpacedTable.Item] = []
    var end = start + head.paragraphs
    var index = end
    while index < paragraphs.count {
      let paragraph = paragraphs[index]
      if paragraph.row == nil, TableCells.isBorder(paragraph.scalars) {
        index += 1
        continue
      }
      guard let row = SpacedRow(paragraph), row.table == head.table, !isTitled(index, paragraphs),
        row.cells.dropFirst().contains(where: { isNumber($0) || isNoValue($0) })
      else { break }
      if row.cells.count == head.columns.count {
        items += cells(of: row, under: head.columns, caption)
      } else if end > start + head.paragraphs {
        items.append(.misfit(paragraph))
      } else {
        return nil
      }
      index += 1
      end = index
    }
    return items.isEmpty ? nil : SpacedTable(paragraphs: end - start, items: items)
  }

  private func isTitled(_ index: Int, _ paragraphs: [ReportDocument.Paragraph]) -> Bool {
    paragraphs.indices.contains(index + 1) && TableCells.isDelimiter(paragraphs[index + 1].scalars)
  }

  /// Whether a line is of titles: short, and without numbers but years.
  private func isHead(_ row: SpacedRow) -> Bool {
    row.cells.count > 1
      && row.cells.dropFirst().allSatisfy { !$0.isEmpty && $0.count <= Self.longestTitle }
      && row.cells.allSatisfy { !isNumber($0) || isYear($0) }
      && !(row.cells.first.map { isYear($0) } ?? false)
  }

  // MARK: Titles

  /// The titles that begin at a paragraph; nil where none do.
  private func head(at start: Int, of paragraphs: [ReportDocument.Paragraph]) -> SpacedHead? {
    if let head = doubleHead(at: start, of: paragraphs) { return head }
    guard let titles = SpacedRow(paragraphs[start]), isHead(titles) else { return nil }
    return SpacedHead(
      columns: titles.cells.map { SpacedHead.Column(title: $0) }, table: titles.table,
      paragraphs: 1)
  }

  /// Titles on two levels: one above spans some of those below.
  private func doubleHead(
    at start: Int, of paragraphs: [ReportDocument.Paragraph]
  ) -> SpacedHead? {
    guard let upper = SpacedTitles(paragraphs[start]) else { return nil }
    var next = start + 1
    while next < paragraphs.count, paragraphs[next].row == nil,
      TableCells.isBorder(paragraphs[next].scalars)
    {
      next += 1
    }
    guard next < paragraphs.count, let lower = SpacedTitles(paragraphs[next]),
      lower.table == upper.table, lower.cells.count >= upper.cells.count, lower.spans.isEmpty
    else { return nil }
    let titles = upper.spread(over: lower)
    let spanning = titles.spans.filter { column in
      !titles.cells[column].isEmpty && !lower.cells[column].isEmpty
        && lower.cells[column] != lower.cells[column + 1]
    }
    let areYears = titles.cells.dropFirst().allSatisfy(isYear)
    let label = lower.cells[0]
    guard !spanning.isEmpty || areYears, label.isEmpty || label == titles.cells[0],
      (titles.cells + lower.cells)
        .allSatisfy({
          $0.count <= Self.longestTitle && ($0.isEmpty || isYear($0) || !isNumber($0))
        }), lower.cells.allSatisfy({ $0.isEmpty || !isNoValue($0) }),
      zip(titles.cells, lower.cells).dropFirst().allSatisfy({ !$0.isEmpty || !$1.isEmpty })
    else { return nil }
    return SpacedHead(
      columns: zip(titles.cells, lower.cells).map(column), table: upper.table,
      paragraphs: next + 1 - start)
  }

  /// A column under two titles: a year, a unit or an aim stands in parentheses behind what is counted.
  private func column(_ upper: [Unicode.Scalar], _ lower: [Unicode.Scalar]) -> SpacedHead.Column {
    if lower.isEmpty || lower == upper { return SpacedHead.Column(title: upper) }
    if upper.isEmpty || words[.plainTitles].isAll(of: upper) {
      return SpacedHead.Column(title: lower)
    }
    if isYear(upper) { return SpacedHead.Column(title: Self.name(lower, [upper])) }
    if words[.plainTitles].isAll(of: lower) {
      // 420 behind "no." is the number of something, and is not counted.
      let isCode = words[.codesBehind].isAll(of: lower)
      return SpacedHead.Column(title: isCode ? upper : Self.name(upper, [lower]))
    }
    if isYear(lower) || isShareOrAmount(lower) {
      return SpacedHead.Column(title: Self.name(upper, [lower]))
    }
    return SpacedHead.Column(title: upper + [" "] + lower, own: lower)
  }

  /// What the line above a table has in parentheses at its end: Table 2: Outlay (KSh million).
  private func caption(
    before start: Int, of paragraphs: [ReportDocument.Paragraph]
  ) -> [Unicode.Scalar]? {
    for index in (max(0, start - Self.reach)..<start).reversed() {
      let line = Array(paragraphs[index].scalars).trimmed
      if line.isEmpty { continue }
      guard line.last == ")", let open = line.lastIndex(of: "(") else { return nil }
      return Array(line[(open + 1)..<(line.count - 1)])
    }
    return nil
  }

  // MARK: Cells

  /// Whether a cell is nothing but a number, perhaps with its unit.
  func isNumber(_ cell: [Unicode.Scalar]) -> Bool {
    let text = SpacedText(cell[...])
    guard let first = text.tokens.firstIndex(where: { $0.kind == .number }) else { return false }
    let before = (0..<first)
      .allSatisfy { text.tokens[$0].kind == .mark && text.tokens[$0].text != SpacedText.cell }
    return (before || words.currencies.match(endingAt: first, in: text) != nil)
      && text.tokens[first...].count { $0.kind == .word } <= 2
  }

  private func isNoValue(_ cell: [Unicode.Scalar]) -> Bool {
    !cell.isEmpty && SpacedText(cell[...]).tokens.allSatisfy { $0.kind == .mark }
      || words[.noValues].isAll(of: cell)
  }

  private func isYear(_ cell: [Unicode.Scalar]) -> Bool {
    let tokens = SpacedText(cell[...]).tokens
    guard let first = tokens.first, first.isYear else { return false }
    return tokens.count == 1
      || tokens.count == 3 && (tokens[1].isDash || tokens[1].text == "/")
        && tokens[2].plain != nil
  }

  private func cells(
    of row: SpacedRow, under columns: [SpacedHead.Column], _ caption: [Unicode.Scalar]?
  ) -> [SpacedTable.Item] {
    let unread = Set(
      columns.indices.filter { words[.unreadTitles].isAll(of: columns[$0].title) })
    let unitColumn = columns.indices.first { words[.unitTitles].isAll(of: columns[$0].title) }
    let labelColumn = row.cells.indices
      .first { !unread.contains($0) && $0 != unitColumn && !row.cells[$0].isEmpty }
    guard let labelColumn, isYear(row.cells[labelColumn]) || !isNumber(row.cells[labelColumn])
    else { return [.misfit(row.paragraph)] }
    let label = row.cells[labelColumn]
    let isTotal = words[.totals].isAll(of: label)
    let place = isTotal ? nil : place(label, under: columns[labelColumn].title)
    let isNarrow = !isTotal && place == nil && !isYear(label)
    return row.cells.indices
      .filter { $0 > labelColumn && !unread.contains($0) && $0 != unitColumn }
      .filter { isNumber(row.cells[$0]) }
      .map { column in
        let title = columns[column].title
        let isOpen = isOpen(title)
        let stated = unitColumn.map { row.cells[$0] } ?? []
        let unit = words[.plainTitles].isAll(of: stated) ? [] : stated
        return .cell(
          SpacedTable.Cell(
            paragraph: TableCells.paragraph(row.ranges[column], of: row.paragraph), column: column,
            labels: isUnit(unit)
              ? [columns[column].own, title].compactMap { $0 }
                .flatMap {
                  labels(
                    of: $0, row: label, isOpen: isOpen, unit: unitColumn == nil ? caption : unit)
                }
              : [],
            place: place, isNarrow: isNarrow && !isOpen || columns[column].own != nil,
            isChange: words[.changeTitles]
              .stand(in: SpacedText(title[...]).tokens.indices, of: SpacedText(title[...]))))
      }
  }

  /// The labels that a number may be read behind: its row's where the title of its column is open.
  private func labels(
    of title: [Unicode.Scalar], row: [Unicode.Scalar], isOpen: Bool, unit: [Unicode.Scalar]?
  ) -> [[Unicode.Scalar]] {
    if isOpen { return [Self.label(row, [unit ?? [], title])] }
    let year = isYear(row) ? row : []
    return [Self.label(title, [year])] + (unit.map { [Self.label(title, [$0, year])] } ?? [])
  }

  /// Whether a title says nothing of what is counted, or only when: 2021, Target 2025.
  private func isOpen(_ title: [Unicode.Scalar]) -> Bool {
    if isYear(title) || words[.plainTitles].isAll(of: title) { return true }
    let text = SpacedText(title[...])
    guard let first = text.tokens.first, let last = text.tokens.last, text.tokens.count > 1 else {
      return false
    }
    let others = text.tokens.count - 1
    return last.isYear && words[.plainTitles].length(at: 0, in: text) == others
      || first.isYear && words[.plainTitles].length(at: 1, in: text) == others
  }

  /// Whether a cell is the unit of a share or of money, which counts no part of anything.
  private func isShareOrAmount(_ cell: [Unicode.Scalar]) -> Bool {
    let text = SpacedText(cell[...])
    return isUnit(cell)
      && (words.units.match(at: 0, in: text).map { $0.meaning == "percent" }
        ?? (words.currencies.match(at: 0, in: text) != nil))
  }

  /// Whether a cell is a unit, all of it.
  private func isUnit(_ cell: [Unicode.Scalar]) -> Bool {
    let text = SpacedText(cell[...])
    var at = 0
    while at < text.tokens.count {
      if let length = words.units.match(at: at, in: text)?.length
        ?? words.currencies.match(at: at, in: text)?.length
      {
        at += length
      } else if words.scales[text.tokens[at].text] != nil {
        at += 1
      } else {
        return false
      }
    }
    return true
  }

  /// A label with what stands in parentheses behind it, and a colon.
  private static func label(
    _ name: [Unicode.Scalar], _ notes: [[Unicode.Scalar]]
  ) -> [Unicode.Scalar] {
    self.name(name, notes) + [":", " "]
  }

  /// A name with what stands in parentheses behind it.
  private static func name(
    _ name: [Unicode.Scalar], _ notes: [[Unicode.Scalar]]
  ) -> [Unicode.Scalar] {
    // % complete
    if name.first == "%", name.count > 1 {
      return self.name(Array(name.dropFirst()).trimmed, [["%"]] + notes)
    }
    let notes = notes.filter { !$0.isEmpty }
    let inside = notes.joined(separator: [" "])
    guard !notes.isEmpty else { return name }
    // Safe water (%): within the parentheses that stand there.
    if name.last == ")" { return name.dropLast() + [" "] + inside + [")"] }
    return name + [" ", "("] + inside + [")"]
  }

  /// The place that a row's label names: under the title of a level all labels do.
  private func place(_ label: [Unicode.Scalar], under title: [Unicode.Scalar]) -> String? {
    let written = label.string(label.indices)
    if words[.placeTitles].isAll(of: title) || words[.levels].isAll(of: title) {
      return words[.otherLabels].length(at: 0, in: SpacedText(label[...])) == nil ? written : nil
    }
    let text = SpacedText(label[...])
    let found = places.places(in: text, of: label)
    guard found.count == 1, let place = found.first, place.tokens == text.tokens.indices else {
      return nil
    }
    return place.name
  }
}

extension Phrases {
  /// Whether a text is one of the phrases, and nothing else.
  fileprivate func isAll(of cell: [Unicode.Scalar]) -> Bool {
    let text = SpacedText(cell[...])
    return !text.tokens.isEmpty && length(at: 0, in: text) == text.tokens.count
  }
}
