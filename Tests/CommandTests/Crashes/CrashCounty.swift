import Foundation
import PropertyTesting
import Testing

/// A county that is published in every form that there is, of which a file has changed since the last time.
final class CrashCounty: Sendable {
  /// A copy of the county, which is gone when its owner is.
  final class Copy {
    private let temporary: TemporaryFolder
    let folder: URL
    /// The pipeline's folder of results.
    var results: URL { folder.appending(path: "county/Output/small") }

    fileprivate init(of county: URL) throws {
      temporary = try TemporaryFolder()
      folder = temporary.url.resolvingSymlinksInPath()
      for name in ["temporary", "shelter"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: name), withIntermediateDirectories: false)
      }
      try FileManager.default.copyItem(at: county, to: folder.appending(path: "county"))
    }

    /// Runs the pipeline, with what the library of faults is to do on some kinds of calls, or without it.
    ///
    /// One file is read after the other, so that calls come in the same order.
    func run(
      _ fault: String? = nil, on kinds: Set<String> = [], started: (Int32) -> Void = { _ in }
    ) throws -> MilletProcess {
      var environment = ["TMPDIR": folder.appending(path: "temporary").path]
      if let fault {
        environment["LD_PRELOAD"] = try FaultLibrary.path.get()
        environment["FAULT_MODE"] = fault
        environment["FAULT_REPORT"] = folder.appending(path: "calls").path
        environment["FAULT_SHELTER"] = folder.appending(path: "shelter").path
        environment["FAULT_FOLDERS"] = ["county", "temporary"]
          .map { folder.appending(path: $0).path }.joined(separator: ":")
        if !kinds.isEmpty { environment["FAULT_KINDS"] = kinds.sorted().joined(separator: ",") }
      }
      return try MilletProcess(
        ["run", "pipeline.yml", "--jobs", "1", "--json"], in: folder.appending(path: "county"),
        environment: environment, started: started)
    }

    /// The calls that the library has told of: the kind and the path of each.
    func calls() throws -> [String] {
      try String(contentsOf: folder.appending(path: "calls"), encoding: .utf8)
        .split(separator: "\n")
        .map { String($0.drop { $0 != " " }.dropFirst()).replacing(folder.path + "/", with: "") }
    }

    /// All names of the pipeline's results, and of temporary files.
    ///
    /// Times of runs are left out, and of a piece all but the file's number: the rest is another with each key.
    func names() throws -> [String] {
      let files = FileManager.default
      let results = try files.subpathsOfDirectory(atPath: results.path)
        .map {
          $0.replacing(/[0-9]{8}T[0-9]{6}Z/, with: "TIME")
            .replacing(/pieces\/[0-9a-f]{64}-([0-9a-f]+)-[0-9a-f]+/) { "pieces/\($0.output.1)" }
        }
      let temporary = try files.subpathsOfDirectory(
        atPath: folder.appending(path: "temporary").path)
      return (results + temporary).sorted()
    }

    /// What readers find; nil where there is no link to it.
    func state() throws -> PublishedState? {
      guard
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(results.path)/latest"))
          != nil
      else { return nil }
      return try PublishedState(results)
    }
  }

  /// What was published before the run that is disturbed.
  enum History: Hashable, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// Two runs.
    case twoRuns
  }

  private let county: SmallCounty

  /// The state before the run that is disturbed; nil where there is none.
  let before: PublishedState?
  /// The state after a run that nothing has disturbed.
  let after: PublishedState
  /// The names that there are then.
  let names: [String]
  /// The kinds of the calls of that run.
  let calls: [String]

  static let publications = """

    keep_runs: 2
    publish: [csv, xlsx, ods, sqlite, {migration: county.sqlite}]
    """

  init(_ history: History = .twoRuns) throws {
    county = try SmallCounty()
    try county.write(SmallCounty.pipeline + Self.publications, to: "pipeline.yml")
    try county.write("户编号,行政村,人口数,参保人数\n101,甲村,1,1\n", to: "registers/two.csv")
    for number in 1...2 {
      try county.write(
        "户编号,行政村,人口数,参保人数\n201,乙村,\(number),1\n", to: "registers/three.csv")
      guard history == .twoRuns else { continue }
      let run = try county.run()
      try #require(run.status == 0, "\(run.errors)")
    }
    before =
      history == .twoRuns
      ? try PublishedState(county.folder.appending(path: "Output/small")) : nil
    try county.write(
      SmallCounty.register + "005,乙村,1,1\n006,丙村,1,1\n", to: "registers/one.csv")
    let reference = try Copy(of: county.folder)
    let run = try reference.run("count")
    try #require(run.status == 0, "\(run.errors)")
    after = try PublishedState(reference.results)
    names = try reference.names()
    calls = try reference.calls().map { String($0.prefix { $0 != " " }) }
    try #require(before != after)
  }

  /// The county as it is before the run.
  func copy() throws -> Copy { try Copy(of: county.folder) }
}
