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
    /// Something that is no value: the code of the finding and what was expected.
    case unreadable(Diagnostic.Code, expected: String)
    /// A place name that does not resolve, with candidates for an analyst.
    case unplaced(Diagnostic.Code, candidates: [Place])
  }

  let variable: VariableDefinition
  /// What one of the column's numbers is in the base unit.
  let scale: Double
  private let context: TransformContext
  private let codes: [String: String]
  private let missing: [String: MissingReason]
  private let numbers: NumberText

  init(variable: VariableDefinition, scale: Double, context: TransformContext) {
    self.variable = variable
    self.scale = scale
    self.context = context
    let folder = context.folder
    let own = Dictionary(
      variable.codes.map { (folder.folded($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    codes = variable.kind == .boolean ? own.merging(context.flags) { own, _ in own } : own
    missing = context.missing.merging(
      variable.missing.map { (folder.folded($0.key), $0.value) }, uniquingKeysWith: { $1 })
    numbers = NumberText(
      approximations: context.approximations, units: context.units.words(of: variable.unit),
      scale: scale)
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
  ///   - container: The code of the place that a place variable lies in, where that is known.
  /// - Returns: The value, or why there is none.
  func read(_ cell: Value, within container: String?) -> Reading {
    switch cell {
    case .missing: return .value(cell)
    case .error(let code):
      return .unreadable(.cellError, expected: "a value and no error (\(code))")
    case .text(let text):
      let folded = context.folder.folded(text)
      if folded.isEmpty { return .value(.blank) }
      if let reason = missing[folded] { return .value(.missing(reason)) }
      return read(text, folded: folded, within: container)
    case .number(let number): return read(number, within: container)
    case .boolean(let flag): return read(flag)
    case .dateTime(let days): return read(dateTime: days)
    case .date(let date):
      return variable.kind == .date ? .value(cell) : .value(.text(date.description))
    case .time, .duration:
      return unreadable
    }
  }

  private func read(_ text: String, folded: String, within container: String?) -> Reading {
    switch variable.kind {
    case .text: return .value(.text(text.trimmed))
    case .identifier:
      let text = folded.uppercased()
      // Nobody's identity number is to be kept as it stands, not even as a key.
      guard variable.sensitivity == .sensitive || !ResidentID.isNumber(Array(text.utf8)[...]) else {
        return .unreadable(
          .cellNotAnIdentifier,
          expected: "a key that is nobody's identity number, or a variable marked sensitive")
      }
      return .value(.text(text))
    case .integer, .number:
      guard let reading = numbers.read(folded) else { return range(folded) ?? unreadable }
      return number(reading.number.scaled(by: reading.factor ?? scale))
    case .date:
      guard let date = DateText.read(folded) else { return unreadable }
      return .value(.date(date))
    case .boolean:
      switch code(folded) {
      case "true": return .value(.boolean(true))
      case "false": return .value(.boolean(false))
      default: return unreadable
      }
    case .code:
      guard let code = code(folded) else { return unreadable }
      return .value(.text(code))
    case .residentID: return residentID(folded)
    case .place(let level, _): return place(text, level: level, within: container)
    }
  }

  /// The code of a text, or of what stands before its bracketed remark.
  private func code(_ folded: String) -> String? {
    if let code = codes[folded] { return code }
    if let ticked = TickedWord.read(folded) { return codes[ticked] }
    guard let bracket = folded.firstIndex(of: "("), folded.hasSuffix(")") else { return nil }
    return codes[String(folded[..<bracket])]
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

  private func read(_ number: Double, within container: String?) -> Reading {
    switch variable.kind {
    case .integer, .number: return self.number(number.scaled(by: scale))
    case .date:
      guard let date = DateText.read(number: number) else { return unreadable }
      return .value(.date(date))
    case .boolean, .code, .residentID, .text, .identifier, .place:
      guard abs(number) < 1e15, number == number.rounded() else {
        // A spreadsheet keeps 15 digits: an 18-digit number typed as one has lost its end.
        if number == number.rounded() {
          return .unreadable(.cellDigitsLost, expected: "a text, for a number of over 15 digits")
        }
        return read("\(number)", folded: "\(number)", within: container)
      }
      let digits = String(Int(number))
      if let reason = missing[digits] { return .value(.missing(reason)) }
      return read(digits, folded: digits, within: container)
    }
  }

  private func read(_ flag: Bool) -> Reading {
    switch variable.kind {
    case .boolean: .value(.boolean(flag))
    case .text: .value(.text(flag ? "TRUE" : "FALSE"))
    default: unreadable
    }
  }

  private func read(dateTime days: Double) -> Reading {
    guard let date = DateText.read(serial: days) else { return unreadable }
    switch variable.kind {
    case .date: return .value(.date(date))
    case .text: return .value(.text(date.description))
    default: return unreadable
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

  private func place(_ text: String, level: PlaceLevel, within container: String?) -> Reading {
    guard let resolver = context.resolver else { return .value(.text(text.trimmed)) }
    switch resolver.resolve(text, level: level, within: container) {
    case .resolved(let code, .name), .resolved(let code, .variant): return .value(.text(code))
    case .resolved(let code, .formerName): return .interpreted(.text(code), .placeFormerName)
    case .resolved(let code, .decision(let line)):
      context.usedDecisions.insert(line)
      return .interpreted(.text(code), .placeDecided)
    case .unknown(let candidates): return .unplaced(.placeUnknown, candidates: candidates)
    case .ambiguous(let candidates): return .unplaced(.placeAmbiguous, candidates: candidates)
    }
  }

  private var unreadable: Reading {
    switch variable.kind {
    case .integer: .unreadable(.cellNotANumber, expected: "a whole number")
    case .number: .unreadable(.cellNotANumber, expected: "a number")
    case .date: .unreadable(.cellNotADate, expected: "a date of the calendar")
    case .boolean: .unreadable(.cellNotABoolean, expected: "yes or no")
    case .code:
      .unreadable(
        .cellNotCoded,
        expected: "a text for one of \(Set(variable.codes.values).sorted().joined(separator: ", "))"
      )
    case .residentID: .unreadable(.cellNotAnIdentifier, expected: "an identity number")
    case .text, .identifier, .place: .unreadable(.cellNotAnIdentifier, expected: "a text")
    }
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
