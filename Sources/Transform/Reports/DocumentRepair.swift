internal import ChineseText
package import SurveyModel

/// Repairs a document paragraph by paragraph, with the document itself as the context of guesses.
package struct DocumentRepair {
  private let folder: TextFolder
  private let marks: NoteMarks
  private var repairer: ReportRepairer?
  private var twins: TwinTitle?

  init(
    _ document: ReportDocument, folder: TextFolder, vocabulary: [String], questions: [String],
    marks: NoteMarks = NoteMarks(raised: Words([]))
  ) {
    self.folder = folder
    self.marks = marks
    let damaged = document.paragraphs.filter { ReportRepairer.mayNeedRepair($0.scalars) }
    guard !damaged.isEmpty else { return }
    repairer = ReportRepairer(folder: folder, vocabulary: vocabulary, questions: questions)
    guard damaged.contains(where: { $0.scalars.contains { $0 == "?" || $0 == "？" } }) else {
      return
    }
    for paragraph in document.paragraphs { repairer?.learn(paragraph.scalars) }
    twins = TwinTitle(document.paragraphs.lazy.map(\.scalars), folder: folder)
  }

  /// Prepares to repair a document, for those who want to see its repairs.
  ///
  /// - Parameters:
  ///   - document: The report.
  ///   - catalogue: Gives the context of guesses its vocabulary, and the words of questions; without it
  ///     every question mark between characters stands for something lost.
  package init?(_ document: ReportDocument, catalogue: IndicatorCatalogue?) {
    guard let folder = try? TextFolder() else { return nil }
    let words = catalogue?.indicators.flatMap { $0.synonyms + $0.topics } ?? []
    self.init(
      document, folder: folder, vocabulary: words,
      questions: catalogue?.language("zh")[.questions] ?? [])
  }

  /// A paragraph after repair.
  package mutating func repaired(_ paragraph: ReportDocument.Paragraph) -> RepairedText {
    if repairer != nil, let repaired = repairer?.repaired(Array(paragraph.scalars)) {
      return twins?.mended(repaired) ?? repaired
    }
    var text = RepairedText()
    for (index, scalar) in paragraph.scalars.enumerated() {
      text.append(scalar, index, index + 1, .intact)
    }
    return text
  }

  /// The characters of a paragraph after repair.
  mutating func scalars(of paragraph: ReportDocument.Paragraph) -> ArraySlice<Unicode.Scalar> {
    if repairer == nil || !ReportRepairer.mayNeedRepair(paragraph.scalars) {
      return paragraph.scalars
    }
    return repaired(paragraph).scalars[...]
  }

  /// A paragraph, repaired and folded.
  mutating func text(of paragraph: ReportDocument.Paragraph) -> ReportText {
    if repairer == nil || !ReportRepairer.mayNeedRepair(paragraph.scalars) {
      return ReportText(intact: paragraph.scalars, folder: folder, marks: marks)
    }
    return ReportText(repaired(paragraph), folder: folder, marks: marks)
  }
}
