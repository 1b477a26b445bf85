import Foundation
import Testing

@Suite struct DiagnosticCodeTests {
  /// The codes that are declared, each with the name of its member.
  private static func declared() throws -> [(member: String, code: String)] {
    let file = try #require(
      try SourceFile.all(in: "Sources/SurveyModel/Diagnostics")
        .first { $0.path.hasSuffix("DiagnosticCode+Known.swift") })
    return file.text.matches(of: /static let (\w+) = Self\(rawValue: "([^"]+)"\)/)
      .map { (String($0.output.1), String($0.output.2)) }
  }

  @Test func `codes are unique and of the family.kebab-case form`() throws {
    let codes = try Self.declared().map(\.code)
    #expect(codes.count > 50)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /[a-z]+\.[a-z-]+/) != nil, "\(code)") }
  }

  @Test func `every code has its line in the documentation, and no other`() throws {
    let page = SourceFile.root
      .appending(path: "Sources/SurveyModel/SurveyModel.docc/Diagnostics.md")
    let documented = try String(contentsOf: page, encoding: .utf8)
      .matches(of: /(?m)^\| `([a-z.-]+)` \|/).map { String($0.output.1) }
    #expect(
      documented
        == Array(Set(documented))
        .sorted { left, right in
          documented.firstIndex(of: left) ?? 0 < documented.firstIndex(of: right) ?? 0
        })
    #expect(Set(documented) == Set(try Self.declared().map(\.code)))
  }

  @Test func `every code is recorded somewhere and triggered by a test`() throws {
    let sources = try SourceFile.all(in: "Sources")
      .filter { !$0.path.hasSuffix("DiagnosticCode+Known.swift") }.map(\.text).joined()
    let tests = try SourceFile.all(in: "Tests").map(\.text).joined()
    for (member, code) in try Self.declared() {
      #expect(sources.contains(".\(member)"), "\(code) is never recorded")
      #expect(
        tests.contains(".\(member)") || tests.contains("(\"\(code)\")")
          || tests.contains("\"\(code)\"")
          || tests.contains("[\(code)]"),
        "\(code) has no test")
    }
  }
}
