/// The row of a table that holds every record, those that name no place too.
///
/// It stands above the places where they do not add up to everything by themselves: where a
/// gazetteer has several places of the widest level, or records name none.
package enum GrandTotal {
  /// What its row has in the column of levels.
  package static let level = "total"
  /// What its row has in the column of codes; no place may have it.
  package static let code = "total"
}
