package import Relational
package import SurveyModel

/// Stores in one SQLite file each.
package struct SQLiteProvider: EngineProvider {
  /// Makes the provider.
  package init() {}

  /// Makes the file with mode 0600.
  package func make(at path: String, version: Int) throws(RunFailure) -> any Engine {
    try SQLiteEngine(making: path, version: version)
  }

  /// Opens a file for reading only.
  package func open(_ path: String, version: Int) throws(RunFailure) -> any ReadableEngine {
    try SQLiteReader(path, version: version)
  }
}
