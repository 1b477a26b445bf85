/// A level of places, such as a township or a village, as a pipeline declares it.
///
/// Levels of one pipeline are compared: the wider one is the lesser.
package struct PlaceLevel: Hashable, Sendable, Comparable, Codable {
  /// How many levels are wider.
  package let rank: Int
  /// The name, by which the gazetteer, the definition and the tables know it.
  package let name: String
  /// Whether its places have no administration of their own (natural villages, hamlets).
  ///
  /// A record counts in one only for a table that has rows of them; otherwise in the place around it.
  package let isInformal: Bool

  /// Describes a level.
  package init(rank: Int, name: String, isInformal: Bool = false) {
    self.rank = rank
    self.name = name
    self.isInformal = isInformal
  }

  /// Orders levels from the widest to the narrowest.
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  /// Hashes the rank, which levels of one pipeline do not share.
  package func hash(into hasher: inout Hasher) { hasher.combine(rank) }
}
