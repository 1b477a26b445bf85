import DurableFiles
import Foundation
import SurveyModel

/// The stored pieces of a pipeline, each under its name; any of them can be deleted at any time.
///
/// One that no run took for a month is deleted by the next run, and of many of one path those that were
/// taken longest ago.
struct PieceFolder: Sendable {
  /// Where the pieces of a pipeline stand in its folder of results.
  static func path(in folder: String) -> String { "\(folder)/pieces" }

  /// How the names of pieces end that are not whole yet.
  static let unfinished = ".part"

  /// How many pieces of one path stay, of other bytes or made with other places each.
  static let most = 4

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
      for name in try Self.waste(path) { try files.removeItem(atPath: "\(path)/\(name)") }
      stored = Dictionary(grouping: try Self.named(path).map(\.name), by: \.fingerprint)
      // Found here, and not when a file is read whose fault it is not.
      let probe = "\(path)/\(UUID().uuidString)\(Self.unfinished)"
      try DurableFile.create(probe, mode: 0o600)
      try files.removeItem(atPath: probe)
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// Looks at a folder and changes nothing there.
  ///
  /// - Throws: `RunFailure` when it is there and cannot be read.
  init(lookingAt path: String) throws(RunFailure) {
    self.path = path
    do {
      stored =
        FileManager.default.fileExists(atPath: path)
        ? Dictionary(grouping: try Self.named(path).map(\.name), by: \.fingerprint) : [:]
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// The pieces in a folder, the one that was taken last first.
  private static func named(_ path: String) throws -> [(name: PieceName, taken: Date)] {
    var found: [(name: PieceName, taken: Date)] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: path) {
      guard let name = PieceName(file: file) else { continue }
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
      found.append((name, attributes[.modificationDate] as? Date ?? .now))
    }
    return found.sorted { ($1.taken, $0.name.file) < ($0.taken, $1.name.file) }
  }

  /// The files of a folder that nobody asks for any more, where no run holds the lock; none where there is no
  /// folder.
  ///
  /// - Throws: What the file system refuses.
  static func waste(_ path: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let oldest = Date.now.addingTimeInterval(-Double(days) * 24 * 3600)
    var kept: [UInt32: Int] = [:]
    var waste = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { PieceName(file: $0) == nil && isWaste($0) }
    for (name, taken) in try named(path) {
      kept[name.number, default: 0] += 1
      if taken < oldest || kept[name.number, default: 0] > most { waste.append(name.file) }
    }
    return waste.sorted()
  }

  /// The files of a folder that an interrupted run left, where no run holds the lock.
  static func unfinished(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(unfinished) }
  }

  /// Whether a file is what an interrupted run left, or a piece of another form.
  private static func isWaste(_ file: String) -> Bool {
    file.hasSuffix(unfinished) || PieceFingerprint.isDigest(String(file.prefix { $0 != "-" }))
  }

  /// The piece of a fingerprint that a condition holds for.
  ///
  /// - Parameters:
  ///   - fingerprint: The fingerprint.
  ///   - made: One that was stored since the folder was looked at, or nil.
  ///   - holds: The condition.
  /// - Returns: The piece, which is noted as taken; nil where there is none that is whole.
  func piece(
    of fingerprint: PieceFingerprint, _ made: PieceName?,
    where holds: (PieceReader) throws -> Bool
  ) -> PieceReader? {
    guard let (piece, place) = whole(fingerprint, made, where: holds) else { return nil }
    // That it was taken; where that cannot be noted, it is made anew some day.
    try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place)
    return piece
  }

  /// Whether there is a piece of a fingerprint that a condition holds for.
  func hasPiece(
    of fingerprint: PieceFingerprint, where holds: (PieceReader) throws -> Bool
  ) -> Bool {
    whole(fingerprint, nil, where: holds) != nil
  }

  private func whole(
    _ fingerprint: PieceFingerprint, _ made: PieceName?,
    where holds: (PieceReader) throws -> Bool
  ) -> (piece: PieceReader, place: String)? {
    for name in (made.map { [$0] } ?? []) + (stored[fingerprint] ?? []) {
      let place = "\(path)/\(name.file)"
      // What cannot be read or unlocked is made anew. The digest of all bytes comes last: it costs most.
      guard let piece = PieceReader(place, of: fingerprint), (try? holds(piece)) == true,
        piece.isWhole
      else { continue }
      return (piece, place)
    }
    return nil
  }

  /// What stores the piece of a fingerprint.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func writer(
    of fingerprint: PieceFingerprint, _ file: SourceFile, _ key: SensitiveKey
  ) throws(RunFailure) -> PieceWriter {
    try PieceWriter(in: path, of: fingerprint, file, key)
  }
}
