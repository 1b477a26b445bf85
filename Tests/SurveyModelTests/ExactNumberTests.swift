import SurveyModel
import Testing

@Suite struct ExactNumberTests {
  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (12, "12"), (-3.5, "-3.5"), (0.1, "0.1"), (1e15, "1000000000000000"),
    (0x1p53, "9007199254740992.0"), (-0x1p63, "-9.223372036854776e+18"), (1e300, "1e+300"),
    (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
  ])
  func `a number is written in the fewest digits that give it again`(number: Double, text: String) {
    #expect(number.exact == text)
  }
}
