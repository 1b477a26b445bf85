internal import SurveyModel

/// Reads the figures of a report in a language whose words are parted by spaces.
struct SpacedFactReader: Sendable {
  private let words: SpacedLexicon
  private let reader: SpacedFigureReader
  private let roles: SpacedRoles
  private let names: SpacedNames
  private let context: SpacedContextReader
  let tables: SpacedTableReader
  private let common: Set<String>
  private let vocabulary: Set<String>

  init(_ language: SpacedLanguage, catalogue: IndicatorCatalogue, places: [Place]) {
    words = SpacedLexicon(language)
    reader = SpacedFigureReader(words)
    roles = SpacedRoles(words: words, ellipsis: reader.ellipsis)
    names = SpacedNames(language, words, catalogue: catalogue)
    context = SpacedContextReader(
      words: words, dates: SpacedDateReader(words: words),
      places: SpacedPlaces(words, places: places))
    tables = SpacedTableReader(words: words, places: context.places)
    common = Set(language[.recognisedBy])
    let lists: [SpacedLanguage.List] = [
      .links, .levels, .nounEnds, .prepositions, .rates, .subset,
    ]
    var phrases = lists.flatMap { language[$0] }
    phrases += language.units.values.joined()
    phrases += language.currencies.values.joined()
    for table in [SpacedLanguage.Values.months, .numbers, .scales] {
      phrases += language[table].keys
    }
    vocabulary = names.vocabulary.union(common).union(phrases.flatMap(SpacedText.words))
  }

  // MARK: The language

  /// How many words of a paragraph tell its language, at least.
  private static let fewest = 8

  /// Whether a text is in the language: one in twenty of its words is of those that no other has,
  /// or half of them are words that reports of the language use.
  func recognises(_ text: SpacedText) -> Bool {
    let words = text.tokens.filter { $0.kind == .word }
    let own = words.filter { common.contains($0.text) }
    if own.count * 20 >= words.count, Set(own.map(\.text)).count > 1 { return true }
    return !words.isEmpty && words.count { vocabulary.contains($0.text) } * 2 >= words.count
  }

  /// Whether a paragraph of a report in the language is in another.
  func isForeign(_ text: SpacedText) -> Bool {
    let words = text.tokens.filter { $0.kind == .word }
    return words.count >= Self.fewest && !words.contains { common.contains($0.text) }
      && words.count { vocabulary.contains($0.text) } * 3 < words.count
  }

  // MARK: Figures

  /// What holds at the start of a document.
  func scope(of head: [ReportDocument.Paragraph]) -> SpacedScope {
    SpacedScope(
      head.map { (SpacedText($0.scalars), Array($0.scalars)) }.filter { !$0.0.tokens.isEmpty },
      context)
  }

  /// The figures of a paragraph, in order.
  func figures(
    in text: SpacedText, of scalars: ArraySlice<Unicode.Scalar>, scope: inout SpacedScope
  ) -> [SpacedFigure] {
    var text = text
    let places = context.places.places(in: text, of: Array(scalars))
    text.names = Set(places.lazy.filter { $0.name != nil }.flatMap(\.tokens))
    let dates = context.dates.dates(in: text, of: scope.base)
    scope.enterParagraph(text, places)
    var figures = reader.figures(in: text, dates: dates)
    roles.read(&figures, in: text, dates: dates)
    for index in figures.indices {
      figures[index].indicator = names.indicator(of: index, figures, in: text)
      figures[index].asOf = date(of: index, figures, in: text, dates, &scope)
      if figures[index].quantity.role == nil, scope.isAhead(figures[index].asOf) {
        figures[index].quantity.role = .target
      }
      figures[index].place = place(of: index, figures, in: text, places, &scope)
    }
    SpacedRespective(words: words, places: places, dates: dates).assign(&figures, in: text)
    closeColumns(&figures, in: text)
    splitPeriods(&figures, in: text)
    return figures
  }

  /// The figures of a table's cell and the paragraph that their ranges are of; none where no label says
  /// a unit, or two say different ones.
  func figures(
    in cell: SpacedTable.Cell, scope: inout SpacedScope
  ) -> (paragraph: ReportDocument.Paragraph, figures: [SpacedFigure]) {
    var read: (paragraph: ReportDocument.Paragraph, figures: [SpacedFigure]) = (cell.paragraph, [])
    for label in cell.labels {
      let paragraph = cell.paragraph(behind: label)
      var figures = figures(in: SpacedText(paragraph.scalars), of: paragraph.scalars, scope: &scope)
      figures.removeAll { $0.quantity.number.lowerBound < label.count || isDoubtful($0, label) }
      guard !figures.isEmpty else { continue }
      let units = [figures, read.figures].map { $0.map(\.quantity.unit) }
      guard units[1].isEmpty || units[0] == units[1] else { return (cell.paragraph, []) }
      for index in figures.indices {
        let range = figures[index].quantity.range
        figures[index].quantity.range = max(range.lowerBound, label.count)..<range.upperBound
        if let place = cell.place { figures[index].place = scope.name(place) }
        if cell.isNarrow { figures[index].indicator = nil }
        if cell.isChange, figures[index].quantity.role == nil {
          figures[index].quantity.role = .change
        }
      }
      read = (paragraph, figures)
    }
    return read
  }

  /// Whether a figure with a fraction is of a label that only its noun gives a unit: 12.5 boreholes.
  private func isDoubtful(_ figure: SpacedFigure, _ label: [Unicode.Scalar]) -> Bool {
    figure.quantity.resolution < 1 && !label.contains("(") && figure.label != nil
      && figure.quantity.unit != "percent"
  }

  /// Takes away what a row of several numbers does not say: of which column a name or a date is, and
  /// whether its first words name what they count.
  private func closeColumns(_ figures: inout [SpacedFigure], in text: SpacedText) {
    for index in figures.indices where isAmongColumns(figures[index], in: text) {
      figures[index].indicator = nil
      figures[index].asOf = nil
    }
    figures.removeAll { $0.label != nil && isAmongColumns($0, in: text) }
  }

  private func isAmongColumns(_ figure: SpacedFigure, in text: SpacedText) -> Bool {
    let end = figure.tokens.upperBound
    guard let mark = text[end] else { return false }
    return (mark.text == "|" || mark.text == SpacedText.cell) && text[end + 1]?.kind == .number
  }

  /// Gives both ends of a movement their own end of its period: between 2015 and 2019 it rose from
  /// 34 to 52.
  private func splitPeriods(_ figures: inout [SpacedFigure], in text: SpacedText) {
    for index in figures.indices.dropFirst()
    where figures[index - 1].isAside && figures[index].quantity.role == nil {
      guard words[.to].length(endingAt: figures[index].tokens.lowerBound, in: text) != nil else {
        continue
      }
      let years = figures[index].asOf?.split(separator: "/").map(String.init) ?? []
      // 2020/21 may be one year of an office.
      guard years.count == 2, figures[index - 1].asOf == nil, let first = Int(years[0]),
        let last = Int(years[1]), last > first + 1
      else { continue }
      figures[index - 1].asOf = years[0]
      figures[index].asOf = years[1]
    }
  }

  // MARK: Dates

  private func date(
    of index: Int, _ figures: [SpacedFigure], in text: SpacedText, _ dates: [SpacedDate],
    _ scope: inout SpacedScope
  ) -> String? {
    let figure = figures[index]
    let sentence = text.sentence(around: figure.tokens, words)
    let next =
      index + 1 < figures.count ? figures[index + 1].tokens.lowerBound : sentence.upperBound
    let holding = dates.filter { $0.text != nil && $0.kind != .aside }
    if let stated = holding.last(where: {
      $0.kind == .stated && $0.tokens.upperBound <= figure.tokens.lowerBound
    }) {
      scope.stated = stated.text
    }
    if let own = holding.first(where: {
      $0.tokens.lowerBound >= figure.tokens.upperBound && $0.tokens.upperBound <= next
        && isBeside(figure, $0, in: text)
    }) {
      return own.text
    }
    guard !figure.isAside else { return nil }
    let isTarget = figure.quantity.role == .target
    if let before = holding.last(where: { date in
      date.tokens.upperBound <= figure.tokens.lowerBound
        && date.tokens.lowerBound >= sentence.lowerBound
        && (isTarget || date.kind != .deadline || !isTargetDate(date, figures))
        && reaches(date, index, figures, in: text)
    }) {
      return before.text
    }
    if let behind = holding.first(where: { date in
      date.tokens.lowerBound >= figure.tokens.upperBound
        && date.tokens.upperBound <= sentence.upperBound
        && (date.kind == .stated || date.tokens.lowerBound < next
          || isListed(figure, date, in: text))
        && (isTarget || date.kind != .deadline)
    }) {
      return behind.text
    }
    if isTarget || isOfUnknownTime(figure, in: text) { return nil }
    if let stated = scope.stated { return stated }
    // Behind a date in passing it is open which date holds.
    let isOpen = holding.contains {
      $0.tokens.upperBound <= sentence.lowerBound && $0.text != scope.base?.description
    }
    return isOpen ? nil : scope.base?.description
  }

  /// Whether a clause is of a time that only the reader of the report knows: a year ago.
  private func isOfUnknownTime(_ figure: SpacedFigure, in text: SpacedText) -> Bool {
    let clause = text.clause(around: figure.tokens, words)
    guard let found = words[.relativeDates].last(in: clause, of: text) else { return false }
    // 5 more than last year.
    return words[.compared].length(endingAt: found.lowerBound, in: text) == nil
      && words[.datesSince].length(endingAt: found.lowerBound, in: text) == nil
  }

  /// Whether a figure and those to a date are one list: 512 births and 287 deaths in 2019.
  private func isListed(_ figure: SpacedFigure, _ date: SpacedDate, in text: SpacedText) -> Bool {
    let gap = figure.tokens.upperBound..<date.tokens.lowerBound
    return words[.states].last(in: gap, of: text) == nil
      && gap.allSatisfy { !text.endsClause($0, words) }
  }

  /// Whether a date stands behind a figure in its clause, or in parentheses right behind it.
  private func isBeside(_ figure: SpacedFigure, _ date: SpacedDate, in text: SpacedText) -> Bool {
    let clause = text.clause(around: figure.tokens, words)
    if date.tokens.lowerBound < clause.upperBound { return true }
    return text[clause.upperBound]?.text == "("
      && text.clause(around: date.tokens, words).lowerBound == clause.upperBound + 1
  }

  /// Whether a date is of a figure that is yet to be reached.
  private func isTargetDate(_ date: SpacedDate, _ figures: [SpacedFigure]) -> Bool {
    figures.contains { figure in
      figure.quantity.role == .target && figure.tokens.lowerBound >= date.tokens.upperBound
    }
  }

  /// Whether a date before a figure holds for it: one right behind an earlier figure is of that one
  /// and of those that go on from it without a verb of their own.
  private func reaches(
    _ date: SpacedDate, _ index: Int, _ figures: [SpacedFigure], in text: SpacedText
  ) -> Bool {
    guard
      let owner = figures[..<index]
        .last(where: {
          $0.tokens.upperBound <= date.tokens.lowerBound && isBeside($0, date, in: text)
        })
    else { return true }
    guard !owner.isAside else { return false }
    let gap = date.tokens.upperBound..<figures[index].tokens.lowerBound
    let clause = text.clause(around: figures[index].tokens, words)
    return words[.states].last(in: gap, of: text) == nil
      && words[.states]
        .last(
          in: figures[index].tokens
            .upperBound..<max(
              figures[index].tokens.upperBound, clause.upperBound), of: text) == nil
  }

  // MARK: Places

  /// Whether a figure stands between two commas, and a place in the clause behind them: the lowest, 52%,
  /// was in Stone ward.
  private func isApposed(
    _ figure: SpacedFigure, before place: SpacedPlace, in text: SpacedText
  ) -> Bool {
    let end = figure.tokens.upperBound
    guard text[figure.tokens.lowerBound - 1]?.text == ",", text[end]?.text == "," else {
      return false
    }
    return words[.copulas].length(at: end + 1, in: text) != nil
      && text.clause(around: place.tokens, words).lowerBound == end + 1
  }

  private func place(
    of index: Int, _ figures: [SpacedFigure], in text: SpacedText, _ places: [SpacedPlace],
    _ scope: inout SpacedScope
  ) -> String? {
    let figure = figures[index]
    let sentence = text.sentence(around: figure.tokens, words)
    let clause = text.clause(around: figure.tokens, words)
    let next =
      index + 1 < figures.count ? figures[index + 1].tokens.lowerBound : sentence.upperBound
    // Ward 7 (94%), Ward 3 (91%): the place right before the brackets is the figure's.
    if let own = places.first(where: {
      $0.name != nil && $0.tokens.upperBound == figure.tokens.lowerBound - 1
        && text[$0.tokens.upperBound]?.text == "("
    }) {
      return own.name.map { scope.name($0) }
    }
    let subjects = places.filter { context.places.isSubject($0, in: text) }
    let behind = subjects.first {
      $0.tokens.lowerBound >= figure.tokens.upperBound && $0.tokens.upperBound <= next
        && ($0.tokens.lowerBound < clause.upperBound || isApposed(figure, before: $0, in: text))
    }
    let before = subjects.last {
      $0.tokens.upperBound <= figure.tokens.lowerBound
        && $0.tokens.lowerBound >= sentence.lowerBound
    }
    guard let place = behind ?? before else { return scope.place }
    // In Redhill block and Stone block: both of them are.
    guard context.places.list(of: place, among: places, in: text).count == 1 else { return nil }
    return place.name.map { scope.name($0) } ?? scope.home
  }
}
