import Foundation
import Testing

@testable import OperatingSystem

@Suite struct UninterruptedTests {
  @Test func `a call that a signal interrupts is made again`() {
    var calls = 0
    let result: Int32 = uninterrupted {
      calls += 1
      errno = EINTR
      return calls < 4 ? -1 : 7
    }
    #expect(result == 7)
    #expect(calls == 4)
  }

  @Test func `any other failure is given at once, with its errno`() {
    var calls = 0
    let result: Int32 = uninterrupted {
      calls += 1
      errno = EACCES
      return -1
    }
    #expect(result == -1)
    #expect(errno == EACCES)
    #expect(calls == 1)
  }
}
