internal import ChineseText
internal import SurveyModel
internal import Synchronization

/// The stems of a gazetteer's places by what similar names have in common, level by level.
///
/// A level is indexed when the first name of it is doubtful, once for a run, so that a doubtful name
/// is held against the few places that may be similar and not against all.
final class SimilarNames: Sendable {
  /// A name as it is compared.
  struct Name: Sendable {
    let letters: [Character]
    let sounds: [Set<String>]
    let blurred: [Set<String>]

    init(_ stem: String, _ table: NameSounds) {
      letters = Array(stem)
      (sounds, blurred) = table.sounds(of: stem)
    }
  }

  /// A place and the name that it is compared by.
  struct Member: Sendable {
    let code: String
    let name: Name
  }

  /// The places of one level.
  struct Index: Sendable {
    private let members: [Member]
    /// The members whose letters are those of the key, or would be without one of them.
    private var shortened: [[Character]: [Int]] = [:]
    /// The members of a length whose first and last characters have a reading, as ``blurred``.
    private var sounding: [Sound: [Int]] = [:]

    private struct Sound: Hashable {
      let length: Int
      let first: String
      let last: String
    }

    init(_ members: [Member]) {
      self.members = members
      for (number, member) in members.enumerated() {
        for key in Self.shortenings(of: member.name.letters) {
          shortened[key, default: []].append(number)
        }
        for key in Self.soundings(of: member.name) { sounding[key, default: []].append(number) }
      }
    }

    /// The places that may be one change of letters away from a name, or be read like it.
    func near(_ name: Name) -> [Member] {
      var found: Set<Int> = []
      for key in Self.shortenings(of: name.letters) { found.formUnion(shortened[key] ?? []) }
      for key in Self.soundings(of: name) { found.formUnion(sounding[key] ?? []) }
      return found.sorted().map { members[$0] }
    }

    /// The letters, and all that is left of them without one.
    ///
    /// Two names that differ by one letter, or by two neighbours that are exchanged, have one of these
    /// in common.
    private static func shortenings(of letters: [Character]) -> Set<[Character]> {
      var keys: Set<[Character]> = [letters]
      for index in letters.indices {
        var shorter = letters
        shorter.remove(at: index)
        keys.insert(shorter)
      }
      return keys
    }

    private static func soundings(of name: Name) -> Set<Sound> {
      guard let first = name.blurred.first, let last = name.blurred.last else { return [] }
      var keys: Set<Sound> = []
      for first in first where !first.isEmpty {
        for last in last where !last.isEmpty {
          keys.insert(Sound(length: name.blurred.count, first: first, last: last))
        }
      }
      return keys
    }
  }

  private let indexes = Mutex<[PlaceLevel: Index]>([:])

  /// The index of a level.
  ///
  /// - Parameters:
  ///   - level: The level.
  ///   - members: The stems of its places, which the first who asks gives.
  ///   - sounds: How characters are read.
  /// - Returns: The index.
  func index(
    of level: PlaceLevel, _ members: [(stem: String, code: String)], _ sounds: NameSounds
  ) -> Index {
    indexes.withLock { indexes in
      if let known = indexes[level] { return known }
      let index = Index(members.map { Member(code: $0.code, name: Name($0.stem, sounds)) })
      indexes[level] = index
      return index
    }
  }
}
