extension Expression {
  /// A function over the records of a group.
  package enum Aggregate: Hashable, Sendable, Encodable {
    /// How many records there are, or how many have the value.
    case count
    /// How many different values there are.
    case countDistinct
    /// The sum of the values.
    case sum
    /// The mean of the values.
    case mean
    /// The least value.
    case min
    /// The greatest value.
    case max
    /// The value below which a share of the values lies, from 0 to 1: 0.5 is the median. Between two values
    /// it is as far as the share is (definition 7 of Hyndman and Fan, the continuous percentile of SQL).
    case quantile(Double)
    /// The same of values that stand for so many each, of ``Expression/weighted(_:by:)``: the least value up to
    /// which the weights reach more than a share of all weights; where they just reach it, the middle between
    /// the last of these and the next (definition 5 of SAS's `PCTLDEF`, with weights).
    case weightedQuantile(Double)
    /// The standard deviation of a sample, by one less than the number of values; none of one value.
    case deviation
    /// Whether the condition holds for at least one.
    case any
    /// Whether the condition holds for all.
    case every
  }
}

extension Expression.Aggregate {
  /// Those that take a value and nothing else, as they are written.
  static let named: [(name: String, aggregate: Self)] = [
    ("sum", .sum), ("mean", .mean), ("min", .min), ("max", .max), ("median", .median),
    ("sd", .deviation), ("any", .any), ("every", .every),
  ]

  /// The quantile of a half.
  static let median = Self.quantile(0.5)

  /// Its name in expressions.
  package var name: String {
    switch self {
    case .count: "count"
    case .countDistinct: "count distinct"
    case .quantile(0.5), .weightedQuantile(0.5): "median"
    case .quantile, .weightedQuantile: "quantile"
    default: Self.named.first { $0.aggregate == self }?.name ?? ""
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .quantile(let share): try container.encode("quantile \(share.plain)")
    case .weightedQuantile(let share): try container.encode("weighted quantile \(share.plain)")
    default: try container.encode(name)
    }
  }

  /// What is aggregated.
  package enum Argument: Hashable, Sendable {
    /// Values of any type, or the records themselves.
    case anything
    /// Numbers.
    case numbers
    /// Numbers, texts or dates.
    case ordered
    /// Conditions.
    case conditions
  }

  /// What a figure tells of the records behind it, by which its withholding is decided.
  package enum Telling: Hashable, Sendable {
    /// How many they are.
    case records
    /// What they have on the whole: times their number it is what they have together.
    case means
    /// What they have together.
    case amounts
    /// That a condition holds for one or all of them.
    case conditions
    /// What one of them has.
    case values
    /// How many things they name.
    case things
  }

  /// What it takes.
  package var argument: Argument {
    switch self {
    case .count, .countDistinct: .anything
    case .sum, .mean, .quantile, .weightedQuantile, .deviation: .numbers
    case .min, .max: .ordered
    case .any, .every: .conditions
    }
  }

  /// What its figures tell.
  package var telling: Telling {
    switch self {
    case .count: .records
    case .sum: .amounts
    case .mean, .deviation: .means
    case .any, .every: .conditions
    case .min, .max, .quantile, .weightedQuantile: .values
    case .countDistinct: .things
    }
  }

  /// Its value over no record; nil where it has none.
  package var ofNone: Expression? {
    switch self {
    case .count, .countDistinct, .sum: .number(0)
    case .any: .boolean(false)
    case .every: .boolean(true)
    case .mean, .min, .max, .quantile, .weightedQuantile, .deviation: nil
    }
  }

  /// Whether its figure may be the very value of a record, or made of such values.
  package var givesValues: Bool {
    switch self {
    case .sum, .mean, .min, .max, .quantile, .weightedQuantile, .deviation: true
    case .count, .countDistinct, .any, .every: false
    }
  }

  /// The type of its figure.
  ///
  /// - Parameter type: The type of what is aggregated; nil for records.
  /// - Returns: The type; nil where it does not take that.
  package func type(over type: ExpressionType?) -> ExpressionType? {
    switch argument {
    case .anything: .number
    case .numbers: type == .number ? .number : nil
    case .ordered: type == .boolean || type == .answers ? nil : type
    case .conditions: type == .boolean ? .boolean : nil
    }
  }
}

extension Expression.Aggregate.Argument {
  /// What is expected, in the words of a message.
  var expectation: String {
    switch self {
    case .anything: "a value"
    case .numbers: "a number"
    case .ordered: "a number, text or date"
    case .conditions: "a condition"
    }
  }
}
