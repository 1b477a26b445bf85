import Relational
import SQLiteEngine

/// The engine that a run uses: the one place where it is chosen.
enum EmbeddedEngine {
  /// What makes and opens the stores of runs.
  static let provider: any EngineProvider = SQLiteProvider()
}
