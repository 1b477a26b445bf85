import Foundation
import PipelineFile
import SurveyModel

/// The files of the project and beside it that report tests read.
enum ReportFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The catalogue that is published with Millet.
  static func catalogue() throws -> IndicatorCatalogue { try published.get() }

  private static let published = Result {
    let path = root.appending(path: "Pipelines/catalogue.yml")
    return try CatalogueFile.read(
      yaml: String(contentsOf: path, encoding: .utf8), name: "Pipelines/catalogue.yml")
  }

  /// The text of a file beside the project, or nil where it is absent.
  static func shared(_ name: String) -> String? {
    try? String(contentsOf: root.appending(path: "../shared/reports/\(name)"), encoding: .utf8)
  }

  /// A document of one paragraph a line.
  static func document(_ text: String) -> ReportDocument {
    let scalars = Array(text.unicodeScalars)
    var paragraphs: [ReportDocument.Paragraph] = []
    var start = 0
    for line in scalars.split(separator: "\n", omittingEmptySubsequences: false) {
      paragraphs.append(
        ReportDocument.Paragraph(scalars: scalars[start..<(start + line.count)], start: start))
      start += line.count + 1
    }
    return ReportDocument(
      name: "report.txt", encoding: "utf-8", scalars: scalars, paragraphs: paragraphs)
  }
}
