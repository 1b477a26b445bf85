/// How a run is made.
public struct RunOptions: Sendable {
  /// Whether a run is made when nothing changed since the latest.
  public enum Repetition: Hashable, Sendable {
    /// Always.
    case always
    /// Only when inputs, definition or program changed.
    case whenChanged
  }

  /// Whether a run whose gates are all passed becomes the pipeline's latest.
  public enum Standing: Hashable, Sendable {
    /// `latest` will name it.
    case published
    /// It has all its files and stands beside: it is on the places of another day than the definition.
    case aside
    /// It is made on trial: it has all its files and stands beside, and the target of a migration, which was
    /// changed up to the end of the transaction, is as it was.
    case trial
  }

  /// Which files are read.
  public enum Reading: Hashable, Sendable {
    /// Those of which nothing is stored that holds: what a file gave is taken as long as nothing that decides
    /// it has changed. The results are the same.
    case changed
    /// All.
    case all
  }

  /// Whether what a run publishes is held against a run that reads everything.
  public enum Verification: Hashable, Sendable {
    /// It is not.
    case none
    /// It is, byte for byte, before anything is published; an unchanged run holds what is published against it.
    case full
  }

  /// The folder of results, or nil for `Output` below the pipeline's root.
  public var output: String?
  /// The stage after which the run ends, or nil; such a run publishes nothing.
  public var until: RunStage?
  /// The only tables to compute, or none for all; such a run publishes nothing.
  public var tables: [String]
  /// Whether a run is made when nothing changed.
  public var repetition: Repetition
  /// Whether the run becomes the latest.
  public var standing: Standing
  /// How many files are read at once, at least one; nil for as many as there are processors.
  public var readers: Int?
  /// Which files are read; what each of them gives is stored as a piece.
  public var reading: Reading
  /// How many seconds to wait for another run of the pipeline to end.
  public var wait: Int
  /// Whether what is published is held against a run that reads everything.
  public var verification: Verification
  /// The results that the run stands beside: it takes their key, and is held against the run that is named.
  package struct Original: Hashable, Sendable {
    /// The pipeline's folder.
    let folder: String
    /// The run that records are held against; nil for none.
    let previous: String?
  }

  /// The results that the run stands beside; nil for a run of its own.
  package var original: Original?
  /// A cell that is taken for something else than its file has; nil for none.
  ///
  /// The run takes the pieces of the results that it stands beside, and stores none of the file with the cell.
  var edit: CellEdit?
  /// A checkpoint at which the process kills itself, for tests of crash safety; nil for none.
  package var faultPoint: String?
  /// Called at every checkpoint; the run goes on when it returns.
  package var atCheckpoint: @Sendable () -> Void = {}

  /// Sets the options.
  public init(
    output: String? = nil, until: RunStage? = nil, tables: [String] = [],
    repetition: Repetition = .whenChanged, standing: Standing = .published, readers: Int? = nil,
    reading: Reading = .changed, wait: Int = 0, verification: Verification = .none
  ) {
    self.verification = verification
    self.wait = wait
    self.readers = readers
    self.reading = reading
    self.standing = standing
    self.output = output
    self.until = until
    self.tables = tables
    self.repetition = repetition
  }

  /// Whether the run is made to look at and not to publish.
  var isPartial: Bool { until != nil && until != .publish || !tables.isEmpty }
}
