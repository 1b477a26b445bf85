/// What a definition means, as hashes that are the same in every process and checkout.
///
/// Comments, the order of keys whose order decides nothing, and the folder of the file make no other
/// fingerprint; the order of variables, measures,
/// tables and rules does, since columns, sheets and precedence follow it.
package struct DefinitionFingerprint: Hashable, Sendable {
  /// The name of a part and the hash of what it means.
  package struct Part: Hashable, Sendable {
    /// The name of a source or table, or the code of a rule.
    package let name: String
    /// SHA-256 in hexadecimal.
    package let hash: String

    /// Names a hash.
    package init(name: String, hash: String) {
      self.name = name
      self.hash = hash
    }
  }

  /// The hash of all of it.
  package let whole: String
  /// Each source, with all that decides what one file of it gives: conventions, date, the rules that
  /// are tested row by row; by name.
  package let sources: [Part]
  /// Each rule, in the order of the file.
  package let rules: [Part]
  /// Each table, by name.
  package let tables: [Part]

  /// Puts the hashes together.
  package init(whole: String, sources: [Part], rules: [Part], tables: [Part]) {
    self.whole = whole
    self.sources = sources
    self.rules = rules
    self.tables = tables
  }
}
