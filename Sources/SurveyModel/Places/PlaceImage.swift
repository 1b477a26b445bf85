/// Where the records of one place lie on another date: for each level, the places that may hold them.
///
/// One place is an answer. Several are none: the records are in some of them and nothing says in which,
/// so they count only at the widest of the levels that have an answer, and are never shared out.
package struct PlaceImage: Hashable, Sendable {
  /// The places that may hold the records, by level, in the order of their codes.
  ///
  /// A level that is missing is one at which nothing is known.
  package let candidates: [PlaceLevel: [String]]

  /// Describes an image.
  package init(candidates: [PlaceLevel: [String]]) {
    self.candidates = candidates
  }

  /// The one place of a level that holds all records, or nil.
  package func place(at level: PlaceLevel) -> String? {
    guard let codes = candidates[level], codes.count == 1 else { return nil }
    return codes[0]
  }

  /// The smallest place that certainly holds all records, or nil where there is none.
  package var smallestPlace: String? {
    candidates.keys.sorted(by: >).lazy.compactMap { place(at: $0) }.first
  }
}
