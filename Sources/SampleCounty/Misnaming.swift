/// A village name that is merely similar to the right one, and the answer that an analyst gave.
package struct Misnaming: Hashable, Sendable {
  /// The index of the village.
  package let village: Int
  /// The natural village whose rows are so written.
  package let naturalVillage: Int
  /// The name as those rows have it, without 村.
  package let stem: String
  /// What is wrong with it.
  package let spelling: Spelling

  private static let sounds: [Character: Character] = [
    "沟": "勾", "庄": "装", "坪": "平", "湾": "弯", "峪": "玉", "河": "何", "泉": "全", "崖": "涯",
    "梁": "粮",
  ]

  private static let shapes: [Character: Character] = [
    "庄": "压", "泉": "泵", "梁": "染", "洼": "注", "沟": "均", "湾": "弯", "岭": "令", "底": "庭",
    "坡": "披", "堡": "煲", "河": "可",
  ]

  /// The townships that misname, what they do, and how many of their villages it befalls.
  private static let plans: [(township: Int, spelling: Spelling, count: Int)] = [
    (9, .homophone, 3), (2, .homophone, 1), (4, .homophone, 1), (0, .homophone, 1),
    (7, .homophone, 2), (1, .misspelt, 2), (5, .misspelt, 2), (10, .misspelt, 1), (6, .dropped, 2),
    (11, .dropped, 1), (3, .swapped, 1), (12, .swapped, 1),
  ]

  /// The misnamed villages; none of their wrong names is another village's.
  package static func all(in county: County) -> [Self] {
    let names = Set(county.villages.map(\.stem) + county.formerVillages.map(\.stem))
      .union(county.naturalVillages.map(\.name))
    return plans.flatMap { plan in
      county.townships[plan.township].villages.reversed().lazy
        .compactMap { index -> Self? in
          let village = county.villages[index]
          guard let stem = wrong(village.stem, plan.spelling), !names.contains(stem),
            !county.formerVillages.contains(where: { $0.successor == index })
          else { return nil }
          return Self(
            village: index, naturalVillage: village.naturalVillages.lowerBound, stem: stem,
            spelling: plan.spelling)
        }
        .prefix(plan.count)
    }
  }

  private static func wrong(_ stem: String, _ spelling: Spelling) -> String? {
    guard stem.count > 2, let last = stem.last else { return nil }
    switch spelling {
    case .homophone: return sounds[last].map { stem.dropLast() + String($0) }
    case .misspelt: return shapes[last].map { stem.dropLast() + String($0) }
    case .dropped: return stem.prefix(1) + String(last)
    case .swapped:
      let letters = Array(stem)
      return String([letters[0], letters[2], letters[1]])
    default: return nil
    }
  }
}
