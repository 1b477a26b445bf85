/// Makes the keys under which names of places are compared.
///
/// Two names of one key are the same name by rule: written in another script, width or variant
/// character, with another suffix, or with its number in other digits. A name that is merely similar
/// never has the key of another.
package struct PlaceNameKeyer: Sendable {
  private let folder: TextFolder
  private let variants: [Unicode.Scalar: Unicode.Scalar]
  private let longestGroups: [[Character]]
  private let usualGroup: String?

  /// Prepares the rules.
  ///
  /// - Parameters:
  ///   - folder: Folds scripts, widths and what Unicode has twice.
  ///   - variants: Characters that are one character in names, each text led by the usual one.
  ///   - groups: The words that a numbered part of a village may end in, the usual one first.
  package init(folder: TextFolder, variants: [String] = [], groups: [String] = []) {
    self.folder = folder
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for text in variants {
      let scalars = folder.folded(text).unicodeScalars
      guard let usual = scalars.first else { continue }
      for variant in scalars.dropFirst() where variant != usual { table[variant] = usual }
    }
    self.variants = table
    usualGroup = groups.first.map { folder.folded($0) }
    longestGroups = groups.map { Array(folder.folded($0)) }.sorted { $0.count > $1.count }
  }

  /// The name as it is written, but for script, width, lookalikes, white space and punctuation;
  /// brackets stay, and one space where two numbers were apart: `1 2组` is not `12组`.
  package func name(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var isGap = false
    for scalar in text.unicodeScalars {
      // What a supplementary ideograph is by its canonical decomposition may be Traditional.
      guard let folded = folder.folded(NameLookalikes.ideograph(of: scalar)),
        !NameLookalikes.isPunctuation(folded)
      else {
        isGap = true
        continue
      }
      if isGap, let last = scalars.last, Self.isDigit(last), Self.isDigit(folded) {
        scalars.append(" ")
      }
      isGap = false
      scalars.append(variants[folded] ?? folded)
    }
    return String(scalars)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// How the words for a numbered part of a village are compared.
  package enum GroupWords: Hashable, Sendable {
    /// All of them are one: `3队`, `第三村民小组`.
    case alike
    /// Each is another word: a village called 五队村 is no group.
    case apart
  }

  /// The name without what may stand behind it, with its numbers in Arabic digits.
  ///
  /// - Parameters:
  ///   - name: What ``name(_:)`` gave.
  ///   - suffixes: The words that may end it, as ``name(_:)`` gives them, the longest first.
  ///   - groupWords: How the words for parts of a village are compared.
  /// - Returns: The stem; never empty for a name that is not.
  package func stem(
    of name: String, suffixes: [String], groupWords: GroupWords = .apart
  ) -> String {
    var stem = Array(name)[...]
    while let length = suffixes.lazy.map({ (word: $0, length: $0.count) })
      .first(where: { word, length in
        stem.count > length && stem.suffix(length).elementsEqual(word)
      })?
      .length
    {
      stem.removeLast(length)
    }
    return groupWords == .alike ? withUsualGroup(Array(stem)) : Self.numbered(stem)
  }

  /// What stands before the number of a part of a village (`三组`, `第3生产队`), or nil when none
  /// ends the name.
  package func withoutGroup(_ name: String) -> String? {
    guard let (numbered, _) = group(of: Array(name)) else { return nil }
    return numbered == 0 ? nil : String(name.prefix(numbered))
  }

  /// Arabic digits for the numbers of a name, and one word for all its kinds of groups.
  private func withUsualGroup(_ letters: [Character]) -> String {
    guard let (start, number) = group(of: letters), let word = usualGroup else {
      return Self.numbered(letters[...])
    }
    return Self.numbered(letters[..<start]) + number + word
  }

  /// Where the number of a group starts that ends a name, with the number in Arabic digits.
  private func group(of letters: [Character]) -> (start: Int, number: String)? {
    for word in longestGroups {
      let end = letters.count - word.count
      guard end > 0, letters[end...].elementsEqual(word) else { continue }
      var start = end
      while start > 0, Self.isNumeral(letters[start - 1]) { start -= 1 }
      let number = Self.numbered(letters[start..<end])
      guard start < end, number.allSatisfy(\.isASCII) else { continue }
      if start > 0, letters[start - 1] == "第" { start -= 1 }
      return (start, number)
    }
    return nil
  }

  private static func isNumeral(_ letter: Character) -> Bool {
    letter.isASCII && letter.isWholeNumber || numerals.contains(letter)
  }

  private static let numerals = Set("〇零一二三四五六七八九十百廿卅")

  /// The text with every numeral in Arabic digits.
  ///
  /// Several digits in Chinese without 十 are left alone: 三五 is not 三十五.
  private static func numbered(_ letters: ArraySlice<Character>) -> String {
    var text = ""
    var run = ""
    func finish() {
      text += arabic(run) ?? run
      run = ""
    }
    for letter in letters {
      if isNumeral(letter) {
        run.append(letter)
      } else {
        if !run.isEmpty { finish() }
        text.append(letter)
      }
    }
    if !run.isEmpty { finish() }
    return text
  }

  private static func arabic(_ numeral: String) -> String? {
    let text = numeral.replacing("廿", with: "二十").replacing("卅", with: "三十")
    let isArabic = text.allSatisfy(\.isASCII)
    guard isArabic || text.count == 1 || text.contains("十") || text.contains("百"),
      text.count < 9, let value = ChineseNumeral.value(of: text), let whole = Int(exactly: value)
    else { return nil }
    return String(whole)
  }
}
