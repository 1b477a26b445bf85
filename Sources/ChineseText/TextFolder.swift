/// Folds Chinese text for comparison: script, width, case, lookalikes.
///
/// The tables are made once a process and shared, each character when it is first met; a folder is as
/// cheap as a reference.
package struct TextFolder: Sendable {
  private let tables: FoldingTables

  /// Opens the tables; the first folder of a process opens OpenCC's.
  ///
  /// - Throws: ``FoldingTableError`` when OpenCC's data cannot be opened.
  package init() throws(FoldingTableError) {
    tables = try FoldingTables.shared.get()
  }

  /// The text with every Traditional character in its Simplified form, one scalar for one scalar.
  package func simplified(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(simplified(scalar)) }
    return String(scalars)
  }

  /// The Simplified form of a Traditional character; any other scalar as it is.
  package func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    tables.simplified(scalar)
  }

  /// The text as it is matched: half width, Simplified, lookalikes replaced, lower case, and
  /// without white space or invisible characters.
  package func folded(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let folded = folded(scalar) { scalars.append(folded) }
    }
    return String(scalars)
  }

  /// What a scalar is matched as; nil for white space and what nobody sees.
  package func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let folded = tables.folded(scalar)
    return folded == FoldingTables.dropped ? nil : folded
  }
}
