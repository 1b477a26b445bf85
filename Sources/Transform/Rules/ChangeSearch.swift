/// The sets of fields that touch every broken rule, from the lightest; each comes once.
///
/// A set that misses a broken rule leaves it broken: only the rule's own fields are added to it, one
/// after another, and what one branch took the next does without.
struct ChangeSearch {
  /// A set of fields.
  struct Candidate {
    /// The fields, in ascending order.
    var members: [Int] = []
    var weight = 0.0
    /// The fields that other branches have.
    fileprivate var excluded: Set<Int> = []

    fileprivate func precedes(_ other: Self) -> Bool {
      if abs(weight - other.weight) > 1e-9 { return weight < other.weight }
      if members.count != other.members.count { return members.count < other.members.count }
      return members.lexicographicallyPrecedes(other.members)
    }
  }

  /// How many times a broken rule is held against a set before the search gives up.
  private static let limit = 15_000

  private let candidates: [Int]
  private let weights: [Int: Double]
  private let broken: [[Int]]
  /// A binary heap, the lightest first.
  private var waiting = [Candidate()]
  private var looked = 0

  /// - Parameters:
  ///   - candidates: The fields that may change, in ascending order.
  ///   - weights: Their weights, which are positive.
  ///   - broken: The fields of each broken rule.
  init(candidates: [Int], weights: [Double], broken: [[Int]]) {
    self.candidates = candidates
    self.weights = Dictionary(zip(candidates, weights), uniquingKeysWith: { first, _ in first })
    self.broken = broken.map { $0.sorted() }
  }

  /// The next set by weight, then by size and fields; nil after the last, or where there are too many.
  mutating func next() -> Candidate? {
    while looked < Self.limit, let set = pop() {
      looked += broken.count
      let open = broken.filter { !$0.contains(where: set.members.contains) }
        .map { $0.filter { !set.excluded.contains($0) } }
      // The fewest branches; none where a rule has lost all its fields to other branches.
      guard let rule = open.min(by: { $0.count < $1.count }) else { return set }
      branch(set, over: rule)
    }
    return nil
  }

  /// Adds the sets that have one field more than a set that does not do.
  mutating func extend(_ set: Candidate) { branch(set, over: candidates) }

  private mutating func branch(_ set: Candidate, over fields: [Int]) {
    var set = set
    for field in fields where !set.excluded.contains(field) && !set.members.contains(field) {
      var child = set
      child.members.insert(
        field, at: child.members.firstIndex { $0 > field } ?? child.members.endIndex)
      child.weight += weights[field] ?? 1
      push(child)
      set.excluded.insert(field)
    }
  }

  private mutating func push(_ set: Candidate) {
    waiting.append(set)
    var child = waiting.count - 1
    while child > 0, waiting[child].precedes(waiting[(child - 1) / 2]) {
      waiting.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> Candidate? {
    guard let first = waiting.first, let last = waiting.popLast() else { return nil }
    guard !waiting.isEmpty else { return first }
    waiting[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < waiting.count && waiting[child].precedes(waiting[least]) {
        least = child
      }
      guard least != parent else { return first }
      waiting.swapAt(parent, least)
      parent = least
    }
  }
}
