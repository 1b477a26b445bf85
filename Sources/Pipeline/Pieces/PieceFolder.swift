import DurableFiles
import Foundation
import SurveyModel

/// The stored pieces of a pipeline, each under its name; any of them can be deleted at any time.
///
/// One that no run took for a month is deleted by the next run, and of many of one fingerprint those that
/// were taken longest ago.
struct PieceFolder: Sendable {
  /// How the names of pieces end that are not whole yet.
  static let unfinished = ".part"

  /// How many pieces of one fingerprint stay, made with other places each.
  static let most = 8

  /// How many days a piece stays that no run takes.
  static let days = 30

  private let path: String
  /// The pieces that are there, the one that was taken last first.
  private let stored: [PieceFingerprint: [PieceName]]

  /// Takes a folder, which is made where there is none, and takes away what an interrupted run left and
  /// what is not asked for any more.
  ///
  /// - Throws: `RunFailure` when it cannot be made, or nothing can be written there.
  init(_ path: String) throws(RunFailure) {
    self.path = path
    let files = FileManager.default
    do {
      // Only its owner may look: a piece holds what a store does.
      let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: mode)
      try files.setAttributes(mode, ofItemAtPath: path)
      let oldest = Date.now.addingTimeInterval(-Double(Self.days) * 24 * 3600)
      var found: [(name: PieceName, taken: Date)] = []
      for file in try files.contentsOfDirectory(atPath: path) {
        let name = PieceName(file: file)
        let place = "\(path)/\(file)"
        if name == nil, !Self.isWaste(file) { continue }
        let taken = try files.attributesOfItem(atPath: place)[.modificationDate] as? Date ?? .now
        if let name, taken >= oldest {
          found.append((name, taken))
        } else {
          try files.removeItem(atPath: place)
        }
      }
      found.sort { ($1.taken, $0.name.file) < ($0.taken, $1.name.file) }
      let all = Dictionary(grouping: found.map(\.name), by: \.fingerprint)
      for name in all.values.flatMap({ $0.dropFirst(Self.most) }) {
        try files.removeItem(atPath: "\(path)/\(name.file)")
      }
      stored = all.mapValues { Array($0.prefix(Self.most)) }
      // Found here, and not when a file is read whose fault it is not.
      let probe = "\(path)/\(UUID().uuidString)\(Self.unfinished)"
      try DurableFile.create(probe, mode: 0o600)
      try files.removeItem(atPath: probe)
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// Whether a file is what an interrupted run left, or what an earlier program called a piece.
  private static func isWaste(_ file: String) -> Bool {
    file.hasSuffix(unfinished) || PieceFingerprint.isDigest(file)
  }

  /// The piece of a fingerprint that a condition holds for.
  ///
  /// - Parameters:
  ///   - fingerprint: The fingerprint.
  ///   - made: One that was stored since the folder was looked at, or nil.
  ///   - holds: The condition.
  /// - Returns: The piece; nil where there is none that is whole.
  func piece(
    of fingerprint: PieceFingerprint, _ made: PieceName?,
    where holds: (PieceReader) throws -> Bool
  ) -> PieceReader? {
    for name in (made.map { [$0] } ?? []) + (stored[fingerprint] ?? []) {
      let place = "\(path)/\(name.file)"
      // What cannot be read or unlocked is made anew. The digest of all bytes comes last: it costs most.
      guard let piece = PieceReader(place, of: fingerprint), (try? holds(piece)) == true,
        piece.isWhole
      else { continue }
      // That it was taken; where that cannot be noted, it is made anew some day.
      try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place)
      return piece
    }
    return nil
  }

  /// What stores the piece of a fingerprint.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func writer(
    of fingerprint: PieceFingerprint, _ key: SensitiveKey
  ) throws(RunFailure) -> PieceWriter {
    try PieceWriter(in: path, of: fingerprint, key)
  }
}
