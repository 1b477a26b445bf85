import Foundation
import PropertyTesting
import Testing

/// Reports that other programs turn into text, with programs made up for the test.
@Suite struct ConverterTests {
  /// A folder with a PDF and an old DOC by name, and programs that pretend to read them.
  private final class Bench {
    private let temporary: TemporaryFolder
    var folder: URL { temporary.url }

    init(_ programs: [String: String]) throws {
      temporary = try TemporaryFolder()
      let tools = folder.appending(path: "tools")
      try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
      for (name, script) in programs {
        let file = tools.appending(path: name)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      try Data("%PDF-1.4\n".utf8).write(to: folder.appending(path: "report.pdf"))
      try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0])
        .write(to: folder.appending(path: "report.doc"))
    }

    var environment: [String: String] {
      ["PATH": "\(folder.path)/tools:/usr/bin:/bin", "HEART": folder.appending(path: "heart").path]
    }

    var catalogue: String {
      MilletProcess.root.appending(path: "Pipelines/catalogue.yml").path
    }

    func facts(_ file: String, _ options: [String] = []) throws -> MilletProcess {
      try MilletProcess(
        ["facts", file, "--catalogue", catalogue] + options, in: folder, environment: environment)
    }

    /// Whether the program that writes to the heart's file still does.
    func beats() throws -> Bool {
      let file = folder.appending(path: "heart")
      let before = try Data(contentsOf: file).count
      Thread.sleep(forTimeInterval: 0.3)
      return try Data(contentsOf: file).count > before
    }
  }

  @Test func `a document that no program reads is one diagnostic with a remedy`() throws {
    let bench = try Bench([:])
    for (file, program) in [
      ("report.doc", "antiword or LibreOffice"), ("report.pdf", "poppler-utils"),
    ] {
      // Whatever the machine has, nothing of it is found.
      let facts = try MilletProcess(
        ["facts", file, "--catalogue", bench.catalogue], in: bench.folder,
        environment: ["PATH": "\(bench.folder.path)/tools"])
      #expect(facts.status == 2)
      #expect(facts.errors.contains("[source.unknown-format]"))
      #expect(facts.errors.contains(program))
    }
  }

  private static let hanging = """
    (while :; do echo x >> "$HEART"; sleep 0.05; done) &
    while :; do sleep 1; done
    """

  @Test func `a converter that hangs is killed with its children and told`() throws {
    let bench = try Bench(["pdftotext": Self.hanging])
    let facts = try bench.facts("report.pdf", ["--limit", "converter_seconds=1"])
    #expect(facts.status == 2)
    #expect(facts.errors.contains("expected pdftotext to read the document in 1 seconds"))
    #expect(facts.errors.contains("[source.limit]"))
    #expect(facts.errors.contains("converter_seconds"))
    #expect(try !bench.beats())
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
  func `a converter dies with the command that started it, however that dies`(
    signal: Int32
  ) throws {
    let bench = try Bench(["pdftotext": Self.hanging])
    let process = Process()
    process.executableURL = MilletProcess.program
    process.arguments = ["facts", "report.pdf", "--catalogue", bench.catalogue]
    process.currentDirectoryURL = bench.folder
    process.environment = bench.environment
    process.standardError = FileHandle.nullDevice
    try process.run()
    let heart = bench.folder.appending(path: "heart").path
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: heart) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(try bench.beats())
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    Thread.sleep(forTimeInterval: 0.2)
    #expect(try !bench.beats())
  }

  @Test func `a converter that prints without end is killed and told`() throws {
    let bench = try Bench(["pdftotext": "cat /dev/zero"])
    let facts = try bench.facts("report.pdf")
    #expect(facts.status == 2)
    #expect(facts.errors.contains("expected at most 16777216 bytes of text in a report"))
    #expect(facts.errors.contains("report_bytes"))
  }

  @Test(
    arguments: [
      (
        "report.pdf", ["pdftotext": "echo 'Syntax Error: no xref' >&2; exit 1"],
        "pdftotext ended with status 1: Syntax Error: no xref"
      ),
      ("report.pdf", ["pdftotext": "kill -SEGV $$"], "pdftotext crashed by signal 11"),
      ("report.pdf", ["pdftotext": "printf '\\f\\f'"], "pdftotext finds no text in it"),
      (
        "report.doc", ["antiword": "exit 2", "soffice": "kill -ABRT $$"],
        "antiword ended with status 2; soffice crashed by signal 6"
      ),
    ] as [(String, [String: String], String)])
  func `a converter that fails is told with its last words`(
    file: String, programs: [String: String], words: String
  ) throws {
    let facts = try Bench(programs).facts(file)
    #expect(facts.status == 2)
    #expect(facts.errors.contains(words), "\(facts.errors)")
    #expect(facts.errors.contains("[source.unreadable]"))
    #expect(!facts.errors.contains("no program"))
  }

  @Test func `where one program fails the next one reads the document`() throws {
    let bench = try Bench([
      "antiword": "kill -SEGV $$", "soffice": "echo 全县参保人数136298人。",
    ])
    let facts = try bench.facts("report.doc")
    #expect(facts.status == 0, "\(facts.errors)")
    #expect(facts.output.contains("136298"))
  }

  @Test func `a name that starts with a hyphen is no option of a converter`() throws {
    let bench = try Bench(["pdftotext": "test -f \"$6\" && echo 全县参保人数136298人。"])
    let file = bench.folder.appending(path: "report.pdf")
    try FileManager.default.moveItem(at: file, to: bench.folder.appending(path: "-o.pdf"))
    let facts = try MilletProcess(
      ["facts", "--catalogue", bench.catalogue, "--", "-o.pdf"], in: bench.folder,
      environment: bench.environment)
    #expect(facts.status == 0, "\(facts.errors)")
  }
}
