/// One file of the run.
package struct SourceFile: Hashable, Sendable {
  /// The file's index in the run, by the sorted order of paths.
  package let index: UInt32
  /// The path relative to the pipeline's root, with `/`.
  package let path: String
  /// The names of the sources in the pipeline that read it; a workbook may hold several records.
  package let sources: [String]
  /// The size in bytes.
  package let size: Int
  /// The SHA-256 of the content, lower-case hexadecimal.
  package let sha256: String

  /// Describes a file.
  package init(index: UInt32, path: String, sources: [String], size: Int, sha256: String) {
    self.index = index
    self.path = path
    self.sources = sources
    self.size = size
    self.sha256 = sha256
  }
}
