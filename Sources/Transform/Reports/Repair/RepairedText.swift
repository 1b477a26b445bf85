internal import SurveyModel

/// A text after repair, with the way back to the text as it stood.
package struct RepairedText: Sendable {
  /// The repaired characters; a `?` that is lost or unreadable stands for what is gone.
  package internal(set) var scalars: [Unicode.Scalar] = []
  /// Where each character stood.
  package internal(set) var map = OffsetMap()
  /// How far each character can be trusted.
  package internal(set) var states: [State] = []
  /// What was repaired, in order.
  package internal(set) var repairs: [Repair] = []

  /// How far a character can be trusted.
  package enum State: UInt8, Sendable {
    /// It stood so.
    case intact
    /// Its bytes were left.
    case restored
    /// It was chosen by context.
    case guessed
    /// A byte of ASCII is gone here, perhaps a digit.
    case lost
    /// A character of which too little is left to tell.
    case unreadable
  }

  /// Makes an empty text.
  package init() {}

  mutating func reserveCapacity(_ count: Int) {
    scalars.reserveCapacity(count)
    states.reserveCapacity(count)
    map.reserveCapacity(count)
  }

  mutating func append(_ scalar: Unicode.Scalar, _ start: Int, _ end: Int, _ state: State) {
    scalars.append(scalar)
    map.append(start: start, end: end)
    states.append(state)
  }

  /// The repaired characters as a string.
  package var text: String { String(scalars: scalars[...]) }
}

/// Where each character of a derived text stood in the text it was made from.
package struct OffsetMap: Sendable {
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  /// Makes a map of no characters.
  package init() {}

  /// The number of derived characters.
  package var count: Int { starts.count }

  /// Adds the place of the next derived character.
  package mutating func append(start: Int, end: Int) {
    starts.append(Int32(truncatingIfNeeded: start))
    ends.append(Int32(truncatingIfNeeded: end))
  }

  mutating func reserveCapacity(_ count: Int) {
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  /// The first original character of a derived one.
  package func start(of index: Int) -> Int { Int(starts[index]) }

  /// The original character behind a derived one.
  package func end(of index: Int) -> Int { Int(ends[index]) }

  /// The original characters of a range of derived ones, which must not be empty.
  package func range(of derived: Range<Int>) -> Range<Int> {
    let end = derived.reduce(0) { max($0, Int(ends[$1])) }
    return Int(starts[derived.lowerBound])..<max(end, Int(starts[derived.lowerBound]))
  }

  mutating func extendLast(to end: Int) {
    if let last = ends.indices.last { ends[last] = Int32(truncatingIfNeeded: end) }
  }
}
