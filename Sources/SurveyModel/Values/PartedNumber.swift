/// A number whose thousands a comma separates, parted by it into two fields: `1,234`.
package enum PartedNumber {
  /// The number without its sign that two neighbouring texts look like the halves of; nil where they do not.
  package static func joined(_ head: some StringProtocol, _ tail: some StringProtocol) -> Double? {
    let hasSign = head.first.map { "+-−¥￥$€£".contains($0) } == true
    let digits = hasSign ? head.dropFirst() : head[...]
    let group = tail.prefix(while: isDigit)
    let rest = tail[group.endIndex...]
    guard (1...3).contains(digits.count), digits.allSatisfy(isDigit), digits.first != "0",
      group.count == 3,
      rest.isEmpty || rest.first == "." && rest.dropFirst().allSatisfy(isDigit)
    else { return nil }
    return Double(String(digits) + tail)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }
}
