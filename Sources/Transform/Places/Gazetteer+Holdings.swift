package import SurveyModel

extension Gazetteer {
  /// What the gazetteer and its changes hold, as notes for whoever checks a pipeline.
  ///
  /// - Parameters:
  ///   - name: The gazetteer's path.
  ///   - changesName: The path of the list of changes, or nil.
  /// - Returns: One note a file.
  package func holdings(name: String, changesName: String?) -> DiagnosticLog {
    var log = DiagnosticLog()
    func note(_ file: String, _ message: Diagnostic.Message) {
      log.record(Diagnostic(.placeCounted, .note, at: SourceLocation(file: file), message))
    }
    let levels = history.levels
      .map { level in (level, current.count { $0.level == level }) }
      .filter { $0.1 > 0 }
      .map { "\($0.1) of level \($0.0.name)" }
    note(
      name,
      """
      \(current.count) places on \(asOf) (\(levels.joined(separator: ", "))), \(others.count) lines of \
      other dates
      """)
    guard let changesName else { return log }
    let changes = history.changes
    let kinds = PlaceChange.Kind.allCases
      .map { kind in (kind, changes.count { $0.kind == kind }) }
      .filter { $0.1 > 0 }
      .map { "\($0.1) \($0.0.rawValue)" }
    guard let first = changes.first, let last = changes.last else {
      note(changesName, "no change")
      return log
    }
    note(
      changesName,
      "\(changes.count) changes (\(kinds.joined(separator: ", "))) from \(first.date) to \(last.date)"
    )
    return log
  }
}
