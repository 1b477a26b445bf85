internal import Relational
internal import SurveyModel

extension RecordStatus {
  /// Whether a record, known by a name or the only one, is in quarantine.
  static func isHeld(_ name: String? = nil) -> Scalar {
    .binary(.column(name, "status"), .equal, .text(quarantined.name))
  }
}
