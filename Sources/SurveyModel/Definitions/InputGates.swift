extension PipelineDefinition {
  /// The files that a source, or all of them, must have.
  public struct FileExpectation: Hashable, Sendable, Encodable {
    /// What is expected.
    public enum Files: Hashable, Sendable, Encodable {
      /// So many.
      case count(Int)
      /// These and no others, each by its path or the end of it.
      case names([String])
    }

    /// The source, or nil for all of them together.
    public let source: String?
    /// What is expected.
    public let files: Files

    /// Expects files.
    public init(source: String?, files: Files) {
      self.source = source
      self.files = files
    }
  }

  /// How much the number of rows of a source, in all and in each place, may differ from that of the
  /// latest published run.
  public struct RowChange: Hashable, Sendable, Encodable {
    /// The greatest part of the earlier rows by which the number may fall or rise.
    public let share: Double
    /// The level of the places that are compared.
    public let level: PlaceLevel
    /// The earlier rows below which a place is compared only for having any at all.
    public let minimum: Int

    /// Limits the change.
    public init(share: Double, level: PlaceLevel = .township, minimum: Int = 20) {
      self.share = share
      self.level = level
      self.minimum = minimum
    }
  }

  /// How old the newest file of a source may be.
  public struct Freshness: Hashable, Sendable, Encodable {
    /// The source, or nil for each of them.
    public let source: String?
    /// The most days between the last change of the newest file and the run.
    public let days: Double

    /// Limits the age.
    public init(source: String?, days: Double) {
      self.source = source
      self.days = days
    }
  }
}
