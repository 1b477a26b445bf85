import OperatingSystem
import SurveyModel

/// The way of one pattern without braces through the folders below a root.
struct PatternWalk {
  /// The files that the pattern names, relative to the root.
  private(set) var files: Set<PathBytes> = []
  /// What it names and is neither file nor folder.
  private(set) var others: Set<PathBytes> = []

  /// A folder and the parts of the pattern that are left for it.
  private struct Visit: Hashable {
    let folder: FileState.Identity
    let parts: Int
  }

  private let root: PathBytes
  private var visited: Set<Visit> = []
  private var waiting: [(folder: PathBytes, parts: ArraySlice<NamePattern>)] = []

  init(root: PathBytes) {
    self.root = root
  }

  /// Goes the whole way.
  ///
  /// - Throws: `RunFailure` when a folder cannot be read.
  mutating func run(_ parts: [NamePattern]) throws(RunFailure) {
    // Links to folders wait until all other folders are passed through, so that a file has the
    // path without a link where there is one.
    waiting = [(PathBytes(bytes: []), parts[...])]
    var next = 0
    while next < waiting.count {
      let (folder, parts) = waiting[next]
      next += 1
      try visit(folder, parts)
    }
  }

  private mutating func visit(
    _ folder: PathBytes, _ parts: ArraySlice<NamePattern>
  ) throws(RunFailure) {
    guard let part = parts.first else { return }
    // A link may have become something else since it was noted, and the root need not be there.
    guard let state = try state(folder), state.kind == .folder,
      visited.insert(Visit(folder: state.identity, parts: parts.count)).inserted
    else { return }
    let rest = parts.dropFirst()
    if part.isDeep {
      try visit(folder, rest)
      for name in try names(in: folder) where !Self.isHidden(name) {
        let path = folder.appending(name)
        if try self.state(path)?.kind == .folder { try descend(path, parts) }
      }
    } else if part.isPlain, let state = try self.state(folder.appending(PathBytes(part.text))) {
      try take(folder.appending(PathBytes(part.text)), state, rest)
    } else {
      for name in try names(in: folder)
      where !Self.isHidden(name) && part.matches(name) {
        let path = folder.appending(name)
        try take(path, try self.state(path), rest)
      }
    }
  }

  /// Takes what a part of the pattern names; a link that leads nowhere is taken for the file that
  /// it should be.
  private mutating func take(
    _ path: PathBytes, _ state: FileState?, _ rest: ArraySlice<NamePattern>
  ) throws(RunFailure) {
    switch state?.kind {
    case .folder: if !rest.isEmpty { try descend(path, rest) }
    case .regular, nil: if rest.isEmpty { files.insert(path) }
    case .other: if rest.isEmpty { others.insert(path) }
    }
  }

  private mutating func descend(
    _ path: PathBytes, _ parts: ArraySlice<NamePattern>
  ) throws(RunFailure) {
    do throws(SystemFault) {
      if try FileState(of: root.appending(path), links: .kept).kind != .folder {
        waiting.append((path, parts))
        return
      }
    } catch {
      throw Self.unreadable(path, error)
    }
    try visit(path, parts)
  }

  /// What stands under a path; nil where nothing does.
  private func state(_ path: PathBytes) throws(RunFailure) -> FileState? {
    do throws(SystemFault) {
      return try FileState(of: path.bytes.isEmpty ? root : root.appending(path))
    } catch {
      switch error {
      case .notFound, .notAFolder, .linkLoop: return nil
      default: throw Self.unreadable(path, error)
      }
    }
  }

  private func names(in folder: PathBytes) throws(RunFailure) -> [PathBytes] {
    do throws(SystemFault) {
      return try FolderEntries.names(in: folder.bytes.isEmpty ? root : root.appending(folder))
    } catch {
      throw Self.unreadable(folder, error)
    }
  }

  private static func unreadable(_ path: PathBytes, _ fault: SystemFault) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceUnreadable, at: SourceLocation(file: path.bytes.isEmpty ? "." : path.shown),
        "cannot look for the files of a source there: \(fault.what)", remedy: "\(fault.remedy)"))
  }

  private static func isHidden(_ name: PathBytes) -> Bool {
    name.bytes.first == 0x2E || name.bytes.starts(with: [0x7E, 0x24])
  }
}
