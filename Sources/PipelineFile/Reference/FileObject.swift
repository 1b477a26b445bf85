/// A mapping of known keys in a file that is written by hand: a pipeline, a codebook, a catalogue.
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
    /// What may stand behind it, as the file would have it; nil where the keys there have theirs.
    package let example: String?
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

  /// The object and every other within it, each once, from the outermost.
  package var objects: [FileObject] {
    var found: [FileObject] = []
    var seen: Set<FileObject> = []
    var waiting = [self][...]
    while let object = waiting.popFirst() {
      guard seen.insert(object).inserted else { continue }
      found.append(object)
      waiting += object.keys.flatMap(\.shape.objects)
    }
    return found
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

extension FileObject.Key {
  /// A key that must be there, whose object has examples of all that must be in it.
  static func group(_ name: String, _ object: FileObject, _ summary: String) -> Self {
    Self(
      name: name, shape: .object(object), isRequired: true, standard: nil, summary: summary,
      example: nil)
  }

  /// The levels of places.
  static func levels(_ summary: String) -> Self {
    .optional(
      "levels", .list(.either([.name, .entries(.object(.level))])), summary,
      standard: "[county, township, village, natural_village]",
      example: "[province, county, township, village, {hamlet: {informal: true}}]")
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
