/// What the braces of a pattern of paths stand for: `a.{xlsx,xml}` is two patterns.
package struct PathAlternatives: Hashable, Sendable {
  /// The patterns, in the order of the choices.
  package let patterns: [String]

  /// The most patterns that braces may stand for.
  package static let most = 1024
  /// The most bytes of a pattern.
  package static let mostBytes = 4096

  /// Expands the braces of a pattern; braces without a partner stand for themselves.
  ///
  /// It gives nil when the pattern is longer than ``mostBytes`` or stands for more than ``most``.
  ///
  /// - Parameter text: The pattern.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.mostBytes else { return nil }
    var waiting = [text]
    var patterns: [String] = []
    while let next = waiting.popLast() {
      if let choices = Self.choices(next) {
        waiting += choices.reversed()
      } else {
        patterns.append(next)
      }
      guard waiting.count + patterns.count <= Self.most else { return nil }
    }
    self.patterns = patterns
  }

  /// The patterns that the first pair of braces stands for; nil without one.
  private static func choices(_ text: String) -> [String]? {
    guard let open = text.firstIndex(of: "{") else { return nil }
    var depth = 0
    var start = text.index(after: open)
    var choices: [Substring] = []
    for index in text[open...].indices {
      switch text[index] {
      case "{": depth += 1
      case "," where depth == 1:
        choices.append(text[start..<index])
        start = text.index(after: index)
      case "}":
        depth -= 1
        guard depth == 0 else { continue }
        choices.append(text[start..<index])
        let tail = text[text.index(after: index)...]
        return choices.map { "\(text[..<open])\($0)\(tail)" }
      default: continue
      }
    }
    return nil
  }
}
