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

  /// How much a figure may differ from that of the latest published run.
  package struct FigureChange: Hashable, Sendable, Encodable {
    /// What the greatest difference is measured in.
    package enum Bound: Hashable, Sendable, Encodable {
      /// The unit of the measure.
      case difference(Double)
      /// A part of the earlier figure.
      case share(Double)
    }

    /// The table.
    package let table: String
    /// The measure of it.
    package let measure: String
    /// The greatest difference that passes.
    package let bound: Bound
    /// The narrowest level whose rows are compared; nil for the rows of the whole alone.
    package let level: PlaceLevel?

    /// Limits the difference.
    package init(table: String, measure: String, bound: Bound, level: PlaceLevel? = nil) {
      self.table = table
      self.measure = measure
      self.bound = bound
      self.level = level
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
