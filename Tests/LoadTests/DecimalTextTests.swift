import Testing

@testable import Load

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (136_298, "136298"), (98.22, "98.22"), (1e16, "10000000000000000"),
    (1e-7, "0.0000001"), (1.5e-9, "0.0000000015"), (-12.5, "-12.5"),
    (0.1 + 0.2, "0.30000000000000004"),
  ])
  func `a number is written as its shortest decimal`(_ number: Double, _ text: String) {
    #expect(DecimalText.shortest(number) == text)
  }

  @Test(arguments: [
    (2.675, 2, "2.68"), (1.005, 2, "1.01"), (-2.5, 0, "-3"), (0.5, 0, "1"), (99.995, 2, "100.00"),
    (98.2192, 2, "98.22"), (60, 2, "60.00"), (-0.004, 2, "0.00"), (1e-9, 3, "0.000"),
    (9.9996, 3, "10.000"),
  ])
  func `decimals are rounded half away from zero`(_ number: Double, _ decimals: Int, _ text: String)
  {
    #expect(DecimalText.rounded(number, decimals: decimals) == text)
  }

  @Test(arguments: [Double.nan, .infinity])
  func `what is no number is not rounded`(_ number: Double) {
    #expect(DecimalText.rounded(number, decimals: 2) == "\(number)")
  }
}
