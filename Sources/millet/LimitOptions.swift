import ArgumentParser
import SurveyModel

/// What a file that is read may ask of memory and time, as the command line sets it.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A reading limit, such as cells=1000000; may stand several times.", valueName: "name=value"))
  var limit: [String] = []

  func validate() throws { _ = try limits() }

  /// The limits that the options set.
  func limits() throws -> ReadingLimits {
    var limits = ReadingLimits.default
    for option in limit {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let setting = ReadingLimits.Setting(rawValue: String(parts[0])) else {
        let known = ReadingLimits.Setting.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("expected a limit of \(known), found “\(parts[0])”")
      }
      guard parts.count == 2, let value = Int(parts[1]), setting.range.contains(value) else {
        throw ValidationError(
          "expected \(setting.rawValue)=N with N from \(setting.range.lowerBound) to \(setting.range.upperBound), found “\(option)”"
        )
      }
      limits[setting] = value
    }
    return limits
  }
}
