/// The levels of a pipeline's places, from the widest, with their titles.
package struct PlaceLevels: Hashable, Sendable, Encodable {
  /// One level as it is declared.
  package struct Declaration: Hashable, Sendable, Encodable {
    /// The name.
    package let name: String
    /// The title.
    package let label: Label
    /// Whether its places have no administration of their own.
    package let isInformal: Bool

    /// Declares a level.
    package init(name: String, label: Label = Label(), isInformal: Bool = false) {
      self.name = name
      self.label = label
      self.isInformal = isInformal
    }
  }

  /// The levels, from the widest.
  package let all: [PlaceLevel]
  private let labels: [Label]

  /// Puts levels in order.
  ///
  /// - Parameter declarations: The levels, from the widest; at least one, and no two of one name.
  package init(_ declarations: [Declaration]) {
    precondition(!declarations.isEmpty, "places have at least one level")
    all = declarations.enumerated()
      .map {
        PlaceLevel(rank: $0.offset, name: $0.element.name, isInformal: $0.element.isInformal)
      }
    labels = declarations.map(\.label)
  }

  /// The widest level, of which every table has rows.
  package var widest: PlaceLevel { all[0] }

  /// The narrowest level.
  package var narrowest: PlaceLevel { all[all.count - 1] }

  /// The narrowest level whose places have an administration; the narrowest where none has one.
  ///
  /// In a place of this level a record counts unless a table asks for narrower ones.
  package var narrowestFormal: PlaceLevel { all.last { !$0.isInformal } ?? narrowest }

  /// The names, from the widest level.
  package var names: [String] { all.map(\.name) }

  /// The level of a name, or nil.
  package subscript(name: String) -> PlaceLevel? { all.first { $0.name == name } }

  /// The levels that are wider than another, from the widest.
  package func wider(than level: PlaceLevel) -> [PlaceLevel] { all.filter { $0 < level } }

  /// The levels that have rows in a table by some levels, the widest always among them, from the widest.
  package func rows(of levels: [PlaceLevel]) -> [PlaceLevel] { Set(levels + [widest]).sorted() }

  /// The title of a level.
  package func label(of level: PlaceLevel) -> Label { labels[level.rank] }
}
