/// What a gazetteer tells of each place beside its name: a column of one's own, such as its population.
package struct PlaceAttribute: Hashable, Sendable, Encodable {
  /// What its values are.
  package enum Kind: String, Hashable, Sendable, CaseIterable, Encodable {
    /// Whole numbers.
    case integer
    /// Numbers.
    case number
    /// Texts.
    case text
    /// Dates.
    case date
    /// `true` or `false`.
    case boolean
  }

  /// The name of the gazetteer's column.
  package let name: String
  /// What its values are.
  package let kind: Kind

  /// Describes an attribute.
  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What its values are in an expression.
  package var type: ExpressionType {
    switch kind {
    case .integer, .number: .number
    case .text: .text
    case .date: .date
    case .boolean: .boolean
    }
  }

  /// What its values look like in a gazetteer.
  package var example: String {
    switch kind {
    case .integer: "a whole number such as 1234"
    case .number: "a number such as 12.5"
    case .text: "a text"
    case .date: "a date such as 2021-10-31"
    case .boolean: "true or false"
    }
  }

  /// Reads a value as a gazetteer writes it: plain numbers, ISO 8601 dates, `true` and `false`.
  ///
  /// - Parameter text: What stands in the column, without white space at its ends; nil for nothing.
  /// - Returns: The value, missing for nothing; nil where it is no value of the attribute.
  package func value(_ text: String?) -> Value? {
    guard let text else { return .blank }
    switch kind {
    case .integer: return Int64(text).flatMap { Double(exactly: $0) }.map(Value.number)
    case .number: return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case .text: return .text(text)
    case .date: return CalendarDate(iso: text).map(Value.date)
    case .boolean: return Bool(text).map(Value.boolean)
    }
  }
}

/// The attributes that a pipeline's gazetteer has, and the names by which expressions know them.
package struct PlaceAttributes: Hashable, Sendable, Encodable {
  /// The attributes, in the order of the pipeline.
  package let all: [PlaceAttribute]

  /// Takes attributes.
  package init(_ all: [PlaceAttribute] = []) { self.all = all }

  /// The names of the columns.
  package var names: [String] { all.map(\.name) }

  /// The names in expressions.
  package var paths: [String] { all.map { Self.path($0.name) } }

  /// The attribute that an expression means by a name, such as `place.population`; nil for any other.
  package subscript(path: String) -> PlaceAttribute? {
    guard path.hasPrefix(Self.prefix) else { return nil }
    return all.first { $0.name == path.dropFirst(Self.prefix.count) }
  }

  private static let prefix = path("")

  private static func path(_ name: String) -> String { "\(RecordRelations.place).\(name)" }
}
