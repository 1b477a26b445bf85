import DurableFiles
import Foundation
import SurveyModel

/// The stored pieces of a pipeline, each under its fingerprint; any of them can be deleted at any time.
///
/// One that no run took for a month is deleted by the next run.
struct PieceFolder: Sendable {
  /// How the names of pieces end that are not whole yet.
  static let unfinished = ".part"

  /// How many days a piece stays that no run takes.
  static let days = 30

  private let path: String

  /// Takes a folder, which is made where there is none, and takes away what an interrupted run left and
  /// what is not asked for any more.
  ///
  /// - Throws: `RunFailure` when it cannot be made, or nothing can be written there.
  init(_ path: String) throws(RunFailure) {
    self.path = path
    let files = FileManager.default
    do {
      // Only its owner may look: what a piece holds is what a store holds.
      let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: mode)
      try files.setAttributes(mode, ofItemAtPath: path)
      let oldest = Date.now.addingTimeInterval(-Double(Self.days) * 24 * 3600)
      for name in try files.contentsOfDirectory(atPath: path)
      where name.hasSuffix(Self.unfinished) || PieceFingerprint.isDigest(name) {
        let file = "\(path)/\(name)"
        let taken = try files.attributesOfItem(atPath: file)[.modificationDate] as? Date
        guard name.hasSuffix(Self.unfinished) || taken ?? .now < oldest else { continue }
        try files.removeItem(atPath: file)
      }
      // Found here, and not when a file is read whose fault it is not.
      let probe = "\(path)/\(UUID().uuidString)\(Self.unfinished)"
      try DurableFile.create(probe, mode: 0o600)
      try files.removeItem(atPath: probe)
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// The piece of a fingerprint; nil where there is none that is whole.
  func piece(of fingerprint: PieceFingerprint) -> PieceReader? {
    let place = place(of: fingerprint)
    guard let piece = PieceReader(place, of: fingerprint) else { return nil }
    // That it was taken; where that cannot be noted, it is made anew some day.
    try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place)
    return piece
  }

  /// What stores the piece of a fingerprint.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func writer(of fingerprint: PieceFingerprint) throws(RunFailure) -> PieceWriter {
    try PieceWriter(place(of: fingerprint), of: fingerprint)
  }

  private func place(of fingerprint: PieceFingerprint) -> String {
    "\(path)/\(fingerprint.digest)"
  }
}
