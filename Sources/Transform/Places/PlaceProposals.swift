internal import ChineseText
package import SurveyModel

/// A place that a doubtful name may mean, and why; never taken without an analyst.
package struct PlaceProposal: Hashable, Sendable {
  /// Why a place is proposed, the strongest reason first.
  package enum Reason: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Every character is read the same.
    case sameSound = "same_sound"
    /// One character is another one.
    case oneCharacter = "one_character"
    /// One character is too many or missing.
    case oneMoreOrLess = "one_more_or_less"
    /// It has the name that stands behind that of the place around it, written short.
    case behindContainer = "behind_container"
    /// A place of that name, of an informal level, lies in it.
    case informalPlace = "informal_place"
    /// It has that name, or had it, and lies elsewhere.
    case elsewhere
    /// Two neighbouring characters are exchanged.
    case swapped

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The place.
  package let place: Place
  /// Why it is proposed.
  package let reason: Reason
}

extension PlaceResolver {
  /// The greatest number of proposals for a name.
  package static let mostProposals = 3

  /// At most three places that a doubtful name may mean, the likeliest first.
  ///
  /// - Parameters:
  ///   - text: The name as the source writes it.
  ///   - level: The level looked for.
  ///   - within: The code of a valid place in which it must lie, or nil.
  /// - Returns: Places of the level; none where nothing is similar.
  package func proposals(
    for text: String, level: PlaceLevel, within: String? = nil
  ) -> [PlaceProposal] {
    guard !isTooLong(text) else { return [] }
    let name = keyer.name(text)
    let stem = SimilarNames.Name(stem(of: name, level: level), sounds)
    var found: [String: (reason: PlaceProposal.Reason, isBlurred: Bool)] = [:]
    func propose(_ code: String, _ reason: PlaceProposal.Reason, isBlurred: Bool = false) {
      if let known = found[code], known.reason <= reason { return }
      found[code] = (reason, isBlurred)
    }
    let index = similarNames.index(of: level, stemsOfLevel(level), sounds)
    for member in index.near(stem) where lies(member.code, within) {
      let isBlurred = NameSounds.areEqual(stem.blurred, member.name.blurred)
      if NameSounds.areEqual(stem.sounds, member.name.sounds) {
        propose(member.code, .sameSound)
      } else if let reason = Self.difference(stem.letters, member.name.letters) {
        propose(member.code, reason, isBlurred: isBlurred)
      } else if isBlurred {
        propose(member.code, .oneCharacter, isBlurred: true)
      }
    }
    if let rest = restBehindShortName(of: name, within: within) {
      for code in places(called: rest, level: level) where lies(code, within) {
        propose(code, .behindContainer)
      }
    }
    for informal in gazetteer.history.levels where informal.isInformal && level == narrowestFormal {
      for code in places(called: name, level: informal) {
        if let holder = gazetteer.lineage(of: code)[level], lies(holder, within) {
          propose(holder, .informalPlace)
        }
      }
    }
    if within != nil {
      for code in places(called: name, level: level) + heirs(called: name, level: level) {
        propose(code, .elsewhere)
      }
    }
    return
      found.sorted { left, right in
        if left.value.reason != right.value.reason { return left.value.reason < right.value.reason }
        if left.value.isBlurred != right.value.isBlurred { return left.value.isBlurred }
        return left.key < right.key
      }
      .compactMap { entry in
        gazetteer.place(entry.key).map { PlaceProposal(place: $0, reason: entry.value.reason) }
      }
      .prefix(Self.mostProposals).map(\.self)
  }

  /// The places that a name which was not resolved may mean: all of that name, or similar ones with
  /// the reason of each; none where rules resolve it.
  package func openAnswers(
    for text: String, level: PlaceLevel, within: String? = nil
  ) -> [(place: Place, reason: PlaceProposal.Reason?)] {
    switch ruled(text, level: level, within: within) {
    case .resolved: []
    case .ambiguous(let places): places.map { ($0, nil) }
    case .unknown, nil:
      proposals(for: text, level: level, within: within).map { ($0.place, $0.reason) }
    }
  }

  /// How one name becomes the other by one change of letters, or nil.
  static func difference(
    _ left: [Character], _ right: [Character]
  ) -> PlaceProposal.Reason? {
    let prefix = zip(left, right).prefix { $0 == $1 }.count
    let suffix = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    if left.count == right.count {
      if prefix + suffix + 1 >= left.count { return left.count > 1 ? .oneCharacter : nil }
      return prefix + suffix + 2 == left.count && left[prefix] == right[prefix + 1]
        && left[prefix + 1] == right[prefix] ? .swapped : nil
    }
    let shorter = min(left.count, right.count)
    return abs(left.count - right.count) == 1 && shorter > 1 && prefix + suffix >= shorter
      ? .oneMoreOrLess : nil
  }
}
