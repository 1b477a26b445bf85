internal import SurveyModel

/// The words by which the tables of a report are read.
struct TableWords: Sendable {
  /// 单位: what stands behind says how a table or a column counts.
  let unitLabels: Words
  private let plainTitles: Words
  private let plainEnds: Words
  private let placeEnds: Words
  private let homes: Words
  private let notInNames: Words
  private let shares: Words
  private let totals: Words

  init(_ language: ReportLanguage) {
    unitLabels = language.find(.unitLabel)
    plainTitles = language.find(.plainTitles)
    plainEnds = language.find(.plainTitleEnds)
    placeEnds = language.find(.placeEnds)
    homes = language.find(.home)
    notInNames = language.find(.notInNames)
    shares = language.find(.shareTitles)
    totals = language.find(.totalTitles)
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
    if title.isEmpty || plainTitles.contains(title) { return true }
    guard let end = plainEnds.length(endingAt: title.count, in: title) else { return false }
    return title.dropLast(end).allSatisfy { $0.isDigit || $0 == "年" || $0 == "-" || $0 == "—" }
  }

  /// The place that a row's label names, or nil.
  func place(_ label: [Unicode.Scalar]) -> String? {
    guard (2...8).contains(label.count), placeEnds.stand(endingAt: label.count, in: label),
      !homes.contains(label), !label.contains(where: { notInNames.contains($0) })
    else { return nil }
    return label.string(label.indices)
  }

  /// Whether a title is of shares: 比重, 入户率.
  func isShare(_ title: [Unicode.Scalar]) -> Bool {
    shares.first(in: title.indices, of: title) != nil
  }

  /// Titles of one line each over as many columns: 自来水户数, 合计, 其中脱贫户 are two columns.
  ///
  /// - Returns: Nil where the titles do not fit the columns.
  func spread(_ titles: [[Unicode.Scalar]], over width: Int) -> [[Unicode.Scalar]]? {
    var columns: [[Unicode.Scalar]] = []
    var spanning: [Unicode.Scalar] = []
    for (index, title) in titles.enumerated() {
      let next = index + 1 < titles.count ? titles[index + 1] : []
      if titles.count > width, totals.stand(at: 0, in: next) {
        spanning = title
      } else if !spanning.isEmpty {
        columns.append(spanning + [","] + title)
      } else {
        columns.append(title)
      }
    }
    return columns.count == width ? columns : nil
  }
}
