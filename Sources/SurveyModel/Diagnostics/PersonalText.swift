/// Recognises texts that look like a person's, wherever they stand.
///
/// Variables say which columns are sensitive; this is for what strays out of them: an identity number
/// in the column of members, a name where a header should be.
public struct PersonalText: Hashable, Sendable {
  /// The surnames that a name may begin with; without them no name is recognised.
  public let surnames: Set<String>
  /// The ends of words that tell a place from a person.
  public let placeSuffixes: [String]

  /// Recognises numbers, and names of some surnames.
  public init(surnames: Set<String> = [], placeSuffixes: [String] = []) {
    self.surnames = surnames
    self.placeSuffixes = placeSuffixes
  }

  /// A text, or what stands in the place of one that looks like a person's.
  public func shown(_ text: String) -> String {
    matches(text) ? Diagnostic.Message.withheldText : text
  }

  /// Whether a text holds a personal number, or is a name.
  public func matches(_ text: String) -> Bool {
    Self.holdsNumber(text)
      || text.split { $0.isWhitespace || "、，,;；:：/()（）".contains($0) }.contains { isName($0) }
  }

  /// Whether a text holds an identity number, a mobile telephone number or the number of a card: a run
  /// of 11 digits that begins with 13 to 19, or of 15 to 19 digits, the last of which may be an X.
  ///
  /// Spaces and hyphens within a number do not hide it; full-width digits count.
  public static func holdsNumber(_ text: String) -> Bool {
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

  /// Whether a word is a name: a surname and one or two more characters, and no place.
  private func isName(_ word: Substring) -> Bool {
    let characters = Array(word)
    guard (2...4).contains(characters.count),
      characters.allSatisfy({ ("\u{3400}"..."\u{9FFF}").contains($0) }),
      !placeSuffixes.contains(where: { word.hasSuffix($0) })
    else { return false }
    // A surname of two characters may be followed by two more, one of one character as well by two.
    if characters.count >= 3, surnames.contains(String(characters[0...1])) { return true }
    return characters.count <= 3 && surnames.contains(String(characters[0]))
  }
}
