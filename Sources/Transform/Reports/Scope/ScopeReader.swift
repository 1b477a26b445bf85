internal import ChineseText
internal import SurveyModel

/// Reads the dates and the places of a report that govern its figures.
struct ScopeReader: Sendable {
  private let places: [Place]
  private let words: ScopeWords

  init(
    places: [Place], language: ReportLanguage, dates: DateMention, roles: RoleReader
  ) {
    self.places = places
    words = ScopeWords(language, dates: dates, roles: roles)
  }

  /// How many characters of a report are looked through for its date and its places.
  private static let reach = 20_000
  /// The characters of a title, at least: less are the words of a page's menu.
  private static let shortestTitle = 5
  /// How long a title or a line with the day of publication is, at most.
  private static let longestLine = 60

  /// What holds at the start of a document: its dates and its place.
  ///
  /// - Parameters:
  ///   - document: The report.
  ///   - folder: Folds its text.
  ///   - repair: Undoes its damage, in names of places too.
  /// - Returns: The scope.
  func scope(
    of document: ReportDocument, folder: TextFolder, repair: inout DocumentRepair
  ) -> ReportScope {
    var lines: [[Unicode.Scalar]] = []
    var read = 0
    for paragraph in document.paragraphs {
      guard read < Self.reach else { break }
      let line = repair.scalars(of: paragraph).prefix(Self.reach)
        .compactMap { folder.folded($0) ?? ($0.properties.isWhitespace ? "|" : nil) }
      read += line.count + 1
      if !line.isEmpty { lines.append(line) }
    }
    let names = PlaceNames(
      lines, gazetteer: places.map { (folder.folded($0.name), $0.name) }, words: words)
    let head = lines.lazy.filter { $0.count >= Self.shortestTitle }.prefix(3)
      .filter { $0.count <= Self.longestLine && $0.last != "。" }
    let home =
      head.lazy.compactMap { names.subject(of: $0) }.first
      ?? lines.first.flatMap { names.chain(at: 0, in: $0)?.name } ?? names.mostNamed
      ?? places.first?.name
    let ofEra = lines.contains(where: words.dates.usesEra)
    let titled = head.lazy.filter { words.headings.mayBeTitle($0) }
      .compactMap { self.titled($0, ofEra) }.first
    let dates = ReportDates(
      published: published(lines, titled: titled, ofEra), titled: titled,
      declared: lines.lazy.compactMap(declared).first, usesEra: ofEra)
    return ReportScope(dates: dates, home: home, names: names, words: words, title: Array(head))
  }

  /// The day of publication: the first full date of a line of its own near the head or the end, or
  /// else that of the head where the title has no year: of a newspaper's dateline to the day, of
  /// what the text tells only the year.
  private func published(
    _ lines: [[Unicode.Scalar]], titled: CalendarDate?, _ ofEra: Bool
  ) -> CalendarDate? {
    let ends = lines.prefix(12) + lines.dropFirst(12).suffix(3)
    for line in ends where line.count <= Self.longestLine {
      // 2017年3月1日,普查启动: a sentence that begins with a day tells of that day.
      guard let own = fullDate(line, ofEra), own.end == line.count || line[own.end] != "," else {
        continue
      }
      return own.date
    }
    guard titled == nil else { return nil }
    let head = Array(lines.joined().prefix(3000))
    guard let found = fullDate(head, ofEra) else { return nil }
    if words.dateline.stand(at: found.end, in: head) { return found.date }
    // A chronicle appeared no sooner than its last day.
    let years = words.dates.dates(in: head, ofEra: ofEra)
      .filter { found in
        let end = found.end + (words.yearEnds.length(at: found.end, in: head) ?? 0)
        return found.date.precision != .year && !words.beforeDate.stand(at: end, in: head)
      }
      .map(\.date.year)
    return CalendarDate(year: years.max() ?? found.date.year)
  }

  private func fullDate(
    _ text: [Unicode.Scalar], _ ofEra: Bool
  ) -> (date: CalendarDate, end: Int)? {
    words.dates.dates(in: text, ofEra: ofEra).first { $0.date.precision == .day }
  }

  /// The year or month that a title gives the report.
  private func titled(_ text: [Unicode.Scalar], _ ofEra: Bool) -> CalendarDate? {
    words.dates.dates(in: text, ofEra: ofEra).first { $0.date.precision != .day }?.date
  }

  /// The date that the report itself gives its figures: 数据截至2021年10月31日, or
  /// 以2020年11月1日零时为标准时点.
  private func declared(_ text: [Unicode.Scalar]) -> CalendarDate? {
    for at in text.indices {
      if let length = words.declared.length(at: at, in: text),
        let found = words.dates.date(at: at + length, in: text)
      {
        return found.date
      }
      // 现将2020年11月1日零时人口公布如下; 现将2020年情况汇报如下 names no day.
      if let length = words.declaredDay.length(at: at, in: text),
        let found = words.dates.date(at: at + length, in: text), found.date.precision == .day
      {
        return found.date
      }
    }
    return words.dates.dates(in: text)
      .first { found in
        found.date.precision == .day
          && words.declaredBehind.first(
            in: found.end..<min(text.count, found.end + 8), of: text) != nil
      }?
      .date
  }
}
