import Foundation
import OperatingSystem
import Synchronization
import Testing

@Suite struct OverlapTests {
  private struct Refusal: Error, Equatable {}

  @Test(arguments: [1, 2, 7]) func `every item is used once, in order`(_ capacity: Int) throws {
    var used: [Int] = []
    try Overlap.run(capacity: capacity) { give in
      for number in 0..<1000 { try give(number) }
    } use: { number in
      used.append(number)
      return number > 100
    }
    #expect(used == Array(0..<1000))
  }

  @Test func `until it may run ahead the maker waits for each item to be used`() throws {
    let used = Mutex(0)
    var early: [Int] = []
    try Overlap.run(capacity: 4) { give in
      for number in 1...20 {
        try give(number)
        if number < 20, used.withLock({ $0 }) < number { early.append(number) }
      }
    } use: { number in
      used.withLock { $0 = number }
      return false
    }
    #expect(early.isEmpty)
  }

  @Test func `what the maker throws is thrown once all before it is used`() {
    var used: [Int] = []
    #expect(throws: Refusal()) {
      try Overlap.run(capacity: 2) { give in
        for number in 0..<9 { try give(number) }
        throw Refusal()
      } use: { number in
        used.append(number)
        return true
      }
    }
    #expect(used == Array(0..<9))
  }

  @Test(arguments: [true, false])
  func `what the user throws ends both, whether or not the maker runs ahead`(
    _ runsAhead: Bool
  ) {
    #expect(throws: Refusal()) {
      try Overlap.run(capacity: 2) { give in
        for number in 0..<1_000_000 { try give(number) }
      } use: { number in
        if number == 5 { throw Refusal() }
        return runsAhead
      }
    }
  }

  @Test func `a maker without items is no hindrance`() throws {
    try Overlap.run(capacity: 2) { (_: (Int) throws -> Void) in
    } use: { _ in
      true
    }
  }

  @Test func `many threads give to one queue and none of it is lost`() async {
    let queue = BoundedQueue<Int>(capacity: 3)
    async let sum = withCheckedContinuation { (done: CheckedContinuation<Int, Never>) in
      Thread.detachNewThread {
        var sum = 0
        while let number = queue.take() { sum += number }
        done.resume(returning: sum)
      }
    }
    await withTaskGroup { group in
      for task in 0..<4 {
        group.addTask { for number in 0..<500 { _ = queue.give(task * 500 + number) } }
      }
    }
    queue.end()
    #expect(await sum == 1999 * 1000)
  }

  @Test func `a queue that is closed takes nothing and holds up nobody`() {
    let queue = BoundedQueue<Int>(capacity: 1)
    #expect(queue.give(1))
    queue.close()
    #expect(!queue.give(2))
    #expect(!queue.give(3))
    #expect(queue.take() == nil)
  }
}
