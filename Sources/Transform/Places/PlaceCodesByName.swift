import SurveyModel

/// The codes of places by their names and levels, with room for a nation's villages.
struct PlaceCodesByName {
  private struct Key: Hashable {
    let rank: Int
    let name: String
  }

  /// Most names of a level within a county are those of one place.
  private enum Codes {
    case one(String)
    case several([String])
  }

  private var codes: [Key: Codes] = [:]

  /// Takes a place.
  mutating func insert(_ code: String, named name: String, of level: PlaceLevel) {
    let key = Key(rank: level.rank, name: name)
    switch codes[key] {
    case nil: codes[key] = .one(code)
    case .one(let first)?: codes[key] = .several([first, code])
    case .several(var all)?:
      // Nothing else holds the list meanwhile, so that it is not copied.
      codes[key] = nil
      all.append(code)
      codes[key] = .several(all)
    }
  }

  /// The codes of the places of a level that have a name, in the order in which they were taken.
  subscript(name: String, level: PlaceLevel) -> [String] {
    switch codes[Key(rank: level.rank, name: name)] {
    case nil: []
    case .one(let code)?: [code]
    case .several(let codes)?: codes
    }
  }

  /// The names, with the ranks of their levels and how many places have each.
  var names: some Sequence<(rank: Int, name: String, count: Int)> {
    codes.lazy.map { key, codes in
      switch codes {
      case .one: (key.rank, key.name, 1)
      case .several(let codes): (key.rank, key.name, codes.count)
      }
    }
  }
}
