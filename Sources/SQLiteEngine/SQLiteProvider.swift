package import Relational
package import SurveyModel

/// Stores in one SQLite file each.
package struct SQLiteProvider: EngineProvider {
  /// Makes the provider.
  package init() {}

  /// What SQLite does, within the limits that it is built with (SQLITE_MAX_COLUMN, and 64 tables of a
  /// join, which none can raise).
  package var capabilities: EngineCapabilities {
    EngineCapabilities(
      bulkLoad: true, ranges: true, windows: true, quantiles: true, mostJoined: 64,
      mostColumns: 2000)
  }

  /// Makes the file with mode 0600.
  package func make(at path: String, version: Int) throws(RunFailure) -> any Engine {
    try SQLiteEngine(making: path, version: version)
  }

  /// Opens a file for reading only.
  package func open(_ path: String, version: Int) throws(RunFailure) -> any ReadableEngine {
    try SQLiteReader(path, version: version)
  }

  /// Opens a file that stands, or one that is not there yet.
  package func stand(
    at path: String, for use: StandingUse
  ) throws(RunFailure) -> any StandingEngine {
    try SQLiteTarget(path, for: use)
  }
}
