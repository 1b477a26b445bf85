/// Shares a whole number out by weights so that the parts add up exactly (largest remainders).
///
/// - Parameters:
///   - total: The number to share out; at least `minimum` for every weight.
///   - weights: The weights, of which at least one is positive.
///   - minimum: What every part has in any case.
/// - Returns: One part a weight.
package func apportion(_ total: Int, by weights: [Int], minimum: Int = 0) -> [Int] {
  let rest = total - minimum * weights.count
  let sum = weights.reduce(0, +)
  var parts = weights.map { minimum + rest * $0 / sum }
  let order = weights.indices.sorted { left, right in
    let (leftRest, rightRest) = (rest * weights[left] % sum, rest * weights[right] % sum)
    return leftRest == rightRest ? left < right : leftRest > rightRest
  }
  for index in order.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
  return parts
}

/// Changes numbers one by one, in an order drawn by lot, until they add up to a total.
///
/// - Parameters:
///   - parts: The numbers.
///   - total: What they must add up to.
///   - range: The least and the greatest that a number may become.
///   - random: The lot.
package func adjust(
  _ parts: inout [Int], to total: Int, within range: ClosedRange<Int>,
  random: inout SeededGenerator
) {
  var missing = total - parts.reduce(0, +)
  while missing != 0 {
    let index = random.below(parts.count)
    let changed = parts[index] + missing.signum()
    guard range.contains(changed) else { continue }
    parts[index] = changed
    missing -= missing.signum()
  }
}
