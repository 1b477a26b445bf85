/// How a village's name is written in a row.
package enum Spelling: String, Hashable, Sendable {
  /// As the gazetteer has it.
  case published
  /// Without 村.
  case bare
  /// With 行政村.
  case administrative
  /// With 村委会.
  case committee
  /// With 村民委员会.
  case fullCommittee = "full-committee"
  /// Stretched with spaces.
  case spaced
  /// With one character of the same sound; only a decision can tell.
  case homophone
  /// By the name before a merger or a change of name.
  case former
  /// In Traditional characters.
  case traditional

  /// Writes a village's name without 村 in this form; the last three change the stem itself and add
  /// 村.
  func write(_ stem: String) -> String {
    switch self {
    case .published, .homophone, .former, .traditional: stem + "村"
    case .bare: stem
    case .administrative: stem + "行政村"
    case .committee: stem + "村委会"
    case .fullCommittee: stem + "村民委员会"
    case .spaced: stem.map(String.init).joined(separator: " ") + " 村"
    }
  }

  /// The forms that rules can undo, with the likelier ones more than once.
  static let ruled: [Self] = [
    .bare, .bare, .bare, .administrative, .administrative, .committee, .committee, .fullCommittee,
    .spaced,
  ]
}

/// A village name that sounds like the right one, and the answer that an analyst gave.
package struct Homophone: Hashable, Sendable {
  /// The index of the village.
  package let village: Int
  /// The natural village whose rows are so written.
  package let naturalVillage: Int
  /// The name as those rows have it, without 村.
  package let stem: String

  private static let sounds: [Character: Character] = [
    "沟": "勾", "庄": "装", "坪": "平", "湾": "弯", "峪": "玉", "河": "何", "泉": "全", "崖": "涯",
    "梁": "粮",
  ]

  /// The villages whose names were misheard: one or two in each of five townships.
  package static func all(in county: County) -> [Self] {
    [(9, 3), (2, 1), (4, 1), (0, 1), (7, 2)]
      .flatMap { township, count in
        county.townships[township].villages.reversed().lazy
          .compactMap { index -> Self? in
            let village = county.villages[index]
            guard let last = village.stem.last, let sound = sounds[last],
              !county.formerVillages.contains(where: { $0.successor == index })
            else { return nil }
            return Self(
              village: index, naturalVillage: village.naturalVillages.lowerBound,
              stem: village.stem.dropLast() + String(sound))
          }
          .prefix(count)
      }
  }
}
