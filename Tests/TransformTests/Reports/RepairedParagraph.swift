import SurveyModel
import Testing
import Transform

/// A paragraph of a report that was damaged and repaired, held against what it had been.
struct RepairedParagraph {
  /// What the repair made of it.
  let result: RepairedText
  /// The repaired characters, wide forms as narrow ones.
  let scalars: [Unicode.Scalar]
  /// By clean character, whether its bytes survived the damage.
  let survives: [Bool]
  /// Which characters of the truth and of the repaired text belong together.
  let matches: (truth: [Bool], repaired: [Bool])

  /// The guessed characters, and whether each is the one that stood there.
  var guesses: [(position: Int, isRight: Bool)] {
    result.states.indices.filter { result.states[$0] == .guessed }
      .map { ($0, matches.repaired[$0]) }
  }

  /// Damages paragraphs, and repairs them as one report.
  static func paragraphs(of clean: [String], damagedBy model: DamageModel) throws -> [Self] {
    let damaged = clean.map { model.damaged(Array($0.unicodeScalars)) }
    let text = damaged.map { String(String.UnicodeScalarView($0.text)) }.joined(separator: "\n")
    let document = ReportFiles.document(text)
    var repair = try #require(DocumentRepair(document, catalogue: try ReportFiles.catalogue()))
    return document.paragraphs.enumerated()
      .map { index, paragraph in
        let result = repair.repaired(paragraph)
        let scalars = result.scalars.map(narrow)
        return Self(
          result: result, scalars: scalars, survives: damaged[index].survives,
          matches: alignment(clean[index].unicodeScalars.map(narrow), scalars))
      }
  }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  /// Which characters of two texts belong to their longest common subsequence.
  private static func alignment(
    _ truth: [Unicode.Scalar], _ repaired: [Unicode.Scalar]
  ) -> (
    truth: [Bool], repaired: [Bool]
  ) {
    var left = [Bool](repeating: false, count: truth.count)
    var right = [Bool](repeating: false, count: repaired.count)
    let width = repaired.count + 1
    var lengths = [Int32](repeating: 0, count: (truth.count + 1) * width)
    for i in truth.indices.reversed() {
      for j in repaired.indices.reversed() {
        lengths[i * width + j] =
          truth[i] == repaired[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var i = 0
    var j = 0
    while i < truth.count, j < repaired.count {
      if truth[i] == repaired[j] {
        left[i] = true
        right[j] = true
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return (left, right)
  }
}
