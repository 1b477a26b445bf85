internal import SurveyModel

/// The columns that a worksheet hides, as ranges that neither touch nor overlap.
///
/// However often a file says it, there are never more ranges than half of the columns.
struct HiddenColumns {
  /// The zero-based columns, ascending.
  private(set) var ranges: [ClosedRange<Int>] = []

  /// Hides columns; those that no worksheet has are passed over.
  mutating func insert(_ columns: ClosedRange<Int>) {
    let limit = CellReference.limit.columns
    guard columns.lowerBound < limit, columns.upperBound >= 0 else { return }
    let first = max(columns.lowerBound, 0)
    let last = min(columns.upperBound, limit - 1)
    let start = index { $0.upperBound >= first - 1 }
    let end = index { $0.lowerBound > last + 1 }
    guard start < end else { return ranges.insert(first...last, at: start) }
    let lower = min(first, ranges[start].lowerBound)
    let upper = max(last, ranges[end - 1].upperBound)
    if end - start == 1, ranges[start] == lower...upper { return }
    ranges.replaceSubrange(start..<end, with: [lower...upper])
  }

  /// The first range of which something holds that holds of all behind it.
  private func index(where holds: (ClosedRange<Int>) -> Bool) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if holds(ranges[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
