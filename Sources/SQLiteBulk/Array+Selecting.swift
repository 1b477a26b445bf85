extension Array where Element == Double {
  /// Puts the number that has a place in the order of size there, no lesser one behind it and no greater before.
  ///
  /// It is Hoare's quickselect (Algorithm 65, 1961).
  ///
  /// - Parameter place: The zero-based place; there must be such a number.
  /// - Complexity: O(n); where parts shrink too slowly the rest is sorted, so that it is never worse than
  ///   O(n log n).
  mutating func select(_ place: Int) {
    var range = indices
    var rounds = 2 * (Int.bitWidth - count.leadingZeroBitCount)
    while range.count > 32, rounds > 0 {
      rounds -= 1
      let pivot = Self.middle(
        self[range.lowerBound], self[range.lowerBound + range.count / 2],
        self[range.upperBound - 1])
      var (left, right) = (range.lowerBound, range.upperBound - 1)
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      // What lies between both is the pivot's like.
      if place <= right {
        range = range.lowerBound..<right + 1
      } else if place >= left {
        range = left..<range.upperBound
      } else {
        return
      }
    }
    self[range].sort()
  }

  private static func middle(_ first: Double, _ second: Double, _ third: Double) -> Double {
    Swift.max(Swift.min(first, second), Swift.min(Swift.max(first, second), third))
  }
}
