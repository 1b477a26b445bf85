import ArgumentParser

/// What the command line puts in the place of the pipeline file's.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Put a value in the place of the pipeline file's.", valueName: "key=value"))
  var settings: [String] = []

  /// The keys and their values.
  ///
  /// - Throws: `ValidationError` where one has no key.
  func pairs() throws -> [(key: String, value: String)] {
    try settings.map { setting in
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("expected --set KEY=VALUE, found “\(setting)”")
      }
      return (String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
    }
  }
}
