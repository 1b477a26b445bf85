import SurveyModel

extension ReadingLimits {
  /// Reads `limits: {cells: 1000000, …}`; what it leaves out stays as in `base`.
  init(_ value: YAMLValue?, over base: Self = .default) throws(RunFailure) {
    self = base
    guard let value else { return }
    let mapping = try value.mapping(of: .limits)
    for setting in Setting.allCases {
      guard let limit = mapping[setting.rawValue] else { continue }
      self[setting] = try limit.integer(in: setting.range)
    }
  }
}
