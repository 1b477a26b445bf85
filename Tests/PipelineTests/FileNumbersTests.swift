import SurveyModel
import Testing

@testable import Pipeline

@Suite struct FileNumbersTests {
  private static func numbers(of paths: [String]) -> [String: UInt32] {
    var numbers = FileNumbers()
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, numbers.number(of: $0)) })
  }

  @Test func `no two files have one number`() {
    // So many that about two hundred meet a number that is another's.
    let paths = (0..<20_000).map { "registers/\($0).xlsx" }
    let numbers = Self.numbers(of: paths)
    #expect(Set(numbers.values).count == paths.count)
    #expect(numbers.values.allSatisfy { $0 < Origin.limit.files })
  }

  @Test func `a file keeps its number when others come and go`() {
    let paths = (0..<300).map { "registers/village-\($0).xlsx" }.sorted()
    let all = Self.numbers(of: paths)
    let halves = [0, 1].map { half in paths.indices.filter { $0 % 2 == half }.map { paths[$0] } }
    for part in halves + [Array(paths.dropFirst(100)), [paths[7]]] {
      for (path, number) in Self.numbers(of: part) { #expect(all[path] == number) }
    }
  }
}
