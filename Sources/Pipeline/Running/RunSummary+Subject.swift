import Foundation
import SurveyModel

extension RunSummary {
  /// How wide a line is that stands whole in the list of a mail program.
  private static let widest = 78

  /// How the run ended in one line, short enough for a mail's subject.
  ///
  ///     qin-county published: 30 tables, 4512 rows, 37 held back, 2 warnings (13.10 s)
  ///
  /// - Parameter pipeline: The name of the pipeline; where the line would be wider than 78 columns the least of the
  ///   figures is left out, and at last the name is cut; nil where it is not known.
  /// - Returns: The line, without a newline.
  public func subject(of pipeline: String?) -> String {
    let name = VisibleText.of(pipeline ?? "millet run")
    let rests = outcomes.map { " \($0) (\(Self.shown(seconds: seconds)))" }
    if let rest = rests.first(where: { ShownWidth.of(name + $0) <= Self.widest }) {
      return name + rest
    }
    let rest = rests.last ?? ""
    return ShownWidth.cut(name, to: max(Self.widest - ShownWidth.of(rest), 8)) + rest
  }

  /// A time as people read it.
  static func shown(seconds: Double) -> String { String(format: "%.2f s", seconds) }

  /// What became of the run, with all figures and with fewer.
  private var outcomes: [String] {
    switch status {
    case .published: figures.map { "published: \($0)" }
    case .unchanged: ["unchanged"]
    case .restored: ["published again as it was"]
    case .partial: ["kept, not published"]
    case .aside: figures.map { "kept beside latest: \($0)" }
    case .gateFailed:
      ["not published: \(gates), \(heldBack), \(warned)", "not published: \(gates)"]
    case .failed: ["failed: \(errors)"]
    case .wrongDefinition: ["not run, wrong definition: \(errors)"]
    case .wrongUsage: ["not run, wrong usage"]
    case .locked: ["not run, locked by another run"]
    case .interrupted: ["interrupted"]
    }
  }

  private var figures: [String] {
    let rows = tallies.reduce(0) { $0 + $1.tally.clean + $1.tally.corrected + $1.tally.quarantined }
    let few = "\(Self.count(rows, "row")), \(heldBack), \(warned)"
    return tables.isEmpty ? [few] : ["\(Self.count(tables.count, "table")), \(few)", few]
  }

  private var heldBack: String {
    "\(tallies.reduce(0) { $0 + $1.tally.quarantined }) held back"
  }

  private var warned: String { Self.count(warnings, "warning") }

  private var gates: String {
    guard let first = failedGates.first else { return "a gate failed" }
    return "gate \(first)" + (failedGates.count > 1 ? " and \(failedGates.count - 1) more" : "")
  }

  /// The number of errors, and the code of the first.
  private var errors: String {
    let errors = diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else { return "nothing is known of why" }
    return errors.count == 1
      ? first.code.rawValue : "\(errors.count) errors, the first \(first.code.rawValue)"
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
