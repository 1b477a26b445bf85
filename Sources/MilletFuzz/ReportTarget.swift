import Extract
import Foundation
import PipelineFile
import SurveyModel
import Transform

/// Reads the bytes as a written report, down to its figures and the checks of them.
enum ReportTarget: FuzzTarget {
  static let name = "report"

  private static let catalogue: IndicatorCatalogue = {
    let path = "Pipelines/catalogue.yml"
    guard let yaml = try? String(contentsOfFile: path, encoding: .utf8),
      let catalogue = try? CatalogueFile.read(yaml: yaml, name: path)
    else { preconditionFailure("expected \(path) in the working folder") }
    return catalogue
  }()
  private static let reader = FactReader(catalogue: catalogue, places: [])

  static func consume(_ bytes: [UInt8]) throws {
    let document: ReportDocument
    do throws(RunFailure) {
      document = try DocumentReader.read(bytes: bytes, name: "input")
    } catch {
      return
    }
    let (facts, _) = reader.facts(in: document)
    var repair = DocumentRepair(document, catalogue: catalogue)
    for paragraph in document.paragraphs {
      _ = repair?.repaired(paragraph)
      let last = paragraph.position(of: paragraph.scalars.count - 1)
      precondition(paragraph.start <= last && last < document.scalars.count)
    }
    for fact in facts {
      precondition(0 <= fact.start && fact.start <= fact.end)
      precondition(fact.end <= document.scalars.count)
      precondition(fact.isDamaged == (fact.value == nil))
      precondition(fact.value?.isFinite ?? true)
    }
    _ = FactChecker(catalogue: catalogue).checks(of: facts)
  }
}
