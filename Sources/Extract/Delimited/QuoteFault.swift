/// A quotation mark that does not do what one does in delimited text (RFC 4180, section 2).
///
/// Where one opens a field and nothing closes it, the rows behind it become its text.
enum QuoteFault: Hashable {
  /// Text stands behind the mark that closes a field; the zero-based lines of the two marks.
  case textBehind(opened: Int, closed: Int)
  /// No mark closes a field that reaches beyond its line; the zero-based line of the one that opens it.
  case unclosed(opened: Int)
  /// The lines of a field look like rows of their own; the zero-based lines of the two marks.
  case rowsInside(opened: Int, closed: Int)

  /// Blanks stand before the mark that opens a field, so that a delimiter inside of it parts it.
  case blankBefore(opened: Int)

  /// The zero-based line of the mark that opens the field.
  var line: Int {
    switch self {
    case .textBehind(let opened, _), .unclosed(let opened), .rowsInside(let opened, _),
      .blankBefore(let opened):
      opened
    }
  }
}
