/// A part of a definition that a pipeline knows by its name.
package protocol Named {
  /// The name, which no other part of the kind has.
  var name: String { get }
}

/// Parts of a definition whose order means nothing: they are written by their names.
@propertyWrapper
package struct ByName<Element: Named & Hashable & Sendable & Encodable>: Hashable,
  Sendable, Encodable
{
  /// The parts, in the order of the file.
  package var wrappedValue: [Element]

  /// Takes the parts.
  package init(wrappedValue: [Element]) {
    self.wrappedValue = wrappedValue
  }

  /// Writes a mapping of names to parts.
  ///
  /// - Throws: What the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(wrappedValue.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension SourceDefinition: Named {}
extension TableDefinition: Named {}
extension PipelineDefinition.RecordDefinition: Named {}
