import SurveyModel
import Transform

/// The figures of a text, by the catalogue that is published with Millet.
enum ReportFacts {
  static func read(_ text: String, places: [Place] = []) throws -> [Fact] {
    let reader =
      places.isEmpty
      ? try reader.get() : FactReader(catalogue: try ReportFiles.catalogue(), places: places)
    return reader.facts(in: ReportFiles.document(text)).facts
  }

  private static let reader = Result {
    FactReader(catalogue: try ReportFiles.catalogue(), places: [])
  }
}
