/// How the last row of a worksheet ends.
///
/// RFC 4180 (section 2, rule 2) leaves the line break behind the last line to the writer, so that a
/// file without one may be whole, or be cut off within its last value.
package enum LastRowEnd: Equatable, Sendable {
  /// As it should.
  case whole
  /// Without its line break, but with as many values as the row before; the row is zero-based.
  case open(row: Int)
  /// Within quotation marks, or with fewer values than the row before; the row is zero-based.
  case cut(row: Int)
}
