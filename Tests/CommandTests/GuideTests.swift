import Foundation
import PropertyTesting
import Testing

/// That the guides are true: their files, commands and quoted lines, as they stand.
@Suite struct GuideTests {
  private static let anywhere = URL(filePath: "/")

  @Test func `a migration goes as its guide says`() throws {
    let folder = try GuideArticle.makeFolder()
    try GuideArticle("Migration").perform(in: folder, from: folder.url)
  }

  @Test func `scheduled runs go as their guide says`() throws {
    let folder = try GuideArticle.makeFolder()
    try GuideArticle("Scheduling").perform(in: folder, from: Self.anywhere)
  }

  @Test func `the line of the crontab says nothing but errors, and what became of each run`() throws
  {
    let (folder, article) = try Self.scheduled()
    let line = try #require(article.texts("crontab", in: folder).first)
    let command = try #require(line.wholeMatch(of: /(?:[0-9*]+ ){5}([^%\n]+)/)).output.1
    func run() throws -> MilletProcess {
      try MilletProcess(
        ["-c", String(command)], in: Self.anywhere,
        environment: ["HOME": "/", "LOGNAME": "millet", "PATH": "/usr/bin:/bin"],
        program: URL(filePath: "/bin/sh"))
    }
    for _ in 0..<2 {
      let good = try run()
      #expect(good.status == 0)
      #expect((good.output + good.errors).isEmpty, "\(good.errors)")
    }
    try folder.write("cut", to: "county/registers/02.csv")
    let bad = try run()
    #expect(bad.status == 2)
    #expect(bad.errors.contains("[sheet.no-header]"), "\(bad.errors)")
    let log = try folder.text("county/runs.jsonl")
    let statuses = log.matches(of: /(?m)^\{"kind":"run.ended",.*?"status":"(\w+)"/)
      .map { String($0.output.1) }
    #expect(statuses == ["published", "unchanged", "failed"])
  }

  @Test func `the service publishes`() throws {
    let (folder, article) = try Self.scheduled()
    let unit = try #require(article.texts("ini", in: folder).first)
    let words = try #require(unit.firstMatch(of: /(?m)^ExecStart=(.+)$/)).output.1
      .split(separator: " ")
    let run = try MilletProcess(
      words.dropFirst().map(String.init), in: Self.anywhere,
      program: URL(filePath: String(words[0])))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty && run.errors.contains("\npublished "), "\(run.errors)")
  }

  /// The folder of the guide to scheduled runs before the first of them.
  private static func scheduled() throws -> (TemporaryFolder, GuideArticle) {
    let folder = try GuideArticle.makeFolder()
    let article = try GuideArticle("Scheduling")
    try article.makeFiles(in: folder)
    return (folder, article)
  }
}
