/// A figure of another row of a table that a formula names, such as `before.tap_rate`.
///
/// It is the published figure: where that is withheld, so is whatever is computed from it, and nothing
/// is told that the table does not tell.
package struct RowReference: Hashable, Sendable {
  /// Which row, as seen from the one whose figure is computed.
  package enum Row: Hashable, Sendable {
    /// That of the same place in the wave before.
    case before
    /// That of the same place in the first wave.
    case first
    /// That of the same place in the last wave.
    case last
    /// That of the place of a level which holds the row's own.
    case level(PlaceLevel)
    /// That which holds all others: the grand total, or the only place of the widest level.
    case total
    /// All rows of the same place, whatever the values of the variables that split it: the sum of
    /// their figures.
    case all
  }

  /// The row.
  package let row: Row
  /// The name of the measure.
  package let measure: String

  /// Reads a dotted name; nil where it means no other row.
  ///
  /// - Parameters:
  ///   - name: The name, such as `before.tap_rate`.
  ///   - levels: The levels that have rows in the table.
  package init?(_ name: String, levels: [PlaceLevel]) {
    guard let path = RecordRelations.path(name) else { return nil }
    if let word = Self.words.first(where: { $0.word == path.record }) {
      row = word.row
    } else if let level = levels.first(where: { $0.name == path.record }) {
      row = .level(level)
    } else {
      return nil
    }
    measure = path.variable
  }

  /// The rows that have a word of their own.
  private static let words: [(word: String, row: Row)] = [
    ("before", .before), ("first", .first), ("last", .last), (GrandTotal.level, .total),
    ("all", .all),
  ]

  /// The words that go before the name of a measure; no level of places may be called so.
  package static let names = words.map(\.word)

  /// Whether it asks for another wave.
  package var isOfWave: Bool { [.before, .first, .last].contains(row) }
}
