import Testing

@testable import Extract

@Suite struct HiddenColumnsTests {
  @Test(
    arguments: [
      ([0...1, 3...4, 2...2], [0...4]),
      ([5...6, 0...1, 3...3], [0...1, 3...3, 5...6]),
      ([5...6, 5...6, 6...6], [5...6]),
      ([1...2, 8...9, 0...10], [0...10]),
      ([-5...0, 16_380...99_999, 20_000...30_000], [0...0, 16_380...16_383]),
    ] as [([ClosedRange<Int>], [ClosedRange<Int>])])
  func `ranges that touch are one`(given: [ClosedRange<Int>], ranges: [ClosedRange<Int>]) {
    var columns = HiddenColumns()
    for range in given { columns.insert(range) }
    #expect(columns.ranges == ranges)
  }
}
