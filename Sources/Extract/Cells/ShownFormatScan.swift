/// Reads the parts of the first section of a number format's code.
struct ShownFormatScan {
  private(set) var elements: [ShownFormat.Element] = []
  private(set) var hasPercent = false
  private(set) var hasDigits = false
  private(set) var hasDateParts = false
  private(set) var hasClock = false
  /// Whether the number has decimals, thousands or an exponent.
  private(set) var hasFraction = false
  private(set) var isInCharacters = false

  /// Reads a code; false for one that shows what cannot be told.
  mutating func read(_ code: some StringProtocol) -> Bool {
    guard !code.lowercased().contains("general") else { return false }
    var rest = Substring(code)
    while let character = rest.first, character != ";" {
      switch character {
      case "\"":
        let quoted = rest.dropFirst().prefix { $0 != "\"" }
        add(String(quoted))
        rest = rest[quoted.endIndex...].dropFirst()
      case "\\", "!":
        add(String(rest.dropFirst().prefix(1)))
        rest = rest.dropFirst(2)
      // The width of a character, and one that fills the cell.
      case "_": rest = rest.dropFirst(2)
      case "*": rest = rest.dropFirst(2)
      case "[":
        let inside = rest.dropFirst().prefix { $0 != "]" }
        guard readBrackets(inside) else { return false }
        rest = rest[inside.endIndex...].dropFirst()
      default:
        let run = rest.prefix { $0.lowercased() == character.lowercased() }
        guard read(run, character) else { return false }
        rest = rest[run.endIndex...]
      }
    }
    return true
  }

  /// A colour, a language, a currency or a way to write digits.
  private mutating func readBrackets(_ text: Substring) -> Bool {
    let word = text.lowercased()
    if word.hasPrefix("$") {
      let currency = text.dropFirst().prefix { $0 != "-" }
      if !currency.isEmpty { add(String(currency)) }
      return true
    }
    switch word {
    case "dbnum1": isInCharacters = true
    case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow": break
    default: return word.hasPrefix("color")
    }
    return true
  }

  private mutating func read(_ run: Substring, _ character: Character) -> Bool {
    switch character {
    case "0":
      hasDigits = true
      elements += Array(repeating: .zero, count: min(run.count, 32))
    case "#", "?":
      hasDigits = true
      elements += Array(repeating: .digit, count: min(run.count, 32))
    case "%":
      hasPercent = true
    case ".", ",":
      if hasDigits { hasFraction = true } else { add(String(run)) }
    case "y", "Y": addDate(.year(digits: run.count <= 2 ? 2 : 4))
    case "m", "M":
      guard run.count <= 5 else { return false }
      addDate(.month(length: run.count))
    case "d", "D":
      guard run.count <= 4 else { return false }
      addDate(.day(length: run.count))
    case "a", "A":
      guard (3...4).contains(run.count) else { return false }
      addDate(.weekday(isLong: run.count == 4))
    case "h", "H", "s", "S": hasClock = true
    // Eras, exponents and text: nothing that can be told.
    case "e", "E", "g", "G", "b", "B", "@": return false
    case "/" where hasDigits: return false
    default: add(String(run))
    }
    return true
  }

  private mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    elements.append(.literal(text))
  }

  private mutating func addDate(_ element: ShownFormat.Element) {
    hasDateParts = true
    elements.append(element)
  }
}
