/// Recognises texts that look like a person's, wherever they stand.
///
/// Variables say which columns are sensitive; this is for what strays out of them: an identity number
/// in the column of members, a name where a header should be. It knows names in characters (`王某`,
/// `欧阳某某`), in parts (`阿依古丽·买买提`), in letters (`Zhang San`), and those that go with a title
/// (`王主任`, `Mr. Smith`); it takes what ends like a place for one.
package struct PersonalText: Hashable, Sendable {
  /// The ends of words that tell a place from a person.
  package let placeSuffixes: [String]

  private let surnames: Set<String>
  private let latinSurnames: Set<String>
  private let titles: [String]
  private let addresses: Set<String>

  /// Recognises numbers, and names by the words that go with them.
  package init(_ persons: PersonNaming = PersonNaming(), placeSuffixes: [String] = []) {
    self.placeSuffixes = placeSuffixes
    surnames = Set(persons.surnames)
    latinSurnames = Set(persons.latinSurnames.map { $0.lowercased() })
    titles = persons.titles
    addresses = Set(persons.addresses.map { $0.lowercased() })
  }

  /// A text, or what stands in the place of one that looks like a person's.
  package func shown(_ text: String) -> String {
    matches(text) ? Diagnostic.Message.withheldText : text
  }

  /// Whether a text holds a personal number, or is a name.
  package func matches(_ text: String) -> Bool {
    if Self.holdsNumber(text) { return true }
    return text.split { "、，,;；:：/()（）\n\t".contains($0) }
      .contains { part in
        let words = part.split(whereSeparator: \.isWhitespace)
        return words.contains { isName($0) } || isSpaced(words) || isLatinName(words)
      }
  }

  /// Whether a text holds an identity number, a mobile telephone number or the number of a card: a run
  /// of 11 digits that begins with 13 to 19, or of 15 to 19 digits, the last of which may be an X.
  ///
  /// Spaces and hyphens within a number do not hide it; full-width digits count.
  package static func holdsNumber(_ text: String) -> Bool {
    var run: [UInt8] = []
    func isPersonal() -> Bool {
      if run.count == 11 { return run[0] == 1 && run[1] >= 3 }
      return (15...19).contains(run.count)
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: run.append(UInt8(scalar.value - 0x30))
      case 0xFF10...0xFF19: run.append(UInt8(scalar.value - 0xFF10))
      case 0x20, 0x2D, 0x3000: continue
      case 0x58 where run.count == 17, 0x78 where run.count == 17: run.append(10)
      default:
        if isPersonal() { return true }
        run.removeAll(keepingCapacity: true)
      }
    }
    return isPersonal()
  }

  /// Whether a word is a name in characters, with or without a title, or a title's.
  private func isName(_ word: Substring) -> Bool {
    guard word.utf8.count <= Self.mostBytes else { return false }
    let characters = Array(word)
    guard characters.count >= 2, !placeSuffixes.contains(where: { word.hasSuffix($0) }) else {
      return false
    }
    if isInParts(characters) { return true }
    guard characters.allSatisfy(Self.isIdeograph) else { return false }
    if isPlainName(characters) { return true }
    if characters.count == 2, addresses.contains(String(characters[0])) {
      return surnames.contains(String(characters[1]))
    }
    return titles.contains { title in
      guard word.hasSuffix(title) else { return false }
      let name = characters.dropLast(title.count)
      return surnames.contains(String(name)) || isPlainName(Array(name))
    }
  }

  /// The bytes of the longest word that is looked at; no name in characters is as long.
  private static let mostBytes = 120

  /// Whether characters are a surname and one or two more.
  private func isPlainName(_ characters: [Character]) -> Bool {
    guard (2...4).contains(characters.count) else { return false }
    // A surname of two characters may be followed by two more, one of one character as well by two.
    if characters.count >= 3, surnames.contains(String(characters[0...1])) { return true }
    return characters.count <= 3 && surnames.contains(String(characters[0]))
  }

  /// Whether characters are a name whose parts a point keeps apart: `阿依古丽·买买提`.
  private func isInParts(_ characters: [Character]) -> Bool {
    let parts = characters.split(omittingEmptySubsequences: false) { "·•‧・．.".contains($0) }
    return parts.count > 1 && characters.count >= 4
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(Self.isIdeograph) }
  }

  /// Whether words are the characters of one name, each or some of them apart: `王　某`.
  private func isSpaced(_ words: [Substring]) -> Bool {
    guard (2...5).contains(words.count), words.allSatisfy({ $0.utf8.count <= Self.mostBytes }),
      words.contains(where: { $0.count == 1 })
    else { return false }
    return isName(Substring(words.joined()))
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    ("\u{3400}"..."\u{9FFF}").contains(character)
  }

  // MARK: Names in letters

  /// Whether words are a name in letters: a surname before or behind given names, or whatever follows
  /// a title.
  private func isLatinName(_ words: [Substring]) -> Bool {
    guard (2...5).contains(words.count), words.allSatisfy({ $0.utf8.count <= Self.mostBytes })
    else { return false }
    let first = words[0].lowercased()
    let title = first.hasSuffix(".") ? String(first.dropLast()) : first
    if addresses.contains(title), title.allSatisfy(\.isASCII) {
      return words.dropFirst().allSatisfy { Self.isCapitalised($0) }
    }
    guard words.count <= 4, words.allSatisfy({ Self.isCapitalised($0) }) else { return false }
    let names = words.map { $0.lowercased().filter { !"-'’.".contains($0) } }
    guard latinSurnames.contains(names[0]) || latinSurnames.contains(names[names.count - 1])
    else { return false }
    // What cannot be read as pinyin is a word: `Long Street` is no name.
    let syllables =
      /(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang|iong|uang|[ei]ng|ong|iao|ian|uai|uan|[aeu]i|ao|ou|i[aeu]|u[aoe]|[vü]e|er|[aeiuvü]n|[aoeiuvü])){1,3}/
    return names.allSatisfy { name in
      name.utf8.count <= 20 && name.wholeMatch(of: syllables) != nil
    }
  }

  /// Whether a word is of letters, the first of them a capital one: `Zhang`, `ZHANG`, `Jian-guo`.
  private static func isCapitalised(_ word: Substring) -> Bool {
    (word.first?.isUppercase ?? false)
      && word.allSatisfy { $0.isLetter && !isIdeograph($0) || "-'’.".contains($0) }
  }
}
