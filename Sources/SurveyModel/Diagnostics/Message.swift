extension Diagnostic {
  /// The text of a diagnostic, which remembers which of its parts are values of sensitive variables.
  ///
  /// Interpolated values print as they are; `\(value, variable)` prints a value in quotation marks,
  /// or withholds it when the variable is sensitive.
  public struct Message: Hashable, Sendable, Codable, ExpressibleByStringInterpolation,
    CustomStringConvertible
  {
    /// The pieces of the text, in order.
    public enum Part: Hashable, Sendable, Codable {
      /// Words that may be shown to anybody.
      case plain(String)
      /// A value of a sensitive variable, which no rendering shows.
      case withheld
    }

    /// What stands in the place of a withheld value.
    public static let withheldText = "(withheld)"

    /// The pieces of the text, in order.
    public let parts: [Part]

    /// Makes a message of one plain piece.
    public init(stringLiteral value: String) {
      parts = [.plain(value)]
    }

    /// Makes a message of interpolated pieces.
    public init(stringInterpolation: StringInterpolation) {
      parts = stringInterpolation.parts
    }

    /// Makes a message of words made elsewhere, which hold no sensitive value.
    public init(_ plain: String) {
      parts = [.plain(plain)]
    }

    /// The text with sensitive values withheld.
    public var description: String {
      parts.map { part in
        switch part {
        case .plain(let text): text
        case .withheld: Self.withheldText
        }
      }
      .joined()
    }

    /// Collects the pieces of an interpolated message.
    public struct StringInterpolation: StringInterpolationProtocol {
      fileprivate var parts: [Part] = []

      /// Makes room for the pieces.
      public init(literalCapacity: Int, interpolationCount: Int) {
        parts.reserveCapacity(interpolationCount * 2 + 1)
      }

      /// Adds words.
      public mutating func appendLiteral(_ literal: String) {
        if !literal.isEmpty { parts.append(.plain(literal)) }
      }

      /// Adds a value that is nobody's secret.
      public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        parts.append(.plain(value.description))
      }

      /// Adds a value in quotation marks, withheld when `sensitivity` asks for it.
      ///
      /// A long value is cut after 80 characters.
      package mutating func appendInterpolation(_ value: String, _ sensitivity: Sensitivity) {
        switch sensitivity {
        case .open where PersonalText.holdsNumber(value):
          // It has strayed into a column where nobody expected it.
          parts.append(.withheld)
        case .open:
          let shown = value.count > 80 ? String(value.prefix(80)) + "…" : value
          parts.append(.plain("“\(shown)”"))
        case .sensitive:
          parts.append(.withheld)
        }
      }
    }
  }
}

/// Whether the values of a variable may be shown.
package enum Sensitivity: String, Hashable, Sendable, Codable {
  /// Values may be stored, logged and published.
  case open
  /// Values are names, identity or telephone numbers: stored as keyed hashes unless the pipeline says
  /// otherwise, never shown.
  case sensitive
}
