import Foundation
import Load
public import SurveyModel

extension PipelineRunner {
  /// Finds out what ``run()`` would do, without a lock and without writing anything.
  ///
  /// A file that would be read may turn out to give what it gave before, and then the run ends as one in
  /// which nothing changed; that only reading it can tell.
  ///
  /// - Returns: What would be done, and the reason for each.
  /// - Throws: `RunFailure` when the run could not be made: a pattern without a file, a wrong definition
  ///   or reference file.
  public func plan() throws(RunFailure) -> RunPlan {
    _ = try compiledTables()
    let found = try look(in: folder, StageClock(RunTeller(pipeline.name, SilentObserver())))
    if let latest = found.unchanged, options.verification == .none {
      return RunPlan(items: [
        RunPlan.Item(
          action: .stay, name: latest.id,
          reason: "its files, definition, references and program are those of now")
      ])
    }
    if mayStay(found.gates), options.verification == .none,
      let earlier = try SameRun(of: pipeline, found.identity, before: found.latest, in: folder)
    {
      return RunPlan(items: [
        RunPlan.Item(
          action: .publish, name: earlier.id,
          reason:
            "its files, definition, references and program are those of now; latest will name it again"
        )
      ])
    }
    let definition = DefinitionFingerprint(of: pipeline, whole: found.identity.definition)
    let changes = RunChanges(since: found.latest, found.identity, definition, found.inputs)
    return RunPlan(
      items: try files(found, definition, changes) + computed(changes)
        + [ending(found, changes)])
  }

  private func files(
    _ found: Found, _ definition: DefinitionFingerprint, _ changes: RunChanges
  ) throws(RunFailure) -> [RunPlan.Item] {
    guard options.until != .find else { return [] }
    let pieces = try storedPieces(found, definition)
    return found.inputs.files.map { file in
      if options.reading == .all {
        return RunPlan.Item(action: .read, name: file.path, reason: "--full reads every file")
      }
      guard let pieces else {
        return RunPlan.Item(
          action: .read, name: file.path,
          reason: "there is no key of sensitive values yet, and so nothing that was stored with it")
      }
      return pieces.has(file)
        ? RunPlan.Item(
          action: .take, name: file.path,
          reason: "its content, and all that decides what it gives, are as before")
        : RunPlan.Item(action: .read, name: file.path, reason: changes.ofFile(file))
    }
  }

  /// The stored pieces, as they are; nil where there is no key yet, which a run would make.
  private func storedPieces(
    _ found: Found, _ definition: DefinitionFingerprint
  ) throws(RunFailure) -> StoredPieces? {
    let path = SensitiveKey.path(in: folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let key = try SensitiveKey(path: path)
    let context = try RunContext(pipeline, found.contents) { key.seal($0) }
    return StoredPieces(
      try PieceFolder(lookingAt: PieceFolder.path(in: folder)),
      try PieceFingerprints(pipeline, definition, found.contents, context, key),
      context.placeAnswers(key), key, of: pipeline, reading: options.reading)
  }

  private func computed(_ changes: RunChanges) -> [RunPlan.Item] {
    var items: [RunPlan.Item] = []
    if isWanted(.transform) {
      items.append(
        RunPlan.Item(
          action: .compute, name: "\(pipeline.rules.count) rules, duplicates, parents",
          reason: "they are tested over all records of a run"))
    }
    guard isWanted(.tabulate) else { return items }
    let wanted = pipeline.tables.filter {
      options.tables.isEmpty || options.tables.contains($0.name)
    }
    return items
      + wanted.map { table in
        RunPlan.Item(
          action: .compute, name: "table \(table.name)",
          reason: changes.ofTable(table.name) ?? "it is computed over all records of a run")
      }
  }

  private func ending(
    _ found: Found, _ changes: RunChanges
  ) -> RunPlan.Item {
    let failed = found.gates.filter { !$0.isPassed }
    let asked = options.repetition == .always ? ["--force asks for it"] : []
    let verified = options.verification == .full ? ["--verify holds it against a full run"] : []
    let reasons =
      asked + verified + changes.ofRun
      + [found.targetChange?.message.description].compactMap(\.self)
    let reason =
      reasons.isEmpty ? "not all that decides it is as it was" : reasons.joined(separator: "; ")
    if options.until == .find {
      return RunPlan.Item(
        action: .stay, name: "nothing", reason: "--until find looks for the files alone")
    }
    if options.isPartial {
      return RunPlan.Item(
        action: .keep, name: "a run to look at", reason: "--until or --only; \(reason)")
    }
    if let gate = failed.first {
      return RunPlan.Item(
        action: .keep, name: "a run to look at", reason: "the gate \(gate.name) fails; \(reason)")
    }
    if options.standing == .trial {
      return RunPlan.Item(
        action: .keep, name: "a run on trial", reason: "--dry-run publishes nothing; \(reason)")
    }
    if options.standing == .aside {
      return RunPlan.Item(
        action: .keep, name: "a run beside latest",
        reason: "it is on the places of another day; \(reason)")
    }
    // Of another definition, program or target nothing can come to the same.
    let maySame =
      mayStay(found.gates) && found.targetChange == nil
      && found.latest?.hasDefinition(found.identity.definition) == true
      && found.latest?.report?.program == found.identity.program
    let exception = maySame ? "; unless it comes to the same as \(found.latest?.id ?? "")" : ""
    return RunPlan.Item(action: .publish, name: "a new run", reason: reason + exception)
  }
}
