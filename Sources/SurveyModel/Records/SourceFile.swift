/// One file of the run.
package struct SourceFile: Hashable, Sendable {
  /// The file's number, which no other file of the run has and other files do not change.
  package let number: UInt32
  /// The file's place in the run, from 0, by the sorted order of paths.
  package let rank: Int
  /// The path relative to the pipeline's root, with `/`.
  package let path: String
  /// The names of the sources in the pipeline that read it; a workbook may hold several records.
  package let sources: [String]
  /// The size in bytes.
  package let size: Int
  /// The SHA-256 of the content, lower-case hexadecimal.
  package let sha256: String

  /// Describes a file.
  package init(
    number: UInt32, rank: Int, path: String, sources: [String], size: Int, sha256: String
  ) {
    self.number = number
    self.rank = rank
    self.path = path
    self.sources = sources
    self.size = size
    self.sha256 = sha256
  }
}
