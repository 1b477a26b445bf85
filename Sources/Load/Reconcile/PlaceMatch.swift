internal import SurveyModel

/// Finds the row of a table that a fact's place means.
struct PlaceMatch {
  /// A row of the table's level.
  struct Row: Hashable {
    let code: String
    let name: String
    let cell: PublishedCell
  }

  /// The row that the place means, or nil when none or several do.
  ///
  /// At the county's level a fact that names no place is about the county.
  static func row(for place: String?, at level: PlaceLevel, in rows: [Row]) -> Row? {
    guard let place, !(level == .county && wholes.contains(place)) else {
      return level == .county && rows.count == 1 ? rows[0] : nil
    }
    let found = rows.filter { stem($0.name) == stem(place) }
    return found.count == 1 ? found[0] : nil
  }

  private static let wholes: Set = ["全县", "本县", "我县", "全縣", "本縣", "我縣", "县", "縣"]

  /// The name without the word for what it is.
  private static func stem(_ name: String) -> String {
    for suffix in ["行政村", "村委会", "县", "縣", "区", "市", "镇", "鎮", "乡", "鄉", "村"]
    where name.hasSuffix(suffix) && name.count > suffix.count {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}
