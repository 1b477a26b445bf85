internal import SurveyModel

/// What a target is told of the run that changes it.
struct TargetRun {
  /// Who brings runs into a target: pipelines of one name in several folders are several.
  struct Owner: Hashable {
    /// The pipeline's name.
    let pipeline: String
    /// What tells the secret of its sensitive values from others, and so the folder of its results.
    let key: String
  }

  /// The run's name.
  let id: String
  /// Who brings it.
  let owner: Owner
  /// When it ended, ISO 8601 in UTC.
  let finished: String
  /// The files that were read.
  let files: [SourceFile]
  /// The columns of the run's own database, compared with the store.
  let columns: [ComparedColumn]

  /// What tells the records of the run from those of others, whatever files they are from.
  var digest: String {
    var hash = FNV1a()
    for column in columns {
      for byte in "\(column.record).\(column.column):\(column.target.rows):".utf8 { hash.add(byte) }
      hash.add(column.target.hash)
    }
    return FNV1a.digits(of: hash.hash)
  }
}
