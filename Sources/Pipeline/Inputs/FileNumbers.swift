import SurveyModel

/// Gives files the numbers by which the store tells their rows apart.
///
/// A number is made of the file's path alone, so that files that come and go beside it do not change
/// it, in this run or a later one. Where a file's number is another's already (once in a million pairs),
/// it gets the next that is made of its path.
struct FileNumbers {
  /// The hexadecimal digits of a number: `Origin.limit.files` is 2 to the power of 20.
  private static let digits = 5

  private var taken: Set<UInt32> = []

  /// The number of a file.
  ///
  /// - Parameter path: Its path below the root; ask for files in the order of their paths.
  /// - Returns: A number below `Origin.limit.files`, which none of the files before has.
  mutating func number(of path: String) -> UInt32 {
    precondition(taken.count < Origin.limit.files, "there are more files than numbers")
    for attempt in 0... {
      var hash = ContentHash()
      hash.add("file number \(attempt)", path)
      guard let number = UInt32(hash.finished().prefix(Self.digits), radix: 16) else { continue }
      if taken.insert(number).inserted { return number }
    }
    preconditionFailure("one of the attempts meets a free number")
  }
}
