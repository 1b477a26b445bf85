/// The names of a workbook's sheets: what programs allow, and no two alike.
///
/// A name has at most 31 UTF-16 units, none of `[ ] : * ? / \`, no apostrophe at either end, and is
/// not `History`, which Excel keeps for itself; Excel does not tell upper and lower case apart.
package struct SheetNames {
  private var taken: Set<String> = ["history"]

  /// Makes a list without a name.
  package init() {}

  /// Gives a sheet a name.
  ///
  /// - Parameter wish: What it should be called.
  /// - Returns: The wish where it can be had; else it is cut, without what is not allowed, and numbered.
  package mutating func add(_ wish: String) -> String {
    let base = Self.allowed(wish)
    var name = Self.cut(base, to: SheetLimits.nameUnits)
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let suffix = "~\(number)"
      name = Self.cut(base, to: SheetLimits.nameUnits - suffix.utf16.count) + suffix
      number += 1
    }
    return name
  }

  private static func allowed(_ wish: String) -> String {
    let clean = SheetText.held(wish)
      .map { "[]:*?/\\\n\t".contains($0) ? "_" : $0 }
    let name = String(clean).trimmingApostrophes
    return name.isEmpty ? "_" : name
  }

  /// The first characters, as many as fit, with no apostrophe at the end.
  private static func cut(_ name: String, to units: Int) -> String {
    var cut = name
    while cut.utf16.count > units { cut.removeLast() }
    return cut.trimmingApostrophes
  }
}

extension String {
  /// The text without apostrophes and blanks at its ends.
  fileprivate var trimmingApostrophes: String {
    let isOuter = { (character: Character) in character == "'" || character == " " }
    let rest = drop(while: isOuter)
    return String(rest.reversed().drop(while: isOuter).reversed())
  }
}
