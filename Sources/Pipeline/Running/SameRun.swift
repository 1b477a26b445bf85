import Foundation
import Load
import SurveyModel

/// A run before the latest, made of the very same as one that is about to be made: files, definition, references,
/// program and key.
///
/// What it published is what would be published now, as long as nothing of that depends on the run before it:
/// rules over `previous.`, gates over changes, the target of a migration, and layouts of worksheets that are
/// others in the latest run.
struct SameRun {
  /// What is found by looking at runs before, or is told once.
  private static let findingsOfTime: [Diagnostic.Code] = [
    .sheetLayoutDrifted, .storeEarlierUnreadable, .storeKeyMade,
  ]

  /// Its name.
  let id: String

  /// Looks for the newest such run of a pipeline before its latest.
  ///
  /// - Returns: nil where there is none, or what it published may not be what would be now.
  /// - Throws: `RunFailure` when the key cannot be read.
  init?(
    of pipeline: PipelineDefinition, _ identity: RunIdentity, before latest: FinishedRun?,
    in folder: String
  ) throws(RunFailure) {
    let key = SensitiveKey.path(in: folder)
    guard !pipeline.looksBack, let latest, FileManager.default.fileExists(atPath: key) else {
      return nil
    }
    let runs = RunName.all(in: folder)
      .filter { $0.digits == identity.digits && $0.text != latest.id }
      .reversed().map { FinishedRun(named: $0.text, in: folder) }
    guard !runs.isEmpty else { return nil }
    let keyIdentity = try SensitiveKey(path: key).identity
    let layouts = Self.layouts(of: latest)
    let same = runs.first { run in
      FinishedRun.isPublished(run.path) && run.isWhole && run.key == keyIdentity
        && run.report?.program == identity.program && run.hasDefinition(identity.definition)
        && Self.hasLayouts(of: run, as: layouts) && !Self.hasFindingsOfTime(run)
    }
    guard let same else { return nil }
    id = same.id
  }

  private static func layouts(of run: FinishedRun) -> [WorksheetLayout]? {
    let reader = try? StageReader(
      at: "\(run.path)/\(LoadStage.storeName)", on: EmbeddedEngine.provider)
    // A store that cannot be read is no ground for a shorter way.
    return reader.flatMap { try? $0.layouts() }
  }

  /// Whether no worksheet stands otherwise in a run than in the latest.
  private static func hasLayouts(of run: FinishedRun, as latest: [WorksheetLayout]?) -> Bool {
    guard let latest, let own = layouts(of: run) else { return false }
    return DiagnosticLog(drifts: own, from: latest).diagnostics.isEmpty
  }

  private static func hasFindingsOfTime(_ run: FinishedRun) -> Bool {
    guard
      let text = try? String(contentsOfFile: "\(run.path)/diagnostics.jsonl", encoding: .utf8)
    else { return true }
    return findingsOfTime.contains { text.contains(#""\#($0.rawValue)""#) }
  }
}

extension PipelineDefinition {
  /// Whether what a run publishes depends on the run before it, or goes elsewhere too.
  var looksBack: Bool {
    let asksForEarlier = rules.flatMap(\.formulas).flatMap(\.variables)
      .compactMap(RecordRelations.path)
      .contains { $0.record == RecordRelations.previous }
    return asksForEarlier || gates.rowChange != nil || !gates.figureChanges.isEmpty
      || migration != nil
  }
}
