package import SurveyModel

/// What a store that stands is opened for.
package enum StandingUse: Hashable, Sendable {
  /// To be changed.
  case change
  /// To be changed on trial: it can be given up, not committed.
  case trial
  /// To be looked at; only temporary tables can be made.
  case look
}

/// A store that stands from run to run and that others use too: it is changed in one transaction, or not
/// at all.
///
/// References are not looked at while it is changed, so that no row of others is changed by them; whoever
/// changes it asks for ``brokenReferences(of:)`` before the end.
package protocol StandingEngine: WritableEngine {
  /// Brings rows into a table by its key.
  ///
  /// - Throws: `RunFailure` when the engine refuses, as where a row breaks a constraint.
  func run(_ merge: Merge) throws(RunFailure)

  /// Takes the rows of a table away whose keys a plan has not.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ pruning: Pruning) throws(RunFailure)

  /// Takes rows of a table away.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func run(_ removal: Removal) throws(RunFailure)

  /// In what a table differs from one that is described, in words; nil where there is none of that name.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func differences(from table: StoredTable) throws(RunFailure) -> [String]?

  /// The references that lead nowhere, of some tables and to them.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func brokenReferences(of tables: [String]) throws(RunFailure) -> [BrokenReference]

  /// Makes all changes at once, brings them to the disk and lets go of the store.
  ///
  /// - Throws: `RunFailure` when the engine refuses; then nothing has changed.
  func commit() throws(RunFailure)

  /// Lets go of the store, which is as it was before.
  func abandon()
}

/// Rows of a table that refer to none of another.
package struct BrokenReference: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The table in which there are none.
  package let parent: String
  /// How many rows.
  package let count: Int

  /// Describes rows.
  package init(table: String, parent: String, count: Int) {
    self.table = table
    self.parent = parent
    self.count = count
  }
}
