import PropertyTesting
import Testing

@testable import SQLiteBulk

@Suite struct SelectingTests {
  @Test(arguments: 1...12)
  func `the number of a place is that of the sorted numbers`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for count in [1, 2, 31, 33, 100, 1_000, 5_000] {
      var numbers = (0..<count)
        .map { index -> Double in
          switch seed % 4 {
          case 0: Double(Int.random(in: 0...3, using: &random))
          case 1: Double(index)
          case 2: Double(-index % 7)
          default: Double.random(in: -1e6...1e6, using: &random)
          }
        }
      if seed.isMultiple(of: 5) { numbers[count / 2] = .infinity }
      let sorted = numbers.sorted()
      for place in Set([0, count / 3, count / 2, count - 1]) {
        var copy = numbers
        copy.select(place)
        #expect(copy[place] == sorted[place])
        #expect(copy[..<place].allSatisfy { $0 <= sorted[place] })
        #expect(copy[place...].allSatisfy { $0 >= sorted[place] })
        #expect(copy.sorted() == sorted)
      }
    }
  }

  @Test func `numbers that shrink slowly are sorted in the end`() {
    // The middle of three is the second least each time.
    var numbers = (0..<20_000).map { Double($0 % 2 == 0 ? $0 : -$0) }
    numbers.select(10_000)
    #expect(numbers[10_000] == numbers.sorted()[10_000])
  }
}
