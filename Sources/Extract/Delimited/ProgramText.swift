/// Tells texts that are written for programs and programmers, and hold no table: source code, logs,
/// Markdown.
///
/// Their lines may have commas or bars as a table's have, so that their signs are looked for first.
enum ProgramText {
  /// What lines that are not blank are; nil where they may be a table.
  static func name(_ lines: [Substring]) -> String? {
    if lines.prefix(60).contains(where: isMarkdownRule) { return "a table in Markdown" }
    if lines.prefix(60).contains(where: isDrawnRule) {
      return "a table drawn with lines, as databases print"
    }
    if isMost(of: lines, 2, isLogged) { return "the log of a program" }
    if isMost(of: lines, 3, isCode) { return "the source code of a program" }
    return isMost(of: lines, 3, isMarkdown) && lines.contains(where: isHeading)
      ? "a text in Markdown" : nil
  }

  /// Whether three of four lines, and so many at least, are of a kind.
  private static func isMost(
    of lines: [Substring], _ least: Int, _ isOne: (Substring) -> Bool
  ) -> Bool {
    let count = lines.count(where: isOne)
    return count >= least && count * 4 >= lines.count * 3
  }

  /// The line below the header of a table: `|---|:--:|`.
  private static func isMarkdownRule(_ line: Substring) -> Bool {
    line.contains("|") && line.contains("--")
      && line.allSatisfy { "|-: \t".contains($0) }
  }

  /// A line of a frame around cells: `+----+-----+`, `----+-----`, `┌────┬─────┐`.
  private static func isDrawnRule(_ line: Substring) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    guard text.contains(where: { "+┬┼┴╤╪╧".contains($0) || $0 == "╬" }),
      text.contains("--") || text.contains("==") || text.contains("──") || text.contains("══")
    else { return false }
    return text.unicodeScalars.allSatisfy {
      "+-=| \t\r".unicodeScalars.contains($0) || (0x2500...0x257F).contains($0.value)
    }
  }

  private static func isHeading(_ line: Substring) -> Bool {
    let marks = line.prefix { $0 == "#" }
    return (1...6).contains(marks.count) && line.dropFirst(marks.count).first == " "
  }

  private static func isMarkdown(_ line: Substring) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    return isHeading(line) || text.hasPrefix("- ") || text.hasPrefix("* ") || text.hasPrefix("> ")
      || text.hasPrefix("```") || line.contains("](")
  }

  /// A line that begins with its time and how much it matters, or as web servers and systems write.
  private static func isLogged(_ line: Substring) -> Bool {
    let words = line.split(separator: " ", omittingEmptySubsequences: true).prefix(8)
    guard words.count > 3 else { return false }
    if line.contains(" - - ["), line.contains("] \"") { return true }
    func isClock(_ word: Substring) -> Bool {
      word.count { $0 == ":" } >= 2 && word.contains(where: \.isNumber)
    }
    guard let clock = words.prefix(5).firstIndex(where: isClock) else { return false }
    if clock == 2, words[1].allSatisfy(\.isNumber), words.count > 4, words[4].last == ":" {
      return true
    }
    return clock <= 2
      && words[(clock + 1)...]
        .contains { levels.contains($0.lowercased().filter { $0.isLetter }) }
  }

  private static let levels: Set<String> = [
    "trace", "debug", "info", "notice", "warn", "warning", "error", "fatal", "critical", "severe",
  ]

  /// A line that begins with a word of a programming language, or ends with its brackets.
  private static func isCode(_ line: Substring) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    let end = text.reversed().drop(while: \.isWhitespace).first
    if text.allSatisfy({ "{}()[];, ".contains($0) }) { return text.contains { "{}".contains($0) } }
    if keywords.contains(where: text.hasPrefix) { return true }
    switch end {
    case "{": return true
    case ";": return text.contains("(") || text.contains(" = ")
    case ":": return text.hasSuffix("):")
    case ")": return text.first?.isLetter == true && text.prefix { $0 != "(" }.allSatisfy(isNamed)
    default: return false
    }
  }

  private static func isNamed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "_.".contains(character))
  }

  private static let keywords = [
    "import ", "from __future__", "#include", "#define", "#pragma", "def ", "class ", "function ",
    "return ", "return;", "var ", "let ", "const ", "public ", "private ", "package ", "using ",
    "namespace ", "if (", "} else", "else:", "elif ", "for (", "while (", "func ", "fn ", "struct ",
    "module ", "library(", "//", "/*", "try:", "except ", "if __name__", "<script", "print(",
    "@interface", "end if", "sub ", "dim ",
  ]
}
