/// A point of a run at which everything done so far is in a state of its own.
///
/// Tests kill a run at each of them; `latest` must then still name a whole run.
package enum Checkpoint: String, Hashable, Sendable, CaseIterable {
  /// The store has its tables and no row.
  case storeCreated
  /// Every row, fact and place is in the store.
  case rowsStored
  /// Duplicates and orphans are held back.
  case setChecksDone
  /// The tables are in the store.
  case tabulated
  /// The facts are held against the tables.
  case reconciled
  /// The store is closed and every file is written.
  case filesWritten
  /// Every file is on the disk.
  case filesSynced
  /// The new link stands beside `latest`.
  case linkMade
  /// The run's folder has its name.
  case folderRenamed
  /// A migration's target has the records, and they count.
  case targetCommitted
  /// `latest` names the run.
  case latestMoved
}
