import Foundation

/// A run that something befalls, and the run behind it.
struct CrashTrial: Sendable {
  /// What befalls the first run.
  let fault: CrashFault
  /// At which call, from 1, or after how many milliseconds.
  let place: Int

  /// What came of a trial.
  struct Outcome: Sendable {
    /// What is not as it must be; nothing where all is.
    var objections: [String] = []
    /// How the first run ended.
    var ending: MilletProcess.Ending?
  }

  /// Makes both runs and looks at what there is after each.
  func outcome(in county: CrashCounty) -> Outcome {
    var outcome = Outcome()
    do {
      let copy = try county.copy()
      let run = try disturbedRun(of: copy)
      outcome.ending = run.ending
      let call = fault == .killedAtTime ? "any call" : try copy.calls().last ?? "no call"
      var objections = [fault.objection(to: run)].compactMap(\.self)
      objections += self.objections(to: copy, after: run, call, county)
      objections += try self.objections(to: copy, afterNextOf: run, county)
      outcome.objections = objections.map {
        "\(fault.name) at \(place) (\(call)), \(run.ending): \($0)\n\(run.errors)"
      }
    } catch {
      outcome.objections = ["\(fault.name) at \(place): \(error)"]
    }
    return outcome
  }

  private func disturbedRun(of copy: CrashCounty.Copy) throws -> MilletProcess {
    try copy.run(fault.mode(at: place), on: fault.kinds) { process in
      guard fault == .killedAtTime else { return }
      usleep(UInt32(place) * 1000)
      kill(process, SIGKILL)
    }
  }

  /// What is wrong with what readers find when the run has ended.
  private func objections(
    to copy: CrashCounty.Copy, after run: MilletProcess, _ call: String, _ county: CrashCounty
  ) -> [String] {
    do {
      // A run that has said that it is published is so, and stays so.
      let mustBeNew = run.ending == .status(0) || call.hasPrefix("end")
      let found = try copy.state()
      guard mustBeNew || found != county.before else { return [] }
      guard let found else { return ["latest is gone"] }
      let differences = differences(of: found, from: county, after: run)
      return differences.isEmpty ? [] : ["latest differs: \(differences)"]
    } catch {
      return ["latest is not whole: \(error)"]
    }
  }

  /// What is wrong when another run has ended that nothing has disturbed.
  private func objections(
    to copy: CrashCounty.Copy, afterNextOf run: MilletProcess, _ county: CrashCounty
  ) throws -> [String] {
    var objections: [String] = []
    let next = try copy.run()
    if next.ending != .status(0) {
      objections.append("the next run ends with \(next.ending): \(next.errors)")
    }
    do {
      let found = try PublishedState(copy.results)
      let differences = differences(of: found, from: county, after: run)
      if !differences.isEmpty { objections.append("the next run differs: \(differences)") }
    } catch {
      objections.append("latest is not whole after the next run: \(error)")
    }
    let changes = try copy.names().difference(from: county.names)
    let left = changes.insertions.map(\.name)
    if !left.isEmpty { objections.append("left behind: \(left)") }
    // A piece can be gone at any time.
    let lost = changes.removals.map(\.name).filter { !$0.hasPrefix("pieces/") }
    if !lost.isEmpty { objections.append("lost: \(lost)") }
    return objections
  }

  private func differences(
    of found: PublishedState, from county: CrashCounty, after run: MilletProcess
  ) -> [String] {
    var differences = found.differences(from: county.after)
    // That an earlier run could not be read is told, and the store has what is told.
    if run.errors.contains("[store.earlier-unreadable]") {
      differences.removeAll { $0 == "stages.sqlite" }
    }
    return differences
  }
}

extension CollectionDifference<String>.Change {
  /// The name that is there, or that is not.
  fileprivate var name: String {
    switch self {
    case .insert(_, let name, _), .remove(_, let name, _): name
    }
  }
}
