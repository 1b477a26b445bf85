import SurveyModel
import Testing

@Suite struct ISOTimeTests {
  @Test(arguments: [
    (0.0, "1899-12-30T00:00:00"), (44_500, "2021-10-31T00:00:00"),
    (44_500.333_333_333_3, "2021-10-31T08:00:00"), (44_500.999_994_213, "2021-10-31T23:59:59.5"),
    (-0.25, "1899-12-29T18:00:00"), (.infinity, "inf"), (1e18, "1e+18"),
  ])
  func `a point in time has its date and time`(_ days: Double, _ expected: String) {
    #expect(ISOTime.dateTime(days: days) == expected)
  }

  @Test(arguments: [
    (0.0, "00:00:00"), (28_800, "08:00:00"), (0.001, "00:00:00.001"), (86_399.25, "23:59:59.25"),
  ])
  func `a time of day has no more digits than it needs`(_ seconds: Double, _ expected: String) {
    #expect(ISOTime.clock(seconds: seconds) == expected)
  }

  @Test(arguments: [
    (0.0, "PT0S"), (1.5, "PT1.5S"), (108_900, "PT30H15M"), (-60, "-PT1M"), (3600.25, "PT1H0.25S"),
    (.nan, "nan"),
  ])
  func `a length of time keeps parts of a second and its sign`(
    _ seconds: Double, _ expected: String
  ) {
    #expect(ISOTime.duration(seconds: seconds) == expected)
  }
}
