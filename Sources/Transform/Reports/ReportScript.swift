internal import SurveyModel

/// How the words of a report are written, as far as its letters show.
enum ReportScript {
  /// Characters without spaces between words: Chinese.
  case unspaced
  /// Letters, with spaces between words.
  case spaced

  private static let reach = 4000
  private static let fewest = 40

  /// The script of a document; nil where it has too few letters to tell.
  init?(_ document: ReportDocument) {
    var ideographs = 0
    var letters = 0
    for scalar in document.paragraphs.lazy.flatMap(\.scalars).prefix(Self.reach) {
      if (0x3400...0x9FFF).contains(scalar.value) {
        ideographs += 1
      } else if scalar.properties.isAlphabetic {
        letters += 1
      }
    }
    guard ideographs + letters >= Self.fewest || ideographs == 0 && letters > 0 else { return nil }
    // A Chinese sentence takes a third of the characters of an English one.
    self = ideographs * 20 >= letters ? .unspaced : .spaced
  }
}
