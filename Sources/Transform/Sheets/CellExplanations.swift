import SurveyModel

/// What is said of cells that ask for more than a stored value.
///
/// A register repeats its mistakes as it repeats its villages: each is put into words once.
struct CellExplanations {
  /// What is said of a cell.
  struct Explanation {
    /// Whether the cell may be shown.
    let sensitivity: Sensitivity
    /// Why the row is held back, or nil where the cell is merely changed.
    var refusal: Refusal?
  }

  /// Why a row is held back.
  struct Refusal {
    let code: Diagnostic.Code
    let message: Diagnostic.Message
    let remedy: Diagnostic.Message
  }

  private struct Question: Hashable {
    let variable: Int
    let cell: Value
    let reading: ValueReader.Reading
  }

  /// Beyond this many different mistakes they are not repetitive, and are forgotten.
  private static let limit = 4096

  private let schema: RecordSchema
  private let context: TransformContext
  private var known: [Question: Explanation] = [:]

  init(_ schema: RecordSchema, _ context: TransformContext) {
    self.schema = schema
    self.context = context
  }

  /// What is said of a cell of a variable that reads as it does.
  mutating func explanation(
    of cell: Value, _ reading: ValueReader.Reading, _ variable: Int
  ) -> Explanation {
    let question = Question(variable: variable, cell: cell, reading: reading)
    if let explanation = known[question] { return explanation }
    let explanation = explain(cell, reading, schema.variables[variable])
    if known.count == Self.limit { known.removeAll(keepingCapacity: true) }
    known[question] = explanation
    return explanation
  }

  private func explain(
    _ cell: Value, _ reading: ValueReader.Reading, _ definition: VariableDefinition
  ) -> Explanation {
    let isOpen = definition.sensitivity == .open
    switch reading {
    case .value:
      return Explanation(
        sensitivity: sensitivity(of: cell, isOpen),
        refusal: Refusal(
          code: .cellRequired,
          message: "expected a value for \(definition.name), found a blank cell",
          remedy: "fill the cell in, or say required: false"))
    case .interpreted, .decided:
      return Explanation(sensitivity: sensitivity(of: cell, isOpen))
    case .unreadable(let code, let expected):
      // What looks like a person's and is no value of the variable is not shown.
      let sensitivity: Sensitivity =
        isOpen && !context.personal.matches(cell.shown) ? .open : .sensitive
      guard definition.quarantinesUnreadable else { return Explanation(sensitivity: sensitivity) }
      return Explanation(
        sensitivity: sensitivity,
        refusal: Refusal(
          code: code,
          message: Self.message(code, expected, cell, definition, sensitivity),
          remedy: Self.remedy(code, definition, cell)))
    case .unplaced(let code, let candidates):
      return explain(cell.shown, code, candidates, definition)
    }
  }

  private static func message(
    _ code: Diagnostic.Code, _ expected: String, _ cell: Value, _ definition: VariableDefinition,
    _ sensitivity: Sensitivity
  ) -> Diagnostic.Message {
    switch code {
    case .cellTooLong:
      "expected \(expected) for \(definition.name), found \(cell.shown.utf8.count) bytes"
    case .cellUncalculated:
      "expected \(expected) for \(definition.name), found one that was never calculated"
    default: "expected \(expected) for \(definition.name), found \(cell.shown, sensitivity)"
    }
  }

  /// What mends a cell that is no value of its variable.
  private static func remedy(
    _ code: Diagnostic.Code, _ definition: VariableDefinition, _ cell: Value
  ) -> Diagnostic.Message {
    let name = definition.name
    switch code {
    case .cellAmbiguousDate:
      return "give \(name) the order that is meant, such as format: d/M/yyyy, or correct the cell"
    case .cellAmbiguousNumber:
      return
        "say decimal: comma or decimal: point of the source or of \(name), or correct the cell"
    case .cellNotADate:
      return
        "correct the cell, say how the dates are written by format: of \(name), or list the text under missing of \(name)"
    case .cellPercent:
      return
        "say by unit: of \(name) what is meant: 98.5% is 98.5 with unit: percent, and 0.985 with a unit of the codebook's conversions: that has “%” for 0.01"
    case .cellNotANumber where isBracketed(cell):
      return "correct the cell, or say brackets: negative of \(name) where brackets mean that"
    case .cellNotANumber where isMarked(cell):
      return "correct the cell, or list its mark under footnotes of \(name)"
    case .cellUncalculated:
      return
        "open the workbook in a spreadsheet program, let it calculate, and save it; its writer left the value out"
    case .cellWeekday: return "correct the date, or the day of the week"
    case .cellReplacedCharacters:
      return
        "ask for the file as it was before a program replaced what it could not read, or correct the cell"
    case .cellDigitsLost:
      return "format the column as text, and write the number with all its digits"
    case .cellStruckOut: return "take out what is struck through, where the rest is meant"
    case .cellTooLong: return "correct the cell, or give \(name) type: text"
    default: return "correct the cell, or list the text under missing or codes of \(name)"
    }
  }

  private static func isBracketed(_ cell: Value) -> Bool {
    guard case .text(let text) = cell, let first = text.first, let last = text.last else {
      return false
    }
    return "(（".contains(first) && ")）".contains(last)
  }

  /// Whether a number seems to have the mark of a note behind it.
  private static func isMarked(_ cell: Value) -> Bool {
    guard case .text(let text) = cell, let first = text.first, let last = text.last else {
      return false
    }
    return first.isDigit && !last.isDigit && (last.isSymbol || last.isPunctuation || last.isNumber)
  }

  private func sensitivity(of cell: Value, _ isOpen: Bool) -> Sensitivity {
    isOpen && !PersonalText.holdsNumber(cell.shown) ? .open : .sensitive
  }

  private func explain(
    _ text: String, _ code: Diagnostic.Code, _ candidates: [Place],
    _ definition: VariableDefinition
  ) -> Explanation {
    let visibility: UnplacedText =
      definition.sensitivity == .sensitive
      ? .withheld : context.visibility(ofUnplaced: text, hasCandidates: !candidates.isEmpty)
    let found: Diagnostic.Message =
      switch visibility {
      case .shown: "\(text, .open)"
      case .masked(let mask): "a text that resembles no place (\(mask))"
      case .tooLong(let count): "a text of \(count) bytes, longer than a place's name can be"
      case .withheld: "\(text, .sensitive)"
      }
    let names = candidates.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
    let remedy: Diagnostic.Message =
      if !names.isEmpty {
        "add a line to the decisions file; it may be \(names)"
      } else if visibility == .shown {
        "add the place to the gazetteer, or its meaning to the decisions file"
      } else {
        "correct the cell, or add the place to the gazetteer"
      }
    return Explanation(
      sensitivity: visibility == .shown ? .open : .sensitive,
      refusal: Refusal(
        code: code,
        message: "expected a place of the gazetteer for \(definition.name), found \(found)",
        remedy: remedy))
  }
}
