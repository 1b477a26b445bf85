/// A mapping of known keys in a pipeline file.
package struct FileObject: Hashable, Sendable {
  /// A key.
  package struct Key: Hashable, Sendable {
    /// The key.
    package let name: String
    /// What stands behind it.
    package let shape: FileShape
    /// Whether it must be there.
    package let isRequired: Bool
    /// What holds where it is not there, as the file would have it; nil where nothing does.
    package let standard: String?
    /// What it says.
    package let summary: String
    /// What may stand behind it, as the file would have it.
    package let example: String
  }

  /// The name by which the reference knows it.
  package let name: String
  /// What it describes.
  package let summary: String
  /// Its keys, in the order of the reference.
  package let keys: [Key]

  init(_ name: String, _ summary: String, _ keys: [Key]) {
    self.name = name
    self.summary = summary
    self.keys = keys
  }
}

extension FileObject.Key {
  /// A key that may be left out.
  static func optional(
    _ name: String, _ shape: FileShape, _ summary: String, standard: String? = nil,
    example: String
  ) -> Self {
    Self(
      name: name, shape: shape, isRequired: false, standard: standard, summary: summary,
      example: example)
  }

  /// A key that must be there.
  static func required(
    _ name: String, _ shape: FileShape, _ summary: String, example: String
  ) -> Self {
    Self(
      name: name, shape: shape, isRequired: true, standard: nil, summary: summary, example: example)
  }
}

extension FileObject {
  static let label = Self(
    "label", "A title in both languages.",
    [
      .optional("zh", .text, "The title in Chinese.", example: "沁县农村住户调查"),
      .optional("en", .text, "The title in English.", example: "Qin County household survey"),
    ])
}
