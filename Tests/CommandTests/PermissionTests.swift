import Foundation
import Testing

/// What the user of a run may not read or write; an administrator's runs are made as another user.
@Suite struct PermissionTests {
  /// A user of every Debian with no rights at all.
  private static let nobody = 65_534

  /// A county that belongs to the user of the runs, and the command where that user can start it.
  private struct Office {
    let county: SmallCounty
    private let program: URL

    init() throws {
      county = try SmallCounty()
      program = county.folder.appending(path: "millet")
      try FileManager.default.copyItem(at: MilletProcess.program, to: program)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: county.folder.path)
      guard getuid() == 0 else { return }
      let names = try FileManager.default.subpathsOfDirectory(atPath: county.folder.path)
      for name in names + ["."] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: nobody, .groupOwnerAccountID: nobody],
          ofItemAtPath: county.folder.appending(path: name).path)
      }
    }

    func run(_ options: String...) throws -> MilletProcess {
      let command = ["run", "pipeline.yml"] + options
      guard getuid() == 0 else {
        return try MilletProcess(command, in: county.folder, program: program)
      }
      return try MilletProcess(
        ["--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups", program.path] + command,
        in: county.folder, program: URL(filePath: "/usr/bin/setpriv"))
    }

    func setMode(_ mode: Int, of name: String) throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: county.folder.appending(path: name).path)
    }
  }

  @Test func `a folder that cannot be read ends the run`() throws {
    let office = try Office()
    try office.county.rewrite("registers/*.csv", with: "registers/**/*.csv")
    let locked = office.county.folder.appending(path: "registers/locked")
    try FileManager.default.createDirectory(at: locked, withIntermediateDirectories: true)
    try office.setMode(0, of: "registers/locked")
    defer { try? office.setMode(0o755, of: "registers/locked") }
    let run = try office.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("registers/locked"), "\(run.errors)")
    #expect(run.errors.contains("[source.unreadable]"), "\(run.errors)")
    #expect(!office.county.exists("Output/small/latest"))
  }

  @Test func `a key that cannot be read ends the run and stays`() throws {
    let office = try Office()
    #expect(try office.run().status == 0)
    let name = "Output/small/.sensitive-key"
    let key = office.county.folder.appending(path: name)
    let bytes = try Data(contentsOf: key)
    try office.setMode(0, of: name)
    let run = try office.run("--force")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(".sensitive-key"), "\(run.errors)")
    try office.setMode(0o600, of: name)
    #expect(try Data(contentsOf: key) == bytes)
    #expect(try office.run("--force").status == 0)
  }

  @Test func `a key that is gone is made anew, and that is told`() throws {
    let office = try Office()
    let first = try office.run()
    #expect(first.status == 0 && !first.errors.contains("[store.key-made]"), "\(first.errors)")
    try FileManager.default.removeItem(
      at: office.county.folder.appending(path: "Output/small/.sensitive-key"))
    let run = try office.run("--force")
    #expect(run.status == 0 && run.errors.contains("[store.key-made]"), "\(run.errors)")
    let again = try office.run("--force")
    #expect(again.status == 0 && !again.errors.contains("[store.key-made]"), "\(again.errors)")
  }

  @Test(arguments: ["pipeline.yml", "gazetteer.csv", "registers/one.csv"])
  func `a file that cannot be read ends the run`(name: String) throws {
    let office = try Office()
    try office.setMode(0, of: name)
    let run = try office.run()
    #expect(run.status == (name == "registers/one.csv" ? 2 : 78), "\(run.errors)")
    #expect(run.errors.contains(name) && run.errors.contains("remedy:"), "\(run.errors)")
    #expect(!office.county.exists("Output/small/latest"))
  }

  @Test func `a folder that cannot be written ends the run`() throws {
    let office = try Office()
    #expect(try office.run().status == 0)
    let before = try office.county.newest("tables/enrolment.csv")
    try office.setMode(0o555, of: "Output/small/runs")
    defer { try? office.setMode(0o755, of: "Output/small/runs") }
    let run = try office.run("--force")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("[store.failed]") && run.errors.contains("remedy:"))
    #expect(try office.county.newest("tables/enrolment.csv") == before)
  }

  @Test func `a target that can only be read ends the run and stays`() throws {
    let office = try Office()
    try office.county.write(
      SmallCounty.pipeline
        + "\npublish: {migration: records.sqlite, into: standing/target.sqlite, mode: upsert}\n",
      to: "pipeline.yml")
    let folder = office.county.folder.appending(path: "standing")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let made = try MilletProcess(
      ["standing/target.sqlite", "CREATE TABLE note (a)"], in: office.county.folder,
      program: URL(filePath: "/usr/bin/sqlite3"))
    #expect(made.status == 0)
    let before = try Data(contentsOf: folder.appending(path: "target.sqlite"))
    try office.setMode(0o444, of: "standing/target.sqlite")
    try office.setMode(0o555, of: "standing")
    defer { try? office.setMode(0o755, of: "standing") }
    let run = try office.run()
    #expect(run.status == 2, "\(run.errors)")
    #expect(
      run.errors.contains(
        "standing/target.sqlite: error: cannot change the target, which is as it was: "),
      "\(run.errors)")
    #expect(run.errors.contains("let this user write the file"), "\(run.errors)")
    #expect(try Data(contentsOf: folder.appending(path: "target.sqlite")) == before)
    #expect(!office.county.exists("Output/small/latest"))
  }
}
