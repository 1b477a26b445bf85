import ChineseText
import SurveyModel

/// Reads the cells of one column as the values of one variable.
struct ValueReader {
  /// What a cell says.
  enum Reading: Hashable {
    /// A value of the variable, or why there is none.
    case value(Value)
    /// A place, as its code, found by more than its own name.
    case interpreted(Value, Diagnostic.Code)
    /// A place, as its code, that a line of the decisions file says the name means.
    case decided(Value, line: Int)
    /// Something that is no value: the code of the finding and what was expected.
    case unreadable(Diagnostic.Code, expected: String)
    /// A place name that does not resolve, with candidates for an analyst.
    case unplaced(Diagnostic.Code, candidates: [Place])
  }

  /// The most bytes of a cell that is read as anything but a text: no code, number or name has more.
  static let longest = 4096

  let variable: VariableDefinition
  /// What one of the column's numbers is in the base unit.
  let scale: Double
  /// The numbers that stand for a missing value.
  let missingNumbers: [Double]
  /// What the marks in the numbers of texts mean.
  var decimals: DecimalText
  /// Whether a date may stand for a missing value.
  var hasMissingDates: Bool { !missingDates.isEmpty }
  /// Whether the values are numbers: a text is looked for among the missing ones by its value, too.
  private var isNumber: Bool { variable.kind == .number || variable.kind == .integer }

  private let context: TransformContext
  private let codes: [String: String]
  private let missing: [String: MissingReason]
  private let missingDates: [CalendarDate: MissingReason]
  private let numbers: NumberText
  private let dates: DateCellReader
  private let footnotes: [String]
  private let separators: [String]

  /// - Parameters:
  ///   - variable: The variable.
  ///   - scale: What one of the column's numbers is in the base unit.
  ///   - context: What all worksheets share.
  ///   - unit: The unit that the header gives to a variable without one: words for it count as the
  ///     column's numbers do.
  ///   - epoch: The day that the worksheet's numbers of dates count from.
  init(
    variable: VariableDefinition, scale: Double, context: TransformContext, unit: String? = nil,
    epoch: DateEpoch = .year1900
  ) {
    self.variable = variable
    decimals = DecimalText(mark: variable.decimalMark)
    self.scale = scale
    self.context = context
    let own = context.folder.words(variable.codes, of: variable.kind)
    codes = variable.kind == .boolean ? context.flags(beside: own) : own
    // A text that is a code of the variable is none of the offices' words for nothing.
    var missing = context.missing(of: variable.kind)
    for word in own.keys { missing[word] = nil }
    missing.merge(
      context.folder.words(variable.missing, of: variable.kind), uniquingKeysWith: { $1 })
    self.missing = missing
    missingNumbers = missing.keys.compactMap { Double($0) }
    let dates = DateCellReader(
      formats: variable.dateFormats, months: context.months, names: context.dates,
      asOf: context.asOf, folder: context.folder, epoch: epoch)
    missingDates = variable.kind == .date ? Self.dates(of: missing, dates) : [:]
    self.dates = dates
    let units =
      variable.unit == nil
      ? context.units.words(of: unit).map { ($0.word, $0.factor * scale) }
      : context.units.words(of: variable.unit)
    numbers = NumberText(
      approximations: context.approximations, units: units, scale: scale,
      yuanSigns: context.units.isMoney(variable.unit) ? context.yuanSigns : [],
      brackets: variable.brackets)
    footnotes = variable.footnotes.map { context.folder.folded($0) }.filter { !$0.isEmpty }
    separators = variable.separators.isEmpty ? Answers.separators : variable.separators
  }

  /// The dates that stand for a missing value, so that they do in a cell that is a date, too.
  private static func dates(
    of missing: [String: MissingReason], _ reader: DateCellReader
  ) -> [CalendarDate: MissingReason] {
    var dates: [CalendarDate: MissingReason] = [:]
    for (word, reason) in missing.sorted(by: { $0.key < $1.key }) {
      let isoDate = CalendarDate(iso: word)
      guard let date = isoDate ?? reader.read(word).date else { continue }
      if isoDate != nil || dates[date] == nil { dates[date] = reason }
    }
    return dates
  }

  /// Recognises the texts that are values of the variable as they stand; nil where none is.
  var plainText: PlainText? {
    PlainText(
      variable, missing: missing.keys, folder: context.folder, provinces: context.provinces)
  }

  /// Reads a cell.
  ///
  /// - Parameters:
  ///   - cell: The cell as the file has it.
  ///   - container: Where a place is looked for, as far as that is known.
  /// - Returns: The value, or why there is none.
  func read(_ cell: Value, within container: PlaceContainer?) -> Reading {
    switch cell {
    case .missing: return .value(cell)
    case .text(let text):
      guard text.utf8.count <= Self.longest else { return read(long: text) }
      return read(text, within: container)
    case .number(let number): return read(number, within: container)
    case .boolean(let flag): return read(flag, within: container)
    case .dateTime(let days):
      guard let date = DateText.read(serial: days) else { return unreadable }
      return read(date)
    case .date(let date): return read(date)
    case .error(let code):
      // `#N/A` is a text in CSV and an error in a workbook.
      let word = word(code)
      if let reason = missing[word] { return .value(.missing(reason)) }
      if code == Value.uncalculatedCode {
        return .unreadable(.cellUncalculated, expected: "a formula with its value")
      }
      if [.code, .answers].contains(variable.kind), let code = codes[word] {
        return .value(.text(code))
      }
      return .unreadable(.cellError, expected: "a value and no error (\(code))")
    case .time, .duration: return unreadable
    }
  }

  /// Whether a cell says, in a word of its own, that there is no value; one that nobody could read is
  /// not such a cell.
  func isMissing(_ cell: Value) -> Bool {
    guard case .value(.missing(let reason)) = read(cell, within: nil) else { return false }
    return reason != .unreadable
  }

  /// The form in which a text is looked for among codes and missing texts.
  private func word(_ text: String) -> String {
    variable.kind.word(context.folder.foldedValue(text))
  }

  private func read(long text: String) -> Reading {
    guard !text.unicodeScalars.contains("\u{FFFD}") else {
      return .unreadable(
        .cellReplacedCharacters, expected: "a text whose characters are all known")
    }
    if variable.kind == .text { return kept(text.trimmed, of: text) }
    return .unreadable(
      .cellTooLong, expected: "at most \(Self.longest) bytes in a cell of no open text")
  }

  private func read(_ text: String, within container: PlaceContainer?) -> Reading {
    guard !text.unicodeScalars.contains("\u{FFFD}") else {
      return .unreadable(
        .cellReplacedCharacters, expected: "a text whose characters are all known")
    }
    if variable.kind.isOfTexts, LostDigits.areIn(text) {
      return .unreadable(.cellDigitsLost, expected: "all digits, and not a number that was rounded")
    }
    if StruckText.isStruck(text) { return readStruck(text) }
    // A key is any text, so that it would have the mark in it; circled numbers may tell keys apart.
    if variable.kind == .identifier, let footnoted = FootnotedText(text), footnoted.isRaised {
      return read(footnoted, within: container) ?? identifier(text)
    }
    let reading = readWhole(text, within: container)
    switch reading {
    case .value, .interpreted, .decided: return reading
    case .unreadable, .unplaced:
      return FootnotedText(text).flatMap { read($0, within: container) } ?? reading
    }
  }

  /// What is said of a text of which something is struck out: an open text that may be missing is what
  /// is left of it.
  private func readStruck(_ text: String) -> Reading {
    guard variable.kind == .text, !variable.isRequired else {
      return .unreadable(
        .cellStruckOut, expected: "a value of which no character is struck out")
    }
    let rest = StruckText.rest(of: text)
    return .interpreted(rest.isEmpty ? .blank : .text(rest), .cellStruckOut)
  }

  /// Reads a text without the mark of its footnote; nil where that is no value either, or where the
  /// mark may belong to the value.
  private func read(_ footnoted: FootnotedText, within container: PlaceContainer?) -> Reading? {
    let rest = readWhole(String(footnoted.base), within: container)
    switch rest {
    case .unreadable, .unplaced: return nil
    case .value(.missing): return rest
    case .value, .interpreted, .decided: break
    }
    if isNumber {
      guard !footnoted.mayEndInUnit else { return nil }
      guard !footnoted.isPower else {
        return .unreadable(
          .cellNotANumber, expected: "a number without an exponent, or without a footnote's mark")
      }
    }
    if case .value(let value) = rest { return .interpreted(value, .cellFootnoteMark) }
    return rest
  }

  private func readWhole(_ text: String, within container: PlaceContainer?) -> Reading {
    let written = context.folder.foldedValue(text)
    if written.isEmpty { return .value(.blank) }
    guard let folded = isNumber ? decimals.pointed(written) : written else {
      return .unreadable(.cellAmbiguousNumber, expected: "a number whose decimal mark is certain")
    }
    if let reason = missing[isNumber ? folded : variable.kind.word(folded)] {
      return .value(.missing(reason))
    }
    switch variable.kind {
    case .text: return named(text) ?? kept(text.trimmed, of: text)
    case .identifier: return identifier(text)
    case .integer, .number:
      guard let reading = numbers.read(folded) else {
        return range(folded) ?? footnoted(folded, within: container) ?? percentage(folded)
          ?? unreadable
      }
      if reading.factor == nil, missingNumbers.contains(reading.number),
        let reason = missing[reading.number.plain]
      {
        return .value(.missing(reason))
      }
      return number(reading.number.scaled(by: reading.factor ?? scale))
    case .date: return date(dates.read(folded))
    case .boolean: return boolean(code(folded))
    case .code: return coded(code(folded))
    case .answers: return answers(text, folded)
    // Its length and its check digit say whether its parts belong together.
    case .residentID: return residentID(context.folder.folded(text))
    case .place(let level, _): return place(text, level: level, within: container)
    }
  }

  /// The value of a text, and that it is not the text as it stands.
  private func kept(_ value: String, of text: String) -> Reading {
    // Two texts that look the same may still be other bytes.
    context.tellsTexts && !value.utf8.elementsEqual(text.utf8)
      ? .interpreted(.text(value), .cellNormalised) : .value(.text(value))
  }

  /// A name without the mark of its footnote (`甲村¹`); nil for a text that has none.
  ///
  /// A raised digit behind a character or a word is one; behind a few letters it may be a power (`m²`).
  private func named(_ text: String) -> Reading? {
    guard let footnoted = FootnotedText(text), footnoted.isRaised, !footnoted.mayEndInSymbol else {
      return nil
    }
    return .interpreted(.text(String(footnoted.base)), .cellFootnoteMark)
  }

  private func identifier(_ written: String) -> Reading {
    let text = context.folder.foldedIdentifier(written).uppercased()
    // Nobody's identity number is to be kept as it stands, not even as a key.
    guard variable.sensitivity == .sensitive || !ResidentID.isNumber(Array(text.utf8)[...]) else {
      return .unreadable(
        .cellNotAnIdentifier,
        expected: "a key that is nobody's identity number, or a variable marked sensitive")
    }
    return kept(text, of: written)
  }

  private func boolean(_ code: String?) -> Reading {
    switch code {
    case "true": .value(.boolean(true))
    case "false": .value(.boolean(false))
    default: unreadable
    }
  }

  private func coded(_ code: String?) -> Reading { code.map { .value(.text($0)) } ?? unreadable }

  /// The answers of a text: the one that it is, or those between its separators, which folding may leave
  /// out.
  private func answers(_ text: String, _ folded: String) -> Reading {
    if let code = code(folded) { return .value(.text(code)) }
    var parts = [text[...]]
    for separator in separators { parts = parts.flatMap { $0.split(separator: separator) } }
    var found: Set<String> = []
    for part in parts {
      let folded = context.folder.foldedValue(String(part))
      guard !folded.isEmpty else { continue }
      guard let code = code(folded) else { return unreadable }
      found.insert(code)
    }
    return found.isEmpty ? unreadable : .value(.text(Answers.text(of: found)))
  }

  /// The code of a text, or of what stands before its bracketed remark.
  private func code(_ folded: String) -> String? {
    let kind = variable.kind
    if let code = codes[kind.word(folded)] { return code }
    if let ticked = TickedWord.read(folded) { return codes[kind.word(ticked)] }
    guard let bracket = folded.firstIndex(of: "("), folded.hasSuffix(")") else { return nil }
    return codes[kind.word(String(folded[..<bracket]))]
  }

  /// What a range stands for, where the pipeline says.
  private func range(_ folded: String) -> Reading? {
    guard variable.ranges != .refused else { return nil }
    let text = RangeText(words: context.ranges, numbers: numbers, scale: scale)
    guard let number = text.read(folded)?.number(variable.ranges),
      case .value(let value) = self.number(number)
    else { return nil }
    return .interpreted(value, .cellRange)
  }

  /// A number with the mark of a note behind it.
  private func footnoted(_ folded: String, within container: PlaceContainer?) -> Reading? {
    for mark in footnotes where folded.hasSuffix(mark) && folded.count > mark.count {
      let rest = folded.dropLast(mark.count).trimmed
      // Two marks are another one.
      guard !footnotes.contains(where: rest.hasSuffix) else { continue }
      switch read(String(rest), within: container) {
      case .value(let value) where !value.isMissing: return .interpreted(value, .cellFootnote)
      case .interpreted(let value, _), .decided(let value, _):
        return .interpreted(value, .cellFootnote)
      default: continue
      }
    }
    return nil
  }

  /// The finding of a percentage in a variable whose unit does not know any.
  private func percentage(_ folded: String) -> Reading? {
    guard folded.hasSuffix("%"), numbers.read(String(folded.dropLast())) != nil else { return nil }
    return .unreadable(.cellPercent, expected: "a number without %")
  }

  private func read(_ number: Double, within container: PlaceContainer?) -> Reading {
    let word = number.plain
    if let reason = missing[word] { return .value(.missing(reason)) }
    switch variable.kind {
    case .integer, .number: return self.number(number.scaled(by: scale))
    case .date: return date(dates.read(number: number))
    case .boolean, .code, .answers, .residentID, .text, .identifier, .place:
      // A spreadsheet keeps 15 digits: an 18-digit number typed as one has lost its end.
      guard abs(number) < 1e15 || number != number.rounded() else {
        return .unreadable(.cellDigitsLost, expected: "a text, for a number of over 15 digits")
      }
      return read(word, within: container)
    }
  }

  private func read(_ flag: Bool, within container: PlaceContainer?) -> Reading {
    let text = flag ? "TRUE" : "FALSE"
    let word = word(text)
    guard variable.kind == .boolean, missing[word] == nil, codes[word] == nil else {
      return read(text, within: container)
    }
    return .value(.boolean(flag))
  }

  private func read(_ day: CalendarDate) -> Reading {
    switch variable.kind {
    case .date:
      return date(.date(day))
    case .text, .code, .answers: return read(day.description, within: nil)
    case .integer, .number, .boolean, .residentID, .identifier, .place:
      return missing[word(day.description)].map { .value(.missing($0)) } ?? unreadable
    }
  }

  private func date(_ reading: DateCellReader.Reading) -> Reading {
    switch reading {
    case .date(let date):
      return .value(missingDates[date].map(Value.missing) ?? .date(date))
    case .endOf(let date): return .interpreted(.date(date), .cellMidnight)
    case .otherWeekday:
      return .unreadable(
        .cellWeekday, expected: "a date that is of the day of the week beside it")
    case .ambiguous:
      return .unreadable(
        .cellAmbiguousDate, expected: "a date whose day and month can be told apart")
    case .nothing: return unreadable
    }
  }

  private func number(_ number: Double) -> Reading {
    // No figure of a survey has 16 digits; an identity number in the wrong column has.
    guard number.magnitude < 1e15 else {
      return .unreadable(.cellNotANumber, expected: "a number of at most 15 digits")
    }
    if variable.kind == .integer, number != number.rounded() { return unreadable }
    return .value(.number(number))
  }

  private func residentID(_ folded: String) -> Reading {
    do throws(ResidentID.Problem) {
      return .value(.text(try ResidentID(folded, provinces: context.provinces).text))
    } catch {
      return .unreadable(.cellNotAnIdentifier, expected: error.rawValue)
    }
  }

  private func place(
    _ text: String, level: PlaceLevel, within container: PlaceContainer?
  ) -> Reading {
    guard let resolver = context.places(on: container?.wave) else {
      return named(text) ?? .value(.text(text.trimmed))
    }
    switch resolver.resolve(text, level: level, within: container?.code) {
    case .resolved(let code, .name), .resolved(let code, .variant): return .value(.text(code))
    case .resolved(let code, .formerName): return .interpreted(.text(code), .placeFormerName)
    case .resolved(let code, .decision(let line)):
      return .decided(.text(code), line: line)
    case .unknown(let candidates): return .unplaced(.placeUnknown, candidates: candidates)
    case .ambiguous(let candidates): return .unplaced(.placeAmbiguous, candidates: candidates)
    }
  }

  /// Whether a text is not to be shown that stands where a place should, and of which nobody knows whether it
  /// is one, because the place around it is unknown.
  func hides(unjudged text: String) -> Bool {
    guard case .place(let level, _) = variable.kind else { return false }
    let isKnown = context.places(on: nil)?.isPlace(text, level: level) ?? true
    return context.visibility(ofUnplaced: text, hasCandidates: isKnown) != .shown
  }

  /// The keyed hash of a text.
  func seal(_ text: String) -> String { context.seal(text) }

  /// What a cell says that has no value of the variable.
  var unreadable: Reading {
    switch variable.kind {
    case .integer: .unreadable(.cellNotANumber, expected: "a whole number")
    case .number: .unreadable(.cellNotANumber, expected: "a number")
    case .date: .unreadable(.cellNotADate, expected: "a date of the calendar")
    case .boolean: .unreadable(.cellNotABoolean, expected: "yes or no")
    case .code, .answers:
      .unreadable(
        .cellNotCoded,
        expected:
          "a text for \(variable.kind == .code ? "one" : "some") of \(Set(variable.codes.values).sorted().joined(separator: ", "))"
      )
    case .residentID: .unreadable(.cellNotAnIdentifier, expected: "an identity number")
    case .text, .identifier, .place: .unreadable(.cellNotAnIdentifier, expected: "a text")
    }
  }
}
