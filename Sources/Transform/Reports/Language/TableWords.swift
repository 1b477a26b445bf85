internal import SurveyModel

/// The words by which the tables of a report are read.
struct TableWords: Sendable {
  /// 单位: what stands behind says how a table or a column counts.
  let unitLabels: Words
  private let plainTitles: Words
  private let plainEnds: Words
  private let placeEnds: Words

  init(_ language: ReportLanguage) {
    unitLabels = language.find(.unitLabel)
    plainTitles = language.find(.plainTitles)
    plainEnds = language.find(.plainTitleEnds)
    placeEnds = language.find(.placeEnds)
  }

  /// The length of 单位: at a position, with its colon; nil where it does not stand.
  func label(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard let length = unitLabels.length(at: position, in: text), position + length < text.count,
      text[position + length] == ":"
    else { return nil }
    return length + 1
  }

  /// Whether a title says nothing about its numbers, or only when.
  func isPlain(_ title: [Unicode.Scalar]) -> Bool {
    title.isEmpty || plainTitles.contains(title)
      || plainEnds.stand(endingAt: title.count, in: title)
  }

  /// The place that a row's label names, or nil.
  func place(_ label: [Unicode.Scalar]) -> String? {
    guard (2...8).contains(label.count), placeEnds.stand(endingAt: label.count, in: label) else {
      return nil
    }
    return label.string(label.indices)
  }
}
