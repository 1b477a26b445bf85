import OperatingSystem
import SurveyModel

/// A pattern of paths: `*` and `?` within a name, `**` over folders, `[a-z]` and `{xlsx,xml}`.
struct FilePattern {
  /// What a pattern names below a folder.
  struct Search {
    /// The files, as paths relative to the folder, sorted by their bytes.
    fileprivate(set) var files: [PathBytes] = []
    /// What the pattern names and is no file, such as a pipe.
    fileprivate(set) var others: [PathBytes] = []
    /// The members of braces that name no file.
    fileprivate(set) var unmatched: [String] = []
    /// Those of them that name one file and no kind of files.
    fileprivate(set) var absent: [String] = []
  }

  /// The pattern as it was written, relative to a folder.
  let text: String
  private let alternatives: [String]

  /// Reads a pattern.
  ///
  /// - Returns: nil when its braces stand for too many patterns.
  init?(_ text: String) {
    guard let alternatives = PathAlternatives(text) else { return nil }
    self.text = text
    self.alternatives = alternatives.patterns
  }

  /// Searches for the files below a folder that the pattern names.
  ///
  /// Hidden files are left out, and so are the lock files that office programs leave (`~$…`), unless
  /// the pattern names them in full. Each folder is passed through once, by whatever links.
  ///
  /// - Throws: `RunFailure` when a folder cannot be read.
  func search(in root: String) throws(RunFailure) -> Search {
    var files: Set<PathBytes> = []
    var others: Set<PathBytes> = []
    var search = Search()
    for alternative in alternatives {
      let parts = alternative.split(separator: "/").map { NamePattern(String($0)) }
      var walk = PatternWalk(root: PathBytes(root))
      try walk.run(parts)
      if walk.files.isEmpty {
        search.unmatched.append(alternative)
        if parts.allSatisfy(\.isPlain) { search.absent.append(alternative) }
      }
      files.formUnion(walk.files)
      others.formUnion(walk.others)
    }
    search.files = files.sorted()
    search.others = others.sorted()
    return search
  }
}
