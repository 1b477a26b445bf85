import DurableFiles
import Foundation
import SurveyModel

/// The stored pieces of a pipeline, each under its fingerprint; any of them can be deleted at any time.
struct PieceFolder: Sendable {
  /// How the names of pieces end that are not whole yet.
  static let unfinished = ".part"

  private let path: String

  /// Takes a folder, which is made where there is none, and takes away what an interrupted run left.
  ///
  /// - Throws: `RunFailure` when it cannot be made.
  init(_ path: String) throws(RunFailure) {
    self.path = path
    do {
      // Only its owner may look: what a piece holds is what a store holds.
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      for name in try FileManager.default.contentsOfDirectory(atPath: path)
      where name.hasSuffix(Self.unfinished) {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      }
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// The piece of a fingerprint; nil where there is none that is whole.
  func piece(of fingerprint: PieceFingerprint) -> PieceReader? {
    PieceReader(place(of: fingerprint))
  }

  /// What stores the piece of a fingerprint.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func writer(of fingerprint: PieceFingerprint) throws(RunFailure) -> PieceWriter {
    try PieceWriter(place(of: fingerprint))
  }

  private func place(of fingerprint: PieceFingerprint) -> String {
    "\(path)/\(fingerprint.digest)"
  }
}
