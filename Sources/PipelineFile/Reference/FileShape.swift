package import SurveyModel

/// What may stand at a place of a file that is written by hand.
///
/// The decoders know their keys from these shapes, and so do the reference and the JSON Schema.
package indirect enum FileShape: Hashable, Sendable {
  /// Any text.
  case text
  /// A name of letters, digits and `_`.
  case name
  /// Any number.
  case anyNumber
  /// A number of a range.
  case number(ClosedRange<Double>)
  /// A whole number of a range.
  case integer(ClosedRange<Int>)
  /// `true` or `false`.
  case boolean
  /// A date, which may be of a month or a year.
  case date
  /// A date of a day.
  case day
  /// A formula or condition.
  case expression(ExpressionType)
  /// One of some words.
  case choice([String])
  /// A list.
  case list(FileShape)
  /// A list, or the one element that stands in its place.
  case oneOrMore(FileShape)
  /// A mapping of known keys.
  case object(FileObject)
  /// A mapping whose keys are of the user's choice.
  case entries(FileShape)
  /// One of several.
  case either([FileShape])
}

extension FileShape {
  /// The words of an enumeration.
  static func choice<Choice: RawRepresentable<String>>(of words: [Choice]) -> Self {
    .choice(words.map(\.rawValue))
  }

  /// A text or, by languages, several.
  static let label = Self.either([.text, .object(.label)])
  /// What is said of a variable, or the header texts alone.
  static let variable = Self.either([.oneOrMore(.text), .object(.variable)])
  /// Texts that stand for a missing value: a list, or a mapping of each to its reason.
  static let missing = Self.either([
    .oneOrMore(.text),
    .entries(.choice(of: MissingReason.allCases.filter { $0 != .notTested })),
  ])
  /// A share, of which 1 is everything.
  static let share = Self.number(0...1)

  /// The objects within it, from the outermost.
  package var objects: [FileObject] {
    switch self {
    case .object(let object): [object]
    case .list(let shape), .oneOrMore(let shape), .entries(let shape): shape.objects
    case .either(let shapes): shapes.flatMap(\.objects)
    default: []
    }
  }
}
