/// One file of the run.
public struct SourceFile: Hashable, Sendable {
  /// The file's index in the run, by the sorted order of paths.
  public let index: UInt32
  /// The path relative to the pipeline's root, with `/`.
  public let path: String
  /// The names of the sources in the pipeline that read it; a workbook may hold several records.
  public let sources: [String]
  /// The size in bytes.
  public let size: Int
  /// The SHA-256 of the content, lower-case hexadecimal.
  public let sha256: String

  /// Describes a file.
  public init(index: UInt32, path: String, sources: [String], size: Int, sha256: String) {
    self.index = index
    self.path = path
    self.sources = sources
    self.size = size
    self.sha256 = sha256
  }
}
