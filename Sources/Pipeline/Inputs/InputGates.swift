import Foundation
import Load
import OperatingSystem
import SurveyModel

/// The gates that look at a run's files and at nothing in them.
struct InputGates {
  private let pipeline: PipelineDefinition
  private let inputs: [InputFile]

  /// How many files are named.
  private static let mostNamed = 5

  init(_ pipeline: PipelineDefinition, _ inputs: InputFiles) {
    self.pipeline = pipeline
    self.inputs = inputs.inputs
  }

  /// Tests `files` and `freshness`, as far as the pipeline has them.
  func test(at time: Date = .now) -> [GateResult] {
    [files, freshness(at: time)].compactMap(\.self)
  }

  /// How many files are missing or too many.
  private var files: GateResult? {
    guard !pipeline.gates.files.isEmpty else { return nil }
    var wrong = 0
    var findings: [String] = []
    for expectation in pipeline.gates.files {
      let paths = inputs(of: expectation.source).map(\.file.path)
      let whose = expectation.source.map { "\($0): " } ?? ""
      switch expectation.files {
      case .count(let count):
        guard paths.count != count else { continue }
        wrong += abs(paths.count - count)
        findings.append("\(whose)expected \(count) files, found \(paths.count)")
      case .names(let names):
        let missing = names.filter { name in !paths.contains { Self.is($0, name) } }
        let surplus = paths.filter { path in !names.contains { Self.is(path, $0) } }
        wrong += missing.count + surplus.count
        if !missing.isEmpty {
          findings.append("\(whose)missing \(missing.listed(most: Self.mostNamed))")
        }
        if !surplus.isEmpty {
          findings.append("\(whose)not expected \(surplus.listed(most: Self.mostNamed))")
        }
      }
    }
    return GateResult(
      name: "files", limit: 0, value: Double(wrong), finding: findings.joined(separator: "; "))
  }

  /// The days by which the newest file of a source is older than it may be.
  private func freshness(at time: Date) -> GateResult? {
    guard !pipeline.gates.freshness.isEmpty else { return nil }
    var most = 0.0
    var findings: [String] = []
    for gate in pipeline.gates.freshness {
      for source in gate.source.map({ [$0] }) ?? pipeline.sources.map(\.name) {
        guard let newest = inputs(of: source).map(\.state.modified).max() else { continue }
        let days = (time.timeIntervalSince1970 - Double(newest) / 1e9) / 86_400
        guard days > gate.days else { continue }
        most = max(most, days - gate.days)
        findings.append(
          "the newest file of \(source) is \(Int(days)) days old, allowed are \(DecimalText.shortest(gate.days))"
        )
      }
    }
    return GateResult(
      name: "freshness", limit: 0, value: most, finding: findings.joined(separator: "; "))
  }

  private func inputs(of source: String?) -> [InputFile] {
    guard let source else { return inputs }
    return inputs.filter { $0.file.sources.contains(source) }
  }

  private static func `is`(_ path: String, _ name: String) -> Bool {
    path == name || path.hasSuffix("/\(name)")
  }
}
