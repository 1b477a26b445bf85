import SurveyModel
import Synchronization
import Transform

/// The pieces of a run's files, stored when they are made and found again by all that decides them.
final class StoredPieces: Sendable {
  private let folder: PieceFolder
  private let fingerprints: PieceFingerprints
  private let answers: PlaceAnswers
  private let key: SensitiveKey
  private let schemas: [String: RecordSchema]
  private let reading: RunOptions.Reading
  private let passedOver: String?

  /// What became of the files so far.
  private struct Ledger {
    /// The paths of those that were read.
    var read: Set<String> = []
    /// The keyed hash of what each gives, by its path.
    var contents: [String: String] = [:]
    /// The names of those that this run has stored.
    var made: [PieceFingerprint: PieceName] = [:]
  }

  private let ledger = Mutex(Ledger())

  /// Takes the folder of a pipeline's pieces.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - fingerprints: What decides a piece.
  ///   - answers: What places mean.
  ///   - key: The key of sensitive values.
  ///   - pipeline: The pipeline.
  ///   - reading: Which files are read.
  ///   - path: A file of which no piece is taken or stored.
  init(
    _ folder: PieceFolder, _ fingerprints: PieceFingerprints, _ answers: PlaceAnswers,
    _ key: SensitiveKey, of pipeline: PipelineDefinition, reading: RunOptions.Reading,
    passingOver path: String? = nil
  ) {
    passedOver = path
    self.reading = reading
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
  var count: Int { ledger.withLock { $0.contents.count - $0.read.count } }

  /// Where what a file gives was taken from.
  func origin(of file: SourceFile) -> FileRead.Origin {
    ledger.withLock { $0.read.contains(file.path) } ? .file : .piece
  }

  /// The keyed hashes of what the files gave, by their paths.
  var contents: [String: String] { ledger.withLock { $0.contents } }

  /// Whether a file need not be read, since its piece is stored and holds.
  func has(_ file: SourceFile) -> Bool {
    reading == .changed
      && folder.hasPiece(of: fingerprints.fingerprint(of: file)) {
        answers.holds(try $0.questions(key))
      }
  }

  /// The keyed hash of what a file gives, whose piece is stored where it is not found.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - make: Reads the file, notes what it asks of places, and gives its parts.
  /// - Returns: The hash.
  /// - Throws: What `make` throws, then nothing is stored; `RunFailure` when the disk refuses.
  func content(
    of file: SourceFile,
    making make: (PlaceNotes, _ sink: (PiecePart) throws -> Void) throws -> Void
  ) throws -> String {
    if let piece = piece(of: file) { return try piece.content() }
    return try store(file, into: { _ in }, making: make)
  }

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
    if file.path == passedOver {
      try withoutActuallyEscaping(sink) { sink in try make(PlaceNotes()) { try sink($0) } }
      ledger.withLock { _ = $0.read.insert(file.path) }
    } else if let piece = piece(of: file) {
      let content = try piece.content()
      try piece.read(schemas, key, into: sink)
      ledger.withLock { $0.contents[file.path] = content }
    } else {
      try store(file, into: sink, making: make)
    }
  }

  /// The piece of a file that is stored and whole, where stored ones are taken or this run made it.
  private func piece(of file: SourceFile) -> PieceReader? {
    let fingerprint = fingerprints.fingerprint(of: file)
    let made = ledger.withLock { $0.made[fingerprint] }
    guard reading == .changed || made != nil else { return nil }
    return folder.piece(of: fingerprint, made) { answers.holds(try $0.questions(key)) }
  }

  /// Stores the piece of a file while it is read.
  @discardableResult
  private func store(
    _ file: SourceFile, into sink: (PiecePart) throws -> Void,
    making make: (PlaceNotes, _ sink: (PiecePart) throws -> Void) throws -> Void
  ) throws -> String {
    let fingerprint = fingerprints.fingerprint(of: file)
    let writer = try folder.writer(of: fingerprint, file, key)
    let notes = PlaceNotes()
    do {
      try withoutActuallyEscaping(sink) { sink in
        try make(notes) { part in
          try writer.append(part)
          try sink(part)
        }
      }
      let (name, content) = try writer.finish(answers.answered(notes.questions))
      ledger.withLock {
        $0.made[fingerprint] = name
        $0.read.insert(file.path)
        $0.contents[file.path] = content
      }
      return content
    } catch {
      writer.discard()
      throw error
    }
  }
}
