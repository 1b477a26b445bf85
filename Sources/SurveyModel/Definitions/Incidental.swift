/// A part of a definition that says nothing of what it means, such as the folder of its file.
///
/// It is written as nothing and compares as nothing, so that it makes no other fingerprint and no other
/// definition. Every other part of a definition is written by the conformance that the compiler makes,
/// and none can be forgotten.
@propertyWrapper
package struct Incidental<Value: Sendable>: Hashable, Sendable, Encodable {
  /// The part.
  package var wrappedValue: Value

  /// Takes the part.
  package init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }

  /// Whatever they hold, two say the same.
  package static func == (left: Self, right: Self) -> Bool { true }

  /// Hashes nothing.
  package func hash(into hasher: inout Hasher) {}

  /// Writes nothing.
  package func encode(to encoder: any Encoder) {}
}
