import ChineseText
import SurveyModel

/// The words for units, folded: in a header, in a cell, in a note over the worksheet.
struct UnitWords: Sendable {
  private let factors: [String: [(word: String, factor: Double)]]

  init(_ conventions: Conventions, folder: TextFolder) {
    let units = Set(conventions.units.keys).union(conventions.conversions.keys)
    let pairs = units.map { name in
      var factors: [(word: String, factor: Double)] = []
      let own = (conventions.units[name] ?? []).map { ($0, 1.0) }
      let others = (conventions.conversions[name] ?? [:]).map { ($0.key, $0.value) }
      for (word, worth) in own + others {
        let unit = folder.folded(word)
        factors.append((unit, worth))
        for multiplier in conventions.multipliers where name != PercentText.unit {
          factors.append((folder.folded(multiplier.key) + unit, multiplier.value * worth))
        }
      }
      return (
        name,
        factors.sorted {
          ($1.word.count, $0.word, $0.factor) < ($0.word.count, $1.word, $1.factor)
        }
      )
    }
    var all = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    let percent = all[PercentText.unit] ?? []
    all[PercentText.unit] =
      percent
      + PercentText.words.filter { built in !percent.contains { $0.word == built.word } }
    factors = all
  }

  /// The words for a base unit and its multiples, longest first, each with its worth in base units.
  func words(of unit: String?) -> [(word: String, factor: Double)] {
    unit.flatMap { factors[$0] } ?? []
  }

  /// What one of `word` is in a base unit; nil when it is another unit's word, or none.
  func factor(of word: String, in unit: String?) -> Double? {
    words(of: unit).first { $0.word == word }?.factor
  }

  /// Whether the sign of the yuan says nothing else than a unit: it is counted in yuan, or in nothing.
  func isMoney(_ unit: String?) -> Bool {
    guard let unit, unit != "yuan" else { return true }
    let yuan = Set(words(of: "yuan").filter { $0.factor == 1 }.map(\.word))
    return words(of: unit).contains { $0.factor == 1 && yuan.contains($0.word) }
  }

  /// Whether any unit has the word.
  func isUnit(_ word: String) -> Bool {
    factors.values.contains { $0.contains { $0.word == word } }
  }
}
