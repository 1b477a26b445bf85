/// A number as languages with spaces write it: 1,234.5 and, in the Indian grouping, 12,34,567.
struct SpacedNumber {
  let value: Double
  /// The weight of the last digit.
  let resolution: Double
  /// Whether it is of digits alone.
  let isPlain: Bool
  /// The values that the spelling leaves open; empty where it has one reading.
  let readings: [Double]

  /// Reads digits with the marks among them; nil for what is no number, such as 1.2.3 or 3/4.
  init?(_ text: String) {
    guard text.utf8.count <= 30 else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2E })
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard !fraction.contains(","),
      let value = Double(groups.joined() + (fraction.isEmpty ? "" : "." + fraction))
    else { return nil }
    self.value = value
    resolution = NumberReader.power(10, -fraction.utf8.count)
    isPlain = groups.count == 1 && fraction.isEmpty
    let inner = groups.dropFirst().dropLast()
    let isGrouped =
      groups.count == 1
      || (1...3).contains(groups[0].count) && groups[0].first != "0" && groups.last?.count == 3
        && (inner.allSatisfy { $0.count == 3 }
          || inner.allSatisfy { $0.count == 2 } && groups[0].count <= 2)
    // 1,2345 may be a list and may be a slip; 12,3 may have a comma for a point.
    var readings = isGrouped ? [] : [value] + (Double(groups.last ?? "").map { [$0] } ?? [])
    if !isGrouped, groups.count == 2, fraction.isEmpty, groups[1].count < 3,
      let decimal = Double(groups.joined(separator: "."))
    {
      readings.append(decimal)
    }
    self.readings = readings
  }
}
