internal import SurveyModel

/// The figures of a report by their indicators, changes left out, where the nearest is soon found.
struct StatedFacts {
  /// Of which place a figure is looked for.
  enum Search {
    /// That of the other figure.
    case ofItsPlace
    /// Any.
    case ofAnyPlace
  }

  /// What figures that are held against each other have in common.
  private struct Frame: Hashable {
    let indicator: String
    /// Nil for any.
    var place: String??
    /// Whether they are yet to be reached: an aim says nothing of what is.
    let isAim: Bool
    /// Nil for any.
    var asOf: String??
  }

  /// Figures in the order of the document.
  private let figures: [String: [Fact]]
  private let framed: [Frame: [Fact]]

  /// The indicators that are stated, in the order of their names.
  var indicators: [String] { figures.keys.sorted() }

  init(_ facts: [Fact]) {
    var figures: [String: [Fact]] = [:]
    var framed: [Frame: [Fact]] = [:]
    // Sorting keeps the order of figures that start together.
    let ordered = facts.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
    for (_, fact) in ordered {
      guard let indicator = fact.indicator, fact.role != .change else { continue }
      figures[indicator, default: []].append(fact)
      var frame = Frame(indicator: indicator, isAim: fact.role == .target)
      framed[frame, default: []].append(fact)
      frame.place = .some(fact.place)
      framed[frame, default: []].append(fact)
      frame.asOf = .some(fact.asOf)
      framed[frame, default: []].append(fact)
      frame.place = nil
      framed[frame, default: []].append(fact)
    }
    self.figures = figures
    self.framed = framed
  }

  /// The figures of an indicator, in the order of the document.
  func facts(of indicator: String) -> [Fact] { figures[indicator] ?? [] }

  /// The figure of an indicator that starts nearest to another one, the first of several; one of its
  /// date goes before all others.
  ///
  /// - Parameters:
  ///   - fact: The other figure.
  ///   - indicator: The indicator.
  ///   - search: Of which place.
  ///   - isAim: Whether the figure is one that is yet to be reached.
  /// - Returns: Nil where there is none.
  /// - Complexity: O(log *n*) in the figures of the indicator.
  func nearest(to fact: Fact, of indicator: String, _ search: Search, isAim: Bool) -> Fact? {
    let place: String?? = search == .ofItsPlace ? .some(fact.place) : nil
    let dated = Frame(indicator: indicator, place: place, isAim: isAim, asOf: .some(fact.asOf))
    let undated = Frame(indicator: indicator, place: place, isAim: isAim)
    guard let facts = framed[dated] ?? framed[undated], let last = facts.last else { return nil }
    let next = Self.first(in: facts, from: fact.start)
    guard next > 0 else { return facts[0] }
    let before = facts[Self.first(in: facts, from: facts[next - 1].start)]
    let behind = next < facts.count ? facts[next] : last
    return fact.start - before.start <= abs(behind.start - fact.start) ? before : behind
  }

  /// The index of the first figure that starts at a place or behind it.
  private static func first(in facts: [Fact], from start: Int) -> Int {
    var (low, high) = (0, facts.count)
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
