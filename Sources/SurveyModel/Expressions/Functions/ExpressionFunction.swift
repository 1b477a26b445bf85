extension Expression {
  /// A function of values, with all that is known of it but how engines compute it.
  package struct Function: Sendable {
    /// What it takes and gives.
    enum Signature: Hashable, Sendable {
      /// Arguments of these types, and a result of that one.
      case fixed([ExpressionType], gives: ExpressionType)
      /// Two or more of one type, one of which it gives.
      case alike
      /// A text, and as a literal a regular expression.
      case pattern
      /// Several answers, and as a literal one of their codes.
      case membership
      /// Codes as literals, each with the condition under which it is an answer.
      case answers
      /// A number, and as a literal how many digits stay behind the point.
      case rounding
      /// Conditions and values by turns, and at the end a value where none of them holds.
      case choices
    }

    /// What the reference says of it.
    package struct Reference: Hashable, Sendable {
      /// What it gives.
      package let summary: String
      /// What it gives where an argument is missing.
      package let missing: String
      /// An expression of literals.
      package let example: String
      /// What the example gives, as the reference writes it.
      package let result: String
    }

    /// Its name in expressions.
    package let name: String
    let signature: Signature
    /// Whether its value may be one that it was given, or tells which that was.
    let givesArguments: Bool
    /// Whether sums of its values may tell how many records meet a condition, or what one of them has.
    let choosesRecords: Bool
    /// What the reference says of it.
    package let reference: Reference
    /// The value over values of its types; missing where one that matters is.
    let value: @Sendable ([Value]) -> Value
    /// The cell over cells, where it is not missing as soon as one of them is.
    let cell: (@Sendable ([PublishedCell]) -> PublishedCell)?

    init(
      _ name: String, _ signature: Signature, givesArguments: Bool = false,
      choosesRecords: Bool = false,
      _ summary: String,
      missing: String, example: String, gives result: String,
      cell: (@Sendable ([PublishedCell]) -> PublishedCell)? = nil,
      value: @escaping @Sendable ([Value]) -> Value
    ) {
      self.name = name
      self.signature = signature
      self.givesArguments = givesArguments
      self.choosesRecords = choosesRecords
      reference = Reference(summary: summary, missing: missing, example: example, result: result)
      self.value = value
      self.cell = cell
    }

    /// All functions, in the order of the reference.
    package static let all = numbers + dates + texts + sets + identities + choices

    /// How it is written, with the types of its arguments.
    package var usage: String {
      switch signature {
      case .fixed(let types, _):
        "\(name)(\(types.map(\.words).joined(separator: ", ")))"
      case .alike: "\(name)(value, value, …)"
      case .rounding: "\(name)(number, digits)"
      case .pattern: "\(name)(text, 'expression')"
      case .membership: "\(name)(answers, 'code')"
      case .answers: "\(name)('code', condition, …)"
      case .choices: "\(name) when … then … else … end"
      }
    }

    /// The function of a name, or nil.
    static func named(_ name: String) -> Self? { all.first { $0.name == name } }
  }
}

extension Expression.Function: Hashable, Encodable {
  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

extension Expression.Function.Reference {
  /// What most functions give where an argument is missing.
  static let missing = "Missing."
}

extension Expression.Function {
  /// The value over one number; missing for anything else.
  static func ofNumber(
    _ body: @escaping @Sendable (Double) -> Double
  ) -> @Sendable ([Value]) -> Value {
    { values in values.first.map { Expression.onNumber($0, body) } ?? .missing(.notTested) }
  }

  /// The value over one text; missing for anything else.
  static func ofText(_ body: @escaping @Sendable (String) -> Value?) -> @Sendable ([Value]) -> Value
  {
    { values in
      guard case .text(let text)? = values.first else { return .missing(.notTested) }
      return body(text) ?? .missing(.notTested)
    }
  }
}
