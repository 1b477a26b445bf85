internal import Relational
internal import SurveyModel

/// The records behind one aggregate of a row, as they are looked at one by one.
struct AggregateTally {
  /// Records of a file or place that count.
  struct Share: Hashable {
    /// How many they are.
    var records = 0
    /// The sum of their numbers.
    var sum = 0.0
  }

  /// A record that was looked at.
  struct Entry: Hashable {
    /// Its key.
    let origin: Int64
    /// What becomes of it.
    var outcome: RecordOutcome
    /// What is aggregated of it.
    let value: StoredValue?
    /// How many it stands for, of a weighted quantile.
    var weight: Double?
  }

  /// All records that lie in the row, in the order of their keys.
  private(set) var entries: [Entry] = []
  /// The records by what becomes of them.
  private(set) var counts: [RecordOutcome: Int] = [:]
  /// Those that count, by their file's number; those of one file follow one another.
  private(set) var byFile: [(file: UInt32, share: Share)] = []
  /// Those that count, by the number of the place in which they do.
  private(set) var byPlace: [Share] = []
  /// Whether a record may lie in the row or in another one, so that there is no figure.
  private(set) var isOpen = false
  private let slot: AggregateSlot

  init(of slot: AggregateSlot) { self.slot = slot }

  /// Takes a record.
  ///
  /// - Parameters:
  ///   - entry: The record.
  ///   - place: The number that its place has here.
  ///   - candidates: In how many rows of the level it may lie.
  mutating func add(_ entry: Entry, in place: Int, candidates: Int) {
    var entry = entry
    if candidates > 1, entry.outcome.isLeftOpen(byHolistic: slot.isHolistic) {
      entry.outcome = .placeOpen
    }
    if entry.outcome == .placeOpen { isOpen = true }
    counts[entry.outcome, default: 0] += 1
    entries.append(entry)
    guard entry.outcome == .counted else { return }
    let number = entry.value?.double ?? 0
    let file = Origin(key: entry.origin).file
    if byFile.last?.file != file { byFile.append((file, Share())) }
    byFile[byFile.count - 1].share.add(number)
    while byPlace.count <= place { byPlace.append(Share()) }
    byPlace[place].add(number)
  }

  /// The keys of those that are in quarantine.
  var quarantined: Set<Int64> {
    guard counts[.quarantined] != nil else { return [] }
    return Set(entries.lazy.filter { $0.outcome == .quarantined }.map(\.origin))
  }

  /// The records that count.
  var counted: [Entry] {
    counts[.counted] == entries.count ? entries : entries.filter { $0.outcome == .counted }
  }

  /// The figure, computed from the records one by one.
  var figure: PublishedCell {
    if isOpen { return .absent(.missing) }
    if slot.argument == nil { return PublishedCell(.number(Double(counts[.counted] ?? 0))) }
    let counted = counted
    let values = counted.compactMap(\.value)
    let numbers = values.compactMap(\.double)
    let sum = numbers.reduce(0, +)
    func number(_ value: Double?) -> PublishedCell {
      value.map { PublishedCell(.number($0)) } ?? .absent(.missing)
    }
    switch slot.aggregate {
    case .count: return number(Double(counts[.counted] ?? 0))
    case .countDistinct: return number(Double(Set(values).count))
    case .sum:
      // Over records none of which has a value nothing is known of the sum.
      return number(numbers.isEmpty && (counts[.valueMissing] ?? 0) > 0 ? nil : sum)
    case .mean: return number(numbers.isEmpty ? nil : sum / Double(numbers.count))
    case .min, .max:
      let ordered = values.sorted(by: Self.precedes)
      return PublishedCell(slot.aggregate == .min ? ordered.first : ordered.last)
    case .any, .every:
      let isDecisive = slot.aggregate == .any
      let untested =
        (counts[.valueMissing] ?? 0) + (counts[.conditionNotTested] ?? 0)
      if numbers.contains(isDecisive ? 1 : 0) { return PublishedCell(.boolean(isDecisive)) }
      return untested > 0 ? .absent(.missing) : PublishedCell(.boolean(!isDecisive))
    case .quantile(let share): return number(Self.quantile(share, of: numbers.sorted()))
    case .weightedQuantile(let share):
      let pairs = counted.compactMap { entry in
        entry.value?.double.flatMap { value in entry.weight.map { (value, $0) } }
      }
      return number(Self.quantile(share, of: pairs.filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }))
    case .deviation:
      guard numbers.count > 1 else { return number(nil) }
      let mean = sum / Double(numbers.count)
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return number((squares / Double(numbers.count - 1)).squareRoot())
    }
  }

  /// The quantile of numbers in order; see `Expression.Aggregate.quantile`.
  private static func quantile(_ share: Double, of numbers: [Double]) -> Double? {
    guard let last = numbers.last else { return nil }
    let place = share * Double(numbers.count - 1)
    let index = Int(place)
    guard index + 1 < numbers.count else { return last }
    return numbers[index] + (place - Double(index)) * (numbers[index + 1] - numbers[index])
  }

  /// The quantile of numbers in order with their weights; see `Expression.Aggregate.weightedQuantile`.
  private static func quantile(_ share: Double, of pairs: [(Double, Double)]) -> Double? {
    let goal = share * pairs.reduce(0) { $0 + $1.1 }
    var reached = 0.0
    for (index, pair) in pairs.enumerated() {
      reached += pair.1
      if reached > goal { return pair.0 }
      if reached == goal, index + 1 < pairs.count { return (pair.0 + pairs[index + 1].0) / 2 }
    }
    return pairs.last?.0
  }

  private static func precedes(_ left: StoredValue, _ right: StoredValue) -> Bool {
    if let first = left.double, let second = right.double { return first < second }
    return (left.string ?? "").utf8.lexicographicallyPrecedes((right.string ?? "").utf8)
  }
}

extension AggregateTally.Share {
  fileprivate mutating func add(_ number: Double) {
    records += 1
    sum += number
  }
}

extension RecordOutcome {
  /// Whether a record with this outcome leaves an aggregate open where it may lie in another row: what is put
  /// together from parts is so by all records that the table counts, what is over the values themselves by
  /// those that count.
  func isLeftOpen(byHolistic isHolistic: Bool) -> Bool {
    isHolistic ? self == .counted : !isOfTable
  }

  /// Whether it is the same for every aggregate of the table over the record.
  var isOfTable: Bool {
    switch self {
    case .quarantined, .ofOtherWave, .notInPanel, .filteredOut, .filterNotTested: true
    case .counted, .placeOpen, .conditionFailed, .conditionNotTested, .valueMissing: false
    }
  }
}
