import PropertyTesting
import Testing

@testable import SurveyModel

@Suite struct StringScalarsTests {
  @Test(arguments: 0..<50) func `a text made of characters has these and no others`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let scalars = (0..<200)
      .compactMap { _ in
        // As many of each length in UTF-8.
        let bits = UInt64(random.pick([7, 11, 16, 21]))
        return Unicode.Scalar(UInt32(random.next() % (1 << bits)))
      }
    let start = Int(random.next() % 100)
    let text = String(scalars: scalars[start...])
    #expect(Array(text.unicodeScalars) == Array(scalars[start...]))
  }
}
