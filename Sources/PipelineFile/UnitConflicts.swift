import SurveyModel

/// Finds words for a unit that would be worth two things: `元` as the unit yuan and as 2 of it.
enum UnitConflicts {
  /// Refuses conventions in which a word, alone or behind a multiplier, has two worths in one unit.
  static func refuse(in mapping: YAMLMapping) throws(RunFailure) {
    var multipliers: [(word: String, factor: Double)] = [("", 1)]
    for entry in try mapping["multipliers"]?.entries() ?? [] {
      multipliers.append((try entry.key.text(), try entry.value.number()))
    }
    var words: [String: FoldedMeanings] = [:]
    func add(
      _ word: YAMLValue, worth: Double, to unit: YAMLValue
    ) throws(RunFailure) {
      let name = try unit.name()
      var known: FoldedMeanings
      if let earlier = words[name] {
        known = earlier
      } else {
        known = try FoldedMeanings(of: .text)
      }
      for multiplier in multipliers {
        let factor = multiplier.factor * worth
        try known.add(
          multiplier.word + (try word.text()), meaning: "\(factor.plain) \(name)", at: word)
      }
      words[name] = known
    }
    for unit in try mapping["units"]?.entries() ?? [] {
      for word in try unit.value.listOrOne() { try add(word, worth: 1, to: unit.key) }
    }
    for unit in try mapping["conversions"]?.entries() ?? [] {
      for word in try unit.value.entries() {
        try add(word.key, worth: try word.value.number(), to: unit.key)
      }
    }
  }
}
