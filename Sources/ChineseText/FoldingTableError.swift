/// The tables that turn Traditional characters into Simplified ones could not be opened.
package struct FoldingTableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What OpenCC says about it.
  package let description: String
}
