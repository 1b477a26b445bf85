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

  /// Figures in the order of the document.
  private struct Figures {
    var all: [Fact] = []
    var byPlace: [String?: [Fact]] = [:]
  }

  private let figures: [String: Figures]

  /// The indicators that are stated, in the order of their names.
  var indicators: [String] { figures.keys.sorted() }

  init(_ facts: [Fact]) {
    var figures: [String: Figures] = [:]
    // Sorting keeps the order of figures that start together.
    let ordered = facts.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
    for (_, fact) in ordered {
      guard let indicator = fact.indicator, fact.role != .change else { continue }
      figures[indicator, default: Figures()].all.append(fact)
      figures[indicator]?.byPlace[fact.place, default: []].append(fact)
    }
    self.figures = figures
  }

  /// The figures of an indicator, in the order of the document.
  func facts(of indicator: String) -> [Fact] { figures[indicator]?.all ?? [] }

  /// The figure of an indicator that starts nearest to another one, the first of several.
  ///
  /// - Complexity: O(log *n*) in the figures of the indicator.
  func nearest(to fact: Fact, of indicator: String, _ search: Search) -> Fact? {
    let found =
      switch search {
      case .ofItsPlace: figures[indicator]?.byPlace[fact.place]
      case .ofAnyPlace: figures[indicator]?.all
      }
    guard let facts = found, let last = facts.last else { return nil }
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
