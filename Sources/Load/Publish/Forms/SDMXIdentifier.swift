/// Names as SDMX allows them in identifiers: ASCII letters, digits, `_` and `-` (SDMX 3.0, `IDType`), a
/// letter first.
enum SDMXIdentifier {
  /// The name in capitals, `_` for the point of a path; another character that is not allowed becomes its
  /// number in hexadecimal digits, as `水` becomes `U6C34`.
  static func identifier(_ name: String) -> String {
    var identifier = ""
    for scalar in name.uppercased().unicodeScalars {
      switch scalar {
      case "A"..."Z", "0"..."9", "_", "-": identifier.unicodeScalars.append(scalar)
      case ".": identifier += "_"
      default: identifier += "U" + String(scalar.value, radix: 16, uppercase: true)
      }
    }
    let isLed = identifier.first.map { ("A"..."Z").contains($0) } ?? false
    return isLed ? identifier : "N" + identifier
  }

  /// Identifiers of names, none of them twice and none that is taken.
  static func identifiers(_ names: [String], beside taken: [String]) -> [String] {
    names.map(identifier).distinct(beside: taken, numberedBehind: "_")
  }
}
