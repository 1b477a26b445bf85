/// A number whose thousands a comma separates, parted by it into two fields: `1,234`.
package enum PartedNumber {
  /// Whether two neighbouring texts look like one such number.
  package static func isParted(_ head: some StringProtocol, _ tail: some StringProtocol) -> Bool {
    let hasSign = head.first.map { "+-−¥￥$€£".contains($0) } == true
    let digits = hasSign ? head.dropFirst() : head[...]
    let group = tail.prefix(while: isDigit)
    let rest = tail[group.endIndex...]
    return (1...3).contains(digits.count) && digits.allSatisfy(isDigit) && digits.first != "0"
      && group.count == 3
      && (rest.isEmpty || rest.first == "." && rest.dropFirst().allSatisfy(isDigit))
  }

  /// The number that two such texts are together, without its sign.
  package static func joined(_ head: some StringProtocol, _ tail: some StringProtocol) -> Double? {
    Double(String(head.filter(isDigit)) + tail)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }
}
