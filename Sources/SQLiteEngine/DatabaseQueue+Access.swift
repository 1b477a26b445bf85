internal import GRDB
internal import SQLiteBulk
internal import SurveyModel

extension DatabaseQueue {
  /// Runs a body on the connection, within whatever transaction it is in.
  ///
  /// - Parameters:
  ///   - body: What is done.
  ///   - failure: What an error means, given the `errno` that stood when it was thrown, since the next call
  ///     of the system may replace that.
  /// - Returns: What the body gives.
  /// - Throws: What the body threw where that is a `RunFailure`, and otherwise what it means.
  func access<Result>(
    _ body: (Database) throws -> Result, failure: (any Error, Int32) -> RunFailure
  ) throws(RunFailure) -> Result {
    var errno: Int32 = 0
    do {
      return try unsafeReentrantWrite { database in
        do {
          return try body(database)
        } catch {
          errno = database.systemError
          throw error
        }
      }
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw failure(error, errno)
    }
  }
}
