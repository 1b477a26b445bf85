/// Whether a vector is a sum of others, each times a number.
enum LinearSpan {
  private static let tolerance = 1e-9

  /// The numbers of the sum, or nil where there is none.
  ///
  /// - Complexity: O(*n*²*m*) for *n* vectors of *m* elements.
  static func coefficients(of target: [Double], over vectors: [[Double]]) -> [Double]? {
    let unknowns = vectors.count
    var rows = target.indices.map { row in vectors.map { $0[row] } + [target[row]] }
    var pivots: [Int] = []
    var next = 0
    for column in 0..<unknowns where next < rows.count {
      guard
        let best = (next..<rows.count)
          .max(by: {
            rows[$0][column].magnitude < rows[$1][column].magnitude
          }), rows[best][column].magnitude > tolerance
      else { continue }
      rows.swapAt(next, best)
      let pivot = rows[next][column]
      for index in rows[next].indices { rows[next][index] /= pivot }
      for row in rows.indices where row != next && rows[row][column] != 0 {
        let factor = rows[row][column]
        for index in rows[row].indices { rows[row][index] -= factor * rows[next][index] }
      }
      pivots.append(column)
      next += 1
    }
    guard rows[next...].allSatisfy({ $0[unknowns].magnitude <= tolerance }) else { return nil }
    var numbers = [Double](repeating: 0, count: unknowns)
    for (row, column) in pivots.enumerated() { numbers[column] = rows[row][unknowns] }
    return numbers
  }
}
