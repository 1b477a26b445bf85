import Foundation
import OperatingSystem
package import SurveyModel
import Synchronization

/// The files of a run: found by the sources' patterns, hashed, numbered, in the order of their paths.
package struct InputFiles: Sendable {
  /// The files that are read, in the order of their paths.
  package private(set) var inputs: [InputFile] = []
  /// What each pattern names, and what was left out.
  package private(set) var log = DiagnosticLog()

  /// How many warnings there are of what was left out.
  var warnings: Int { log.diagnostics.count { $0.severity > .note } }
  /// The files as the stages know them.
  package var files: [SourceFile] { inputs.map(\.file) }

  /// Finds and hashes the files of a pipeline.
  ///
  /// A file belongs to every source whose patterns name it. Where an earlier one of the same source
  /// has its content, the source does not read it again, with a warning.
  ///
  /// - Throws: `RunFailure` when a pattern names no file, or one that it names in full is not there,
  ///   or when a file or folder cannot be read.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    var sources: [PathBytes: [String]] = [:]
    for source in pipeline.sources {
      for text in source.files {
        for path in try search(text, of: source, pipeline)
        where sources[path]?.contains(source.name) != true {
          sources[path, default: []].append(source.name)
        }
      }
    }
    let root = PathBytes(pipeline.root)
    let paths = sources.keys.sorted()
    let most = paths.map { path in
      pipeline.sources.filter { sources[path]?.contains($0.name) ?? false }
        .map(\.limits.sourceBytes).max() ?? 0
    }
    let hashed = try Self.hashed(paths, below: root, most: most)
    var numbers = FileNumbers()
    var readers: [String: [(path: PathBytes, sources: [String])]] = [:]
    for (path, content) in zip(paths, hashed) {
      let twins = readers[content.sha256] ?? []
      let all = sources[path] ?? []
      let own = all.filter { source in !twins.contains { $0.sources.contains(source) } }
      if own.count < all.count,
        let twin = twins.first(where: { !$0.sources.allSatisfy(own.contains) })
      {
        log.record(Self.duplicate(path, of: twin.path, notReadBy: all.filter { !own.contains($0) }))
      } else if let twin = twins.first(where: { twin in
        own.contains { source in twin.sources.contains { pipeline.share(source, $0) } }
      }) {
        log.record(Self.readTwice(path, of: twin.path))
      }
      guard !own.isEmpty else { continue }
      readers[content.sha256, default: []].append((path, own))
      guard inputs.count < Origin.limit.files else { throw Self.tooMany(pipeline) }
      let file = SourceFile(
        number: numbers.number(of: path.shown), rank: inputs.count, path: path.shown, sources: own,
        size: content.state.size, sha256: content.sha256)
      inputs.append(InputFile(file: file, path: root.appending(path), state: content.state))
    }
  }

  /// The files that a pattern of a source names; what it names is noted.
  private mutating func search(
    _ text: String, of source: SourceDefinition, _ pipeline: PipelineDefinition
  ) throws(RunFailure) -> [PathBytes] {
    guard let pattern = FilePattern(text) else {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
          "expected a pattern whose braces stand for at most \(PathAlternatives.most) others",
          remedy: "use * in the place of braces"), exit: .definition)
    }
    let found = try pattern.search(in: pipeline.root)
    // It may stand where a file of the office's stood, whose rows would be missed by nobody.
    if let other = found.others.first {
      let more = found.others.count - 1
      throw RunFailure(
        Diagnostic(
          .sourceNotAFile, at: SourceLocation(file: other.shown),
          """
          expected a file of \(source.name), found a pipe, a socket or a device\
          \(more > 0 ? ", as in \(more) more places" : "")
          """, remedy: "put the file in its place, or move it away"))
    }
    guard !found.files.isEmpty, found.absent.isEmpty else {
      throw Self.notFound(found.absent.first ?? text, source, pipeline)
    }
    let first = found.files[0].shown
    let last = found.files.count > 1 ? " to \(found.files[found.files.count - 1].shown)" : ""
    let unmatched =
      found.unmatched.isEmpty ? "" : "; none is like \(found.unmatched.joined(separator: ", "))"
    log.record(
      Diagnostic(
        .sourceMatched, .note, at: SourceLocation(file: pipeline.path),
        """
        the pattern \(text) of \(source.name) names \(found.files.count) \
        file\(found.files.count == 1 ? "" : "s"), \(first)\(last)\(unmatched)
        """))
    return found.files
  }

  /// The state and digest of each file, several being read at once.
  private static func hashed(
    _ paths: [PathBytes], below root: PathBytes, most: [Int]
  ) throws(RunFailure) -> [(state: FileState, sha256: String)] {
    let results = Mutex<[Int: Result<(state: FileState, sha256: String), SystemFault>]>([:])
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      let result = Result { () throws(SystemFault) in
        try hash(root.appending(paths[index]), most: most[index])
      }
      results.withLock { $0[index] = result }
    }
    let found = results.withLock { $0 }
    var hashed: [(state: FileState, sha256: String)] = []
    for (index, path) in paths.enumerated() {
      switch found[index] {
      case .success(let content)?: hashed.append(content)
      case .failure(.fileTooLarge)?: throw tooLarge(path, most: most[index])
      case .failure(.busy)?: throw beingWritten(path)
      case .failure(let fault)?: throw RunFailure(reading: path.shown, fault)
      case nil: preconditionFailure("every file has its result")
      }
    }
    return hashed
  }

  private static func tooLarge(_ path: PathBytes, most: Int) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceLimit, at: SourceLocation(file: path.shown),
        "expected at most \(most) bytes of a file, found more",
        remedy: """
          if the file is honest, raise \(ReadingLimits.Setting.sourceBytes.rawValue) under limits: of \
          the pipeline or the source
          """))
  }

  private static func beingWritten(_ path: PathBytes) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceChangedWhileRead, at: SourceLocation(file: path.shown),
        "the file is being written to: it changed again and again for \(Int(FileRest.patience)) seconds",
        remedy: "run again when it is whole; deliver files under another name, and rename them then"
      ))
  }

  private static func tooMany(_ pipeline: PipelineDefinition) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceLimit, at: SourceLocation(file: pipeline.path),
        "expected at most \(Origin.limit.files) files, found more",
        remedy: "let files: of the sources name fewer, or make several pipelines of this one"))
  }

  private static func hash(
    _ path: PathBytes, most: Int
  ) throws(SystemFault) -> (state: FileState, sha256: String) {
    let (state, digest) = try FileRest(path)
      .awaited { file throws(SystemFault) in
        guard file.state.size <= most else { throw .fileTooLarge }
        file.waitForNewTick()
        return try ContentHash.of(file)
      }
    return (state, digest)
  }

  private static func duplicate(
    _ path: PathBytes, of twin: PathBytes, notReadBy sources: [String]
  ) -> Diagnostic {
    Diagnostic(
      .sourceDuplicate, .warning, at: SourceLocation(file: path.shown),
      """
      has the same content as \(twin.shown) and is not read for \(sources.joined(separator: ", "))
      """, remedy: "remove one of the two")
  }

  private static func readTwice(_ path: PathBytes, of twin: PathBytes) -> Diagnostic {
    Diagnostic(
      .sourceDuplicate, .warning, at: SourceLocation(file: path.shown),
      """
      has the same content as \(twin.shown), which another source reads into the same records; both \
      are read
      """, remedy: "remove one of the two, unless each source takes other rows of it")
  }

  private static func notFound(
    _ pattern: String, _ source: SourceDefinition, _ pipeline: PipelineDefinition
  ) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceNotFound, at: SourceLocation(file: pipeline.path),
        "the source \(source.name) expects files like \(pattern) below \(pipeline.root), found none",
        remedy: "put the files there, or correct files: or root:"))
  }
}

extension PipelineDefinition {
  /// Whether two sources give records of one kind.
  fileprivate func share(_ one: String, _ other: String) -> Bool {
    func record(of name: String) -> String? {
      sources.first { $0.name == name }?.schema?.record
    }
    return record(of: one).map { $0 == record(of: other) } ?? false
  }
}
