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
    guard let titles = SpacedRow(paragraphs[start]), isHead(titles) else { return nil }
    let caption = caption(before: start, of: paragraphs)
    var items: [SpacedTable.Item] = []
    var end = start + 1
    var index = end
    while index < paragraphs.count {
      let paragraph = paragraphs[index]
      if paragraph.row == nil, TableCells.isBorder(paragraph.scalars) {
        index += 1
        continue
      }
      guard let row = SpacedRow(paragraph), row.table == titles.table, !isTitled(index, paragraphs),
        row.cells.dropFirst().contains(where: { isNumber($0) || isNoValue($0) })
      else { break }
      if row.cells.count == titles.cells.count {
        items += cells(of: row, under: titles, caption)
      } else if end > start + 1 {
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
    of row: SpacedRow, under titles: SpacedRow, _ caption: [Unicode.Scalar]?
  ) -> [SpacedTable.Item] {
    let unread = Set(
      titles.cells.indices.filter { words[.unreadTitles].isAll(of: titles.cells[$0]) })
    let unitColumn = titles.cells.indices.first { words[.unitTitles].isAll(of: titles.cells[$0]) }
    let labelColumn = row.cells.indices
      .first { !unread.contains($0) && $0 != unitColumn && !row.cells[$0].isEmpty }
    guard let labelColumn, isYear(row.cells[labelColumn]) || !isNumber(row.cells[labelColumn])
    else { return [.misfit(row.paragraph)] }
    let label = row.cells[labelColumn]
    let isTotal = words[.totals].isAll(of: label)
    let place = isTotal ? nil : place(label, under: titles.cells[labelColumn])
    let isNarrow = !isTotal && place == nil && !isYear(label)
    return row.cells.indices
      .filter { $0 > labelColumn && !unread.contains($0) && $0 != unitColumn }
      .filter { isNumber(row.cells[$0]) }
      .map { column in
        let title = titles.cells[column]
        let isOpen = isOpen(title)
        let stated = unitColumn.map { row.cells[$0] } ?? []
        let unit = words[.plainTitles].isAll(of: stated) ? [] : stated
        return .cell(
          SpacedTable.Cell(
            paragraph: TableCells.paragraph(row.ranges[column], of: row.paragraph), column: column,
            labels: isUnit(unit)
              ? labels(
                of: title, row: label, isOpen: isOpen, unit: unitColumn == nil ? caption : unit)
              : [],
            place: place, isNarrow: isNarrow && !isOpen,
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
    // % complete
    if name.first == "%", name.count > 1 {
      return label(Array(name.dropFirst()).trimmed, [["%"]] + notes)
    }
    let notes = notes.filter { !$0.isEmpty }
    let inside = notes.joined(separator: [" "])
    guard !notes.isEmpty else { return name + [":", " "] }
    // Safe water (%): within the parentheses that stand there.
    if name.last == ")" { return name.dropLast() + [" "] + inside + [")", ":", " "] }
    return name + [" ", "("] + inside + [")", ":", " "]
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
