extension PipelineDefinition {
  /// The normalised records of clean rows as a database of their own, counted and summed on both sides.
  package struct MigrationPublication: Hashable, Sendable, Encodable {
    /// What becomes of the rows of a target that stands.
    package enum Mode: String, Hashable, Sendable, Encodable, CaseIterable {
      /// Rows with new keys go in; a key that is there with other values is a failure.
      case insert
      /// Rows with new keys go in, rows with other values are changed, and all others stay.
      case upsert
      /// The rows become those of the run.
      case replace
    }

    /// How the database has why a value is missing.
    package enum MissingForm: String, Hashable, Sendable, Encodable, CaseIterable {
      /// Not at all: there is no value.
      case plain
      /// As a column beside that of each variable.
      case columns
    }

    /// A database that stands from run to run, and that others use too.
    package struct Target: Hashable, Sendable, Encodable {
      /// The file; relative to the pipeline's root where it is not absolute.
      package let path: String
      /// What becomes of its rows.
      package let mode: Mode

      /// Describes a target.
      package init(path: String, mode: Mode) {
        self.path = path
        self.mode = mode
      }
    }

    /// The file, in the run's folder.
    package let file: String
    /// How it has why values are missing.
    package let missing: MissingForm
    /// Where the records go once the run is otherwise published; nil for nowhere else.
    package let target: Target?

    /// Describes a migration.
    package init(file: String, missing: MissingForm = .plain, target: Target? = nil) {
      self.file = file
      self.missing = missing
      self.target = target
    }

    /// The name of the column that says why the values of a variable are missing.
    package static func missingColumn(of variable: String) -> String { "\(variable)_missing" }
  }

  /// The migration that is published; nil where there is none.
  package var migration: MigrationPublication? {
    for case .migration(let migration) in publications { return migration }
    return nil
  }
}
