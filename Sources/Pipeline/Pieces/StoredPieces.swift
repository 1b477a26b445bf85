import SurveyModel
import Synchronization
import Transform

/// The pieces of a run's files, stored the first time and found again by all that decides them.
final class StoredPieces: Sendable {
  private let folder: PieceFolder
  private let fingerprints: PieceFingerprints
  private let answers: PlaceAnswers
  private let key: SensitiveKey
  private let schemas: [String: RecordSchema]
  private let found = Mutex(0)

  /// Takes the folder of a pipeline's pieces.
  init(
    _ folder: PieceFolder, _ fingerprints: PieceFingerprints, _ answers: PlaceAnswers,
    _ key: SensitiveKey, of pipeline: PipelineDefinition
  ) {
    self.folder = folder
    self.fingerprints = fingerprints
    self.answers = answers
    self.key = key
    schemas = Dictionary(
      uniqueKeysWithValues: pipeline.sources.compactMap { source in
        source.schema.map { (source.name, $0) }
      })
  }

  /// How many files were not read because their pieces were found.
  var count: Int { found.withLock { $0 } }

  /// Gives the parts of a file's piece, and stores it where it is not found.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - sink: Takes the parts.
  ///   - make: Reads the file, notes what it asks of places, and gives its parts.
  /// - Throws: What `make` or `sink` throws, then nothing is stored; `RunFailure` when the disk refuses.
  func read(
    _ file: SourceFile, into sink: (PiecePart) throws -> Void,
    making make: (PlaceNotes, _ sink: (PiecePart) throws -> Void) throws -> Void
  ) throws {
    let fingerprint = fingerprints.fingerprint(of: file)
    let stored = folder.piece(of: fingerprint) { answers.holds(try $0.questions(key)) }
    if let piece = stored {
      try piece.read(schemas, into: sink)
      found.withLock { $0 += 1 }
      return
    }
    let writer = try folder.writer(of: fingerprint)
    let notes = PlaceNotes()
    do {
      try withoutActuallyEscaping(sink) { sink in
        try make(notes) { part in
          try writer.append(part)
          try sink(part)
        }
      }
      try writer.finish(answers.answered(notes.questions), key)
    } catch {
      writer.discard()
      throw error
    }
  }
}
