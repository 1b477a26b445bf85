/// How many delimiters the lines of a record have, those inside quotation marks too.
///
/// Where a quotation mark that is missing joined rows, each of their lines still has as many as the
/// rows before.
struct RowShape {
  /// How many rows a record looks like.
  enum Verdict {
    /// One.
    case one
    /// Several: each of its lines has the delimiters of a row, and it has not the fields of one.
    case joined
    /// One or several: each of its lines has the delimiters of a row, and it has the fields of one.
    case perhapsJoined
  }

  /// The fields of the last record that stood on one line and had several.
  private var width = 0
  /// The fields of the record so far.
  private var fields = 0
  /// The fields that ended before its last line break.
  private var fieldsBefore = 0
  /// The delimiters inside quotation marks on its last line, those of a sentence aside.
  private var quoted = 0
  /// Whether every line that ended inside quotation marks has as many delimiters as a row.
  private var areRows = true
  private var isBroken = false

  /// Ends a field.
  mutating func endField() { fields += 1 }

  /// Counts a delimiter inside quotation marks; one before a blank is part of a sentence.
  mutating func countQuoted() { quoted += 1 }

  /// Breaks the line inside quotation marks.
  mutating func breakLine() {
    areRows = areRows && fields - fieldsBefore + quoted == width - 1
    isBroken = true
    fieldsBefore = fields
    quoted = 0
  }

  /// Ends the record, and says how many rows it looks like.
  mutating func endRecord() -> Verdict {
    defer { (fields, fieldsBefore, quoted, areRows, isBroken) = (0, 0, 0, true, false) }
    guard isBroken else {
      if fields > 1 { width = fields }
      return .one
    }
    let isRow = fields - 1 - fieldsBefore + quoted == width - 1
    guard areRows, isRow, width > 1 else { return .one }
    if fields != width, fields > 1 { return .joined }
    // A text that has a comma in its second line is nothing rare.
    return width > 2 ? .perhapsJoined : .one
  }
}
