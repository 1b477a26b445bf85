extension PipelineDefinition {
  /// The files that a source, or all of them, must have.
  package struct FileExpectation: Hashable, Sendable, Encodable {
    /// What is expected.
    package enum Files: Hashable, Sendable, Encodable {
      /// So many.
      case count(Int)
      /// These and no others, each by its path or the end of it.
      case names([String])
    }

    /// The source, or nil for all of them together.
    package let source: String?
    /// What is expected.
    package let files: Files

    /// Expects files.
    package init(source: String?, files: Files) {
      self.source = source
      self.files = files
    }
  }

  /// How much the number of rows of a source, in all and in each place, may differ from that of the
  /// latest published run.
  package struct RowChange: Hashable, Sendable, Encodable {
    /// The greatest part of the earlier rows by which the number may fall or rise.
    package let share: Double
    /// The level of the places that are compared.
    package let level: PlaceLevel
    /// The earlier rows below which a place is compared only for having any at all.
    package let minimum: Int

    /// Limits the change.
    package init(share: Double, level: PlaceLevel, minimum: Int = 20) {
      self.share = share
      self.level = level
      self.minimum = minimum
    }
  }

  /// How old the newest file of a source may be.
  package struct Freshness: Hashable, Sendable, Encodable {
    /// The source, or nil for each of them.
    package let source: String?
    /// The most days between the last change of the newest file and the run.
    package let days: Double

    /// Limits the age.
    package init(source: String?, days: Double) {
      self.source = source
      self.days = days
    }
  }
}
