import ChineseText
import SurveyModel

/// What names eras, days of the week and parts of the day, folded: the English names, which need no
/// codebook, and those of the conventions.
struct DateNames: Sendable {
  /// The names of eras with the year before their first, the longest first.
  let eras: [(name: String, yearBefore: Int)]
  /// The names of the days of the week that may stand anywhere, Monday being 1, the longest first.
  let weekdays: [(name: String, day: Int)]
  /// What stands before the hours of a day, or behind them, the longest first.
  let dayParts: [String]
  /// The first bytes and the first characters of the names of days.
  private let firsts: (bytes: Set<UInt8>, scalars: Set<Unicode.Scalar>)

  /// Adds the names that offices use to the English ones.
  init(_ words: DateWords, folder: TextFolder) {
    func longestFirst<Meaning>(_ pairs: [(String, Meaning)]) -> [(String, Meaning)] {
      pairs.map { (folder.foldedValue($0), $1) }.filter { !$0.0.isEmpty }
        .sorted { ($1.0.utf8.count, $0.0) < ($0.0.utf8.count, $1.0) }
    }
    eras = longestFirst(words.eras.map { ($0.key, $0.value) })
      .map { (name: $0.0, yearBefore: $0.1) }
    weekdays = longestFirst(words.weekdays.flatMap { day, names in names.map { ($0, day) } })
      .map { (name: $0.0, day: $0.1) }
    dayParts = longestFirst((words.dayParts + ["am", "pm", "a.m.", "p.m."]).map { ($0, ()) })
      .map(\.0)
    firsts = (
      Set(weekdays.compactMap { $0.name.utf8.first }),
      Set(weekdays.compactMap { $0.name.unicodeScalars.first })
    )
  }

  /// Whether a text may name a day of the week.
  ///
  /// It has three letters in a row, as the English names have, or the first character of another
  /// name; most dates have neither.
  func mayNameWeekday(_ text: String) -> Bool {
    var letters = 0
    for byte in text.utf8 {
      letters = (97...122).contains(byte) ? letters + 1 : 0
      if letters == 3 { return true }
      if firsts.bytes.contains(byte) {
        return text.unicodeScalars.contains(where: firsts.scalars.contains)
      }
    }
    return false
  }
}
