internal import ChineseText
package import SurveyModel

/// Reads the figures that a report states.
///
/// A report goes through layers that each keep the way back to the file: its characters are
/// repaired, folded, read as quantities, given their date and place, and named by the catalogue.
package struct FactReader: Sendable {
  private let folder: TextFolder?
  private let quantities: QuantityReader
  private let matcher: IndicatorMatcher?
  private let scopes: ScopeReader
  private let figureWords: FigureWords
  private let tableWords: TableWords
  private let tableUnits: TableUnits
  private let noteMarks: NoteMarks
  private let movement: Movement
  private let respective: RespectiveList
  private let labelled: LabelledList
  private let goesOn: Words
  let spaced: [SpacedFactReader]
  private let vocabulary: [String]
  /// The words of clauses that ask.
  private let questions: [String]
  private let codes: PlaceCodes?
  private let checker: FactChecker

  /// Prepares to read reports.
  ///
  /// - Parameters:
  ///   - catalogue: The indicators and units.
  ///   - places: The gazetteer, or nothing.
  package init(catalogue: IndicatorCatalogue, places: [Place]) {
    folder = try? TextFolder()
    let language = catalogue.language("zh")
    quantities = QuantityReader(catalogue, language)
    figureWords = FigureWords(catalogue, language)
    matcher = folder.map { [figureWords] in
      IndicatorMatcher(catalogue, folder: $0, words: figureWords)
    }
    tableWords = TableWords(language)
    noteMarks = NoteMarks(raised: language.find(.raisedUnits))
    tableUnits = TableUnits(quantities.units, language, words: tableWords)
    movement = Movement(language)
    respective = RespectiveList(language, figureWords)
    labelled = LabelledList(language, figureWords)
    goesOn = language.find(.goesOn)
    spaced = catalogue.spacedLanguages.map {
      SpacedFactReader($0, catalogue: catalogue, places: places)
    }
    scopes = ScopeReader(
      places: places, language: language, dates: quantities.dates,
      roles: quantities.qualifiers.roles)
    codes =
      places.isEmpty
      ? nil
      : folder.map { PlaceCodes(places, folder: $0, officialEnds: language[.officialEnds]) }
    checker = FactChecker(catalogue: catalogue)
    questions = language[.questions]
    vocabulary = catalogue.indicators.flatMap { indicator in
      [indicator.label.zh ?? ""] + indicator.synonyms + indicator.topics
    }
  }

  /// The figures of a document, in order, and what was found wrong with it.
  package func facts(in document: ReportDocument) -> (facts: [Fact], log: DiagnosticLog) {
    let reading = read(document)
    return (checker.tellingContradictions(of: reading.facts), reading.log)
  }

  private func read(_ document: ReportDocument) -> (facts: [Fact], log: DiagnosticLog) {
    var log = DiagnosticLog()
    if let script = ReportScript(document), script == .spaced {
      return spacedFacts(in: document)
    }
    guard let folder, let matcher else {
      log.record(
        Diagnostic(
          .sourceUnreadable, at: SourceLocation(file: document.name),
          "expected OpenCC's character tables, found none",
          remedy: "install libopencc-data"))
      return ([], log)
    }
    var repair = DocumentRepair(
      document, folder: folder, vocabulary: vocabulary, questions: questions, marks: noteMarks)
    var pass = Pass(
      document: document, scope: scopes.scope(of: document, folder: folder, repair: &repair),
      log: log)
    let paragraphs = BrokenFigure(quantities.units, folder: folder).joined(document.paragraphs)
    var index = 0
    while index < paragraphs.count {
      if let table = ReportTable(
        at: index, of: paragraphs, repair: &repair, words: tableWords, units: tableUnits)
      {
        read(table, matcher, &repair, &pass)
        index += table.paragraphs
      } else {
        let before = pass.facts.count
        read(paragraphs[index], matcher, &repair, &pass)
        tell(paragraphs[index], withFigures: pass.facts.count - before, &repair, &pass)
        index += 1
      }
    }
    return (pass.facts, pass.log)
  }

  /// Reads the figures of a table, and tells once a column of numbers that are none for want of a
  /// unit.
  private func read(
    _ table: ReportTable, _ matcher: IndicatorMatcher, _ repair: inout DocumentRepair,
    _ pass: inout Pass
  ) {
    pass.scope.enterTable(table.heading)
    var told: Set<Int> = []
    for item in table.items {
      switch item {
      case .cell(let cell):
        let before = pass.facts.count
        read(cell, matcher, &pass)
        if pass.facts.count == before, told.insert(cell.column).inserted {
          pass.log.record(
            ReportTable.Doubt.unit.diagnostic(of: cell.paragraph, in: pass.document))
        }
      case .aside(let paragraph): read(paragraph, matcher, &repair, &pass)
      case .unread(let paragraph, let doubt):
        pass.log.record(doubt.diagnostic(of: paragraph, in: pass.document))
      }
    }
    pass.scope.leaveTable()
  }

  /// Tells of a row of numbers that no titles say anything of; once of rows one behind the other.
  private func tell(
    _ paragraph: ReportDocument.Paragraph, withFigures figures: Int, _ repair: inout DocumentRepair,
    _ pass: inout Pass
  ) {
    let numbers = tableUnits.numbers(in: TableLine(paragraph, &repair)?.own ?? [])
    let isRow = numbers > 1 && figures < numbers
    if isRow, !pass.isAmongRows {
      pass.log.record(ReportTable.Doubt.untitled.diagnostic(of: paragraph, in: pass.document))
    }
    pass.isAmongRows = isRow
  }

  /// Reads the figures of a paragraph.
  private func read(
    _ paragraph: ReportDocument.Paragraph, _ matcher: IndicatorMatcher,
    _ repair: inout DocumentRepair, _ pass: inout Pass
  ) {
    let text = repair.text(of: paragraph)
    pass.scope.enterParagraph(text.scalars)
    read(text, paragraph, cell: nil, matcher, &pass)
    if Self.endsInNumber(text.scalars), let last = text.scalars.indices.last {
      pass.cut = paragraph.position(of: text.map.end(of: last) - 1) + 1
    }
  }

  /// Reads the figure of a table's cell.
  private func read(_ cell: ReportTable.Cell, _ matcher: IndicatorMatcher, _ pass: inout Pass) {
    let text = ReportText(
      cell.text, cell.figure, between: cell.words, and: cell.unit, at: cell.unitPlace)
    pass.scope.enterParagraph(text.scalars)
    read(text, cell.paragraph, cell: cell, matcher, &pass)
  }

  /// What reading a document has come to.
  private struct Pass {
    let document: ReportDocument
    var scope: ReportScope
    var facts: [Fact] = []
    var log: DiagnosticLog
    /// Where the paragraph before ended in digits that may go on in this one; nil where it did not.
    var cut: Int?
    /// Whether the paragraph before was a row of numbers without titles.
    var isAmongRows = false

    /// Takes the value of the figure that ends where a line was cut.
    mutating func leaveOpen(endingAt end: Int) {
      guard let index = facts.indices.last, facts[index].end == end, !facts[index].isDamaged,
        let value = facts[index].value
      else { return }
      facts[index].isDamaged = true
      facts[index].possible = [value]
      facts[index].value = nil
      (facts[index].low, facts[index].high) = (nil, nil)
      log.record(FactReader.unclear(facts[index], in: document))
    }
  }

  /// Whether words end in digits, perhaps with a point or comma behind them.
  ///
  /// A line of digits alone is the number of a page, or a cell.
  private static func endsInNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last, text.contains(where: { $0.value >= 0x3400 }) else { return false }
    if last.isDigit { return true }
    return (last == "." || last == ",") && text.count > 1 && text[text.count - 2].isDigit
  }

  /// Reads the figures of a paragraph, or of a cell with its words.
  private func read(
    _ text: ReportText, _ paragraph: ReportDocument.Paragraph, cell: ReportTable.Cell?,
    _ matcher: IndicatorMatcher, _ pass: inout Pass
  ) {
    var found = quantities.quantities(in: text.scalars, ofEra: pass.scope.usesEra)
    if let cell { cell.keepOwn(&found) }
    let start = text.scalars.first.map { $0 == "." || $0 == "," } ?? false ? 1 : 0
    if let cut = pass.cut, start < text.scalars.count, text.scalars[start].isDigit {
      if let first = found.first, first.number.lowerBound == start, !first.isDamaged {
        found[0].isDamaged = true
        found[0].possible = [first.value]
      }
      pass.leaveOpen(endingAt: cut)
    }
    pass.cut = nil
    let ranges = found.map(\.range)
    var sieves = SentenceSieve()
    var rivals: [String: [Range<Int>]] = [:]
    for quantity in found where !quantity.isThreshold {
      rivals[quantity.unit, default: []].append(quantity.range)
    }
    var previous: IndicatorWords?
    var whole: IndicatorWords?
    // The indicators of the last figures of a unit in the sentence that are no changes.
    var stocks: [String: String] = [:]
    var sentence = 0
    var labels = Labels()
    // Whether a part of the places is counted in the sentence.
    var isOfPlaces = false
    for (index, quantity) in found.enumerated()
    where !quantity.isThreshold && !quantity.unit.isEmpty {
      let context = self.context(of: index, among: found, rivals: rivals, in: text.scalars)
      let list = respective.place(of: index, figures: ranges, in: text.scalars)
      let share = list.flatMap { respective.share(of: $0, figures: ranges, in: text.scalars) }
      let named = share?.context ?? context
      var indicator = matcher.indicator(
        of: named, unit: quantity.unit,
        sieve: share.map { SentenceSieve.sieve(of: $0.context) } ?? sieves.next(context),
        title: pass.scope.title,
        changing: context.sentence.lowerBound == sentence ? stocks[quantity.unit] : nil)
      if indicator == nil, index > 0, found[index - 1].unit == quantity.unit,
        movement.leads(from: ranges[index - 1], to: ranges[index], in: text.scalars)
      {
        indicator = previous
      }
      if indicator == nil, index > 0, found[index - 1].role == .change, quantity.role != .change,
        isReached(ranges[index], behind: ranges[index - 1], in: text.scalars)
      {
        let change = self.context(of: index - 1, among: found, rivals: rivals, in: text.scalars)
        indicator = matcher.indicator(
          of: change, unit: quantity.unit, sieve: sieves.next(change), title: pass.scope.title)
      }
      if let units = indicator?.splitUnits, Self.isSplit(index, among: found, units: units) {
        indicator = nil
      }
      let group = labels.take(
        &indicator, at: quantity.range, of: quantity.unit, labelled, in: text.scalars)
      // 居民参保人数同比少3800人: the name is that of how many there are.
      let isOfStock =
        quantity.role == .change && indicator?.kind == .stock
        && indicator?.changeOf.isEmpty ?? false
      if cell?.isNarrow ?? false || quantity.isOfSome || isOfStock { indicator = nil }
      // 其中脱贫户64人, of 180 workers: a part of what is no whole is none either.
      if context.sentence.lowerBound != sentence {
        whole = nil
        stocks = [:]
        isOfPlaces = false
      }
      sentence = context.sentence.lowerBound
      if quantity.role != .change { stocks[quantity.unit] = indicator?.id }
      if indicator?.extent == .whole {
        let isPart = quantity.role == .subset || Self.isInBrackets(index, of: found, text.scalars)
        // 有劳动力的脱贫户980户2100人: what narrows the households narrows their members.
        let isOfPart =
          index > 0 && previous == nil && ranges[index - 1].upperBound == ranges[index].lowerBound
        if isPart && whole == nil || isOfPart || isOfPlaces && !context.isOfHome {
          indicator = nil
        } else {
          whole = indicator
        }
      }
      // 3个自然村总人口460人 of a county's report: nobody says that it has no more.
      if context.isAlone, indicator?.extent == .whole, context.isOfPlaces(quantity.unit) {
        indicator = nil
      }
      isOfPlaces = isOfPlaces || indicator == nil && context.isOfPlaces(quantity.unit)
      previous = indicator
      pass.scope.advance(
        to: context, item: share?.item, of: share == nil ? list : nil, in: text.scalars)
      var fact = fact(quantity, indicator, text, paragraph, pass.document)
      let isOrigin = becomes(index, among: found, in: text.scalars)
      fact.asOf = isOrigin ? pass.scope.earlier : pass.scope.asOf(quantity.role)
      fact.place = cell?.place ?? pass.scope.place
      if let name = fact.place { fact.placeCode = code(of: name, pass.scope) }
      // 计划从84.5%提高到93%: it comes from what is.
      if isOrigin {
        if fact.role == .target { fact.role = nil }
      } else if fact.role == nil || fact.role == .subset,
        pass.scope.isAhead(fact.asOf) && !(quantity.unit == "yuan" && context.isDecided)
          || pass.scope.isPlanned(context)
      {
        fact.role = .target
      }
      if fact.role == .target { fact.asOf = pass.scope.due(fact.asOf, in: context) }
      fact.population =
        pass.scope.population(context) ?? group.map { text.scalars.string($0) }
      pass.facts.append(fact)
      if fact.isDamaged {
        pass.log.record(Self.unclear(fact, in: pass.document))
      }
    }
    pass.scope.finish(text.scalars)
  }

  /// The label of the list that is read.
  private struct Labels {
    private var indicator: IndicatorWords?
    private var unit = ""
    private var end = 0

    /// Gives a figure of a list the name that its label has given the first one.
    ///
    /// - Returns: Where the group stands that it is of, or nil.
    mutating func take(
      _ own: inout IndicatorWords?, at figure: Range<Int>, of unit: String,
      _ list: LabelledList, in text: [Unicode.Scalar]
    ) -> Range<Int>? {
      let last = (indicator: indicator, unit: self.unit, end: end)
      (indicator, self.unit, end) = (nil, unit, figure.upperBound)
      let owner: LabelledList.Owner
      if let first = list.owner(behindLabelBefore: figure.lowerBound, in: text) {
        (owner, indicator) = (first, own)
      } else if last.indicator != nil, last.unit == unit, own == nil, last.end <= figure.lowerBound,
        let next = list.owner(in: last.end..<figure.lowerBound, goingOnIn: text)
      {
        (owner, indicator) = (next, last.indicator)
      } else {
        return nil
      }
      guard case .group(let words) = owner else {
        own = indicator
        return nil
      }
      // 帮扶情况:监测对象30户: the name is the group's own.
      let group = text.string(words)
      if let name = indicator, name.kind != .rate, name.isCalled(by: group) {
        indicator = nil
        return nil
      }
      // A group has a rate of its own, but only a part of a total.
      own = indicator?.kind == .rate ? indicator : nil
      return own == nil ? nil : words
    }
  }

  /// Whether a figure is what something came to by the change before it: 参保率提高1.2个百分点,达到98%.
  private func isReached(
    _ figure: Range<Int>, behind change: Range<Int>, in text: [Unicode.Scalar]
  ) -> Bool {
    var at = figure.lowerBound
    while at > change.upperBound, let length = figureWords.introducing(at, in: text) {
      at -= length
    }
    return at < figure.lowerBound && at == change.upperBound + 1 && text[at - 1] == ","
  }

  /// Whether a figure stands in brackets behind one of its unit: 党员29名(女6名).
  private static func isInBrackets(
    _ index: Int, of found: [Quantity], _ text: [Unicode.Scalar]
  ) -> Bool {
    let figure = found[index]
    let reach = max(0, figure.range.lowerBound - longestBrackets)..<figure.range.lowerBound
    guard let open = text[reach].lastIndex(of: "("), !text[open..<reach.upperBound].contains(")")
    else { return false }
    return found[..<index].contains { $0.range.upperBound == open && $0.unit == figure.unit }
  }

  /// The characters in brackets before a figure, at most.
  private static let longestBrackets = 40

  /// The code of a place that the report names.
  private func code(of place: String, _ scope: ReportScope) -> String? {
    guard let folder, let codes else { return nil }
    return codes.code(
      of: folder.folded(place), within: scope.around(place).map { folder.folded($0) })
  }

  /// Whether a figure is what the next one came from: 由79%提高到94%.
  private func becomes(
    _ index: Int, among found: [Quantity], in text: [Unicode.Scalar]
  ) -> Bool {
    guard index + 1 < found.count, found[index].role != .change else { return false }
    return movement.leads(from: found[index].range, to: found[index + 1].range, in: text)
  }

  /// Whether a figure stands right beside one of other units that count the same: 8镇5乡.
  private static func isSplit(
    _ index: Int, among found: [Quantity], units: Set<String>
  ) -> Bool {
    [index - 1, index + 1]
      .contains { other in
        guard found.indices.contains(other), units.contains(found[other].unit) else { return false }
        let (first, second) = (found[min(index, other)].range, found[max(index, other)].range)
        return second.lowerBound - first.upperBound <= 1
      }
  }

  /// How far around a figure its name is looked for, at most.
  private static let longestSentence = 300

  private func context(
    of index: Int, among found: [Quantity], rivals: [String: [Range<Int>]],
    in text: [Unicode.Scalar]
  ) -> FigureContext {
    let figure = found[index].range
    var start = figure.lowerBound
    let lowest = max(0, figure.lowerBound - Self.longestSentence)
    while start > lowest, !text[start - 1].endsSentence || continues(start, text) { start -= 1 }
    var end = figure.upperBound
    let highest = min(text.count, figure.upperBound + Self.longestSentence)
    while end < highest, !text[end].endsSentence { end += 1 }
    let previous = found[..<index].last { !$0.isThreshold }?.range.upperBound ?? 0
    let next = found[(index + 1)...].first { !$0.isThreshold }?.range.lowerBound ?? end
    return FigureContext(
      text: text, words: figureWords, figure: figure, sentence: start..<end,
      previousEnd: min(max(previous, start), figure.lowerBound),
      nextStart: max(min(next, end), figure.upperBound), rivals: rivals[found[index].unit] ?? [])
  }

  /// Whether a sentence only says more of the one before it: 其中, and lists with semicolons.
  private func continues(_ start: Int, _ text: [Unicode.Scalar]) -> Bool {
    text[start - 1] == ";" || goesOn.stand(at: start, in: text)
  }

  private func fact(
    _ quantity: Quantity, _ indicator: IndicatorWords?, _ text: ReportText,
    _ paragraph: ReportDocument.Paragraph, _ document: ReportDocument
  ) -> Fact {
    let local = text.map.range(of: quantity.range)
    let start = paragraph.position(of: local.lowerBound)
    let end = local.isEmpty ? start : paragraph.position(of: local.upperBound - 1) + 1
    var role = quantity.role
    if role == nil {
      switch indicator?.kind {
      case .target: role = .target
      case .rule: role = .rule
      default: break
      }
    }
    return Self.fact(
      quantity, indicator: indicator?.id, role: role, from: start, to: end, in: document)
  }

  /// The fact that a quantity between two positions states; a damaged one has no value.
  static func fact(
    _ quantity: Quantity, indicator: String?, role: Fact.Role?, from start: Int, to end: Int,
    in document: ReportDocument
  ) -> Fact {
    let isDamaged = quantity.isDamaged
    return Fact(
      indicator: indicator, value: isDamaged ? nil : quantity.value, unit: quantity.unit,
      qualifier: quantity.qualifier, low: isDamaged ? nil : quantity.low,
      high: isDamaged ? nil : quantity.high, role: role,
      text: document.text(from: start, to: end), start: start, end: end, isDamaged: isDamaged,
      possible: quantity.possible, resolution: quantity.resolution)
  }
}
