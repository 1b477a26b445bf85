extension Diagnostic {
  /// The stable, documented name of one kind of finding, such as `cell.not-a-number`.
  ///
  /// A structure and not an enumeration, so that a new code breaks no client. The part before the
  /// dot is the family: `source`, `sheet`, `cell`, `text`, `place`, `record`, `rule`, `fact`,
  /// `pipeline`, `store`; a pipeline's own rules may add families.
  public struct Code: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The code as it is printed, `family.kebab-case`.
    public let rawValue: String

    /// Makes a code of its printed form.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The printed form.
    public var description: String { rawValue }
  }
}
