import OperatingSystem
package import SurveyModel

/// A file of the run as it was when it was hashed.
package struct InputFile: Hashable, Sendable {
  /// How much is compared to find that a file did not change.
  enum Proof {
    /// What the file system says of it.
    case state
    /// That and every byte.
    case content
  }

  /// The file as every stage knows it.
  package let file: SourceFile
  /// Where it is.
  let path: PathBytes
  /// What the file system said when it was hashed.
  let state: FileState

  /// Calls `body` with a path under which the file that was hashed can be opened.
  ///
  /// - Parameters:
  ///   - proof: How much is compared when `body` has read the file.
  ///   - body: Reads the file; what it gives counts for nothing if this throws.
  /// - Throws: `RunFailure` (`source.changed-while-read`) when the file is no longer, or was not all
  ///   the time, the one that was hashed; or else what `body` throws.
  func reading<Result>(
    proof: Proof = .content, _ body: (_ path: String) throws -> Result
  ) throws -> Result {
    let held: RegularFile
    do throws(SystemFault) {
      held = try RegularFile(path)
    } catch {
      throw failure(error)
    }
    guard held.state == state else { throw changed }
    let result: Result
    do {
      result = try body(held.heldPath(insteadOf: path))
    } catch {
      // What a reader stumbles over may be the change.
      try prove(held, .state)
      throw error
    }
    try prove(held, proof)
    return result
  }

  private func prove(_ held: borrowing RegularFile, _ proof: Proof) throws(RunFailure) {
    let isSame: Bool
    do throws(SystemFault) {
      let sha256 = proof == .content ? try ContentHash.of(held) : file.sha256
      let now = try held.currentState()
      isSame = now == state && sha256 == file.sha256
    } catch {
      throw failure(error)
    }
    guard isSame else { throw changed }
  }

  /// Why the file cannot be opened or read any more, which it could be before.
  private func failure(_ fault: SystemFault) -> RunFailure {
    switch fault {
    case .notFound, .notPermitted, .notAFile, .aFolder, .notAFolder, .linkLoop: changed
    default: RunFailure(reading: file.path, fault)
    }
  }

  private var changed: RunFailure {
    RunFailure(
      Diagnostic(
        .sourceChangedWhileRead, at: SourceLocation(file: file.path),
        "the file changed, or was replaced, while the run read it",
        remedy: "run again when nobody writes to it"))
  }
}
