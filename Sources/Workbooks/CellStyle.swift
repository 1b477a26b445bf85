/// How a cell looks, in the words that both formats of workbooks have.
package struct CellStyle: Hashable, Sendable {
  /// How heavy the letters are.
  package enum Weight: Hashable, Sendable {
    /// As running text.
    case regular
    /// As a head or a total.
    case bold
  }

  /// At which side of the cell its content stands.
  package enum Alignment: Hashable, Sendable {
    /// Numbers at the right, texts at the left.
    case natural
    /// At the left, some steps in.
    case leading(indent: Int)
    /// In the middle.
    case center
    /// At the right.
    case trailing
  }

  /// What becomes of a text that is longer than the cell is wide.
  package enum Overflow: Hashable, Sendable {
    /// It goes on in the empty cells beside it.
    case single
    /// It is broken into lines.
    case wrapped
  }

  /// The colour of letters.
  package enum Ink: Hashable, Sendable {
    /// Black.
    case black
    /// Grey, for what explains.
    case grey
    /// Blue and underlined, for what leads elsewhere.
    case link
  }

  /// Where a thin line stands.
  package struct Rules: OptionSet, Hashable, Sendable {
    /// The bits.
    package let rawValue: UInt8
    /// Takes bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Above the cell.
    package static let above = Rules(rawValue: 1)
    /// Below the cell.
    package static let below = Rules(rawValue: 2)
  }

  /// How heavy the letters are.
  package var weight = Weight.regular
  /// The size of letters in points.
  package var size = 11
  /// At which side the content stands.
  package var alignment = Alignment.natural
  /// What becomes of a long text.
  package var overflow = Overflow.single
  /// The colour.
  package var ink = Ink.black
  /// The lines around the cell.
  package var rules: Rules = []
  /// The decimals of a number, whose thousands are set apart; nil for a text.
  package var decimals: Int?

  /// The look of running text.
  package init() {}

  /// The same look but for what a body changes.
  package func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
