extension Sequence<String> {
  /// The names, none of them twice and none that is taken: what would be again is numbered from 2.
  ///
  /// - Parameters:
  ///   - taken: The names that others have.
  ///   - mark: What stands before the number.
  /// - Returns: A name for each, in order.
  func distinct(beside taken: some Sequence<String>, numberedBehind mark: String) -> [String] {
    var seen = Set(taken)
    return map { wish in
      var name = wish
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(wish)\(mark)\(number)"
        number += 1
      }
      return name
    }
  }
}
