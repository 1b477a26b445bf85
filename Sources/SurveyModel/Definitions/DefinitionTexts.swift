/// What a definition was read from, from which it can be read again when its files are others or gone.
package struct DefinitionTexts: Hashable, Sendable {
  /// A file.
  package struct File: Hashable, Sendable {
    /// The path, as whoever named it wrote it.
    package let path: String
    /// What stood in it.
    package let text: String

    /// Takes a file.
    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// A value in the place of the file's, by dotted key.
  package struct Setting: Hashable, Sendable {
    /// The key, such as `gates.quarantine_share`.
    package let key: String
    /// The value.
    package let value: String

    /// Sets a value.
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The pipeline file.
  package let pipeline: File
  /// The codebook that it names, or nil.
  package var codebook: File?
  /// What was put in the place of its values, in order.
  package let settings: [Setting]

  /// Takes the texts.
  package init(pipeline: File, codebook: File? = nil, settings: [Setting] = []) {
    self.pipeline = pipeline
    self.codebook = codebook
    self.settings = settings
  }
}
