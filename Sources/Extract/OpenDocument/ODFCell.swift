internal import SurveyModel
internal import XMLStream

/// One cell of an OpenDocument spreadsheet while it is read.
struct ODFCell {
  /// What its paragraphs say.
  var text = ODFParagraphs()

  private enum Kind {
    case none
    case text
    case number
    case date
    case time
    case boolean
    case error
  }

  private var kind = Kind.none
  private var value: [UInt8] = []
  private var hasValue = false
  private var isPercent = false
  private var formula: [UInt8] = []
  /// Whether the style of the cell strikes it through; nil where it has none.
  var isStruck: Bool?

  /// Whether the cell holds nothing.
  var isBlank: Bool { kind == .none && text.isEmpty && formula.isEmpty }

  /// What a repetition of the cell counts for: one, and one more for each 64 bytes.
  var weight: Int { 1 + (text.count + value.count + formula.count) / 64 }

  /// Forgets the cell and keeps its memory.
  mutating func removeAll() {
    text.removeAll()
    kind = .none
    if !value.isEmpty { value.removeAll(keepingCapacity: true) }
    hasValue = false
    isPercent = false
    isStruck = nil
    if !formula.isEmpty { formula.removeAll(keepingCapacity: true) }
  }

  /// Takes an attribute of the cell's start tag.
  mutating func take(_ tag: borrowing XMLStartTag, at index: Int, _ name: ODFNames) {
    switch name {
    case .valueType, .calcextValueType:
      let found: Kind = tag.withValue(at: index) { name in
        switch name.count > 0 ? name[0] : 0 {
        case UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "c"): .number
        case UInt8(ascii: "s"): .text
        case UInt8(ascii: "d"): .date
        case UInt8(ascii: "t"): .time
        case UInt8(ascii: "b"): .boolean
        case UInt8(ascii: "e"): .error
        default: .none
        }
      }
      if kind != .error, found != .none { kind = found }
      if found == .number {
        isPercent = tag.withValue(at: index) { $0[0] == UInt8(ascii: "p") }
      }
    case .value, .dateValue, .timeValue, .booleanValue:
      if !value.isEmpty { value.removeAll(keepingCapacity: true) }
      tag.withValue(at: index) { value.append($0) }
      hasValue = true
    case .stringValue:
      value = Array(tag.string(at: index).utf8)
      hasValue = true
    case .formula: formula = Self.bare(tag.string(at: index))
    default: break
    }
  }

  /// Writes the cell to a column of the row that is open.
  func write(to writer: BatchWriter, column: Int) throws {
    let shown = text.finished()
    if isError(shown) {
      try writer.set(column, error: shown.isEmpty ? Self.unnamedError : shown)
    } else if !formula.isEmpty, !hasResult(shown) {
      try writer.setUncalculated(column)
    } else {
      try writeValue(shown, to: writer, column)
    }
    if !formula.isEmpty { try writer.formula(column, formula) }
  }

  private static let unnamedError = Array("#UNKNOWN!".utf8)

  /// Whether the cell is an error, by its type or by what it shows.
  ///
  /// OpenDocument has no type for errors. Excel and old OpenOffice write the number 0 that shows
  /// `#DIV/0!`, LibreOffice before 4.2 an empty text. What somebody typed stays a text.
  private func isError(_ shown: [UInt8]) -> Bool {
    switch kind {
    case .error: !formula.isEmpty || !shown.isEmpty
    case .none: !formula.isEmpty && ErrorText.isError(shown)
    case .text: !formula.isEmpty && ErrorText.isError(hasValue && !value.isEmpty ? value : shown)
    case .number: ErrorText.isError(shown) && (NumberText.double(value) ?? 0) == 0
    case .date, .time, .boolean: ErrorText.isError(shown)
    }
  }

  /// Whether the formula has a result; that of a text may be empty.
  private func hasResult(_ shown: [UInt8]) -> Bool {
    kind == .text || !value.isEmpty || !shown.isEmpty
  }

  private func writeValue(_ shown: [UInt8], to writer: BatchWriter, _ column: Int) throws {
    switch kind {
    case .none: try writer.set(column, text: shown)
    case .error: break
    case .text:
      // What is shown is the value only where no other is given (ODF 1.2 part 1, 19.379). An empty
      // one stands beside the code of an error in formulas, which is then all that there is.
      try writer.set(column, text: hasValue && !value.isEmpty ? value : shown)
    case .boolean:
      guard let first = value.first else { return try writer.set(column, text: shown) }
      try writer.set(column, .boolean, first == UInt8(ascii: "t") ? 1 : 0)
    case .number:
      if let number = NumberText.double(value) {
        try writer.set(column, .number, number.bitPattern)
        if isPercent {
          writer.notePercent(column)
        } else {
          writer.note(column, (.number, number.bitPattern), shown: shown)
        }
      } else {
        try writer.set(column, text: shown)
      }
    case .date, .time:
      guard let cell = SerialDate.iso(utf8: value) else {
        return try writer.set(column, text: shown.isEmpty ? value : shown)
      }
      let seconds = Double(bitPattern: cell.payload)
      if cell.kind == .duration, (0..<86_400).contains(seconds) {
        try writer.set(column, .time, cell.payload)
      } else {
        try writer.set(column, cell)
        writer.note(column, cell, shown: shown)
      }
    }
  }

  /// The formula without its namespace and equals sign (`of:=SUM(…)`).
  private static func bare(_ text: String) -> [UInt8] {
    guard let equals = text.firstIndex(of: "=") else { return Array(text.utf8) }
    let prefix = text[..<equals]
    let isPrefix =
      prefix.isEmpty || prefix.hasSuffix(":") && prefix.allSatisfy { $0.isLetter || $0 == ":" }
    return Array((isPrefix ? text[text.index(after: equals)...] : text[...]).utf8)
  }
}
