internal import GRDB
internal import OperatingSystem
internal import SQLiteBulk
internal import SurveyModel

extension RunFailure {
  /// What ends a run when SQLite or the disk refuses.
  ///
  /// - Parameters:
  ///   - error: What SQLite said.
  ///   - path: The database.
  ///   - errno: What the system said to SQLite, or 0.
  init(store error: any Error, at path: String, errno: Int32 = 0) {
    guard let fault = Self.fault(error, errno: errno) else {
      let reason = (error as? DatabaseError)?.message ?? "\(error)"
      self.init(
        Diagnostic(
          .storeFailed, at: SourceLocation(file: path), "SQLite refused a statement: \(reason)",
          remedy: "report this as a fault of Millet, with the pipeline file"))
      return
    }
    self.init(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path), "cannot use the database: \(fault.what)",
        remedy: "\(fault.remedy)"))
  }

  /// What befell the disk or the database, or nil where SQLite refused only a statement.
  static func fault(_ error: any Error, errno: Int32) -> SystemFault? {
    let code =
      (error as? DatabaseError)?.resultCode.rawValue ?? (error as? SQLiteBulkError)?.code
    guard let fault = code.flatMap(SystemFault.init(sqlite:)) else { return nil }
    // Where SQLite only says that a call failed, the system has said why.
    return fault == .inputOutput && errno != 0 ? SystemFault(errno: errno) : fault
  }
}
