internal import SurveyModel

/// How deep the collections of a YAML text lie in each other, before a parser goes down into them.
///
/// The parser walks a text as deep as it is nested and has only a stack to do so. What counts here is
/// never less than the true depth: indentation, dashes on one line, and brackets that open a list.
enum YAMLNesting {
  /// The deepest nesting that is read.
  static let limit = 200

  /// Refuses a text that is nested deeper than the limit.
  static func check(_ yaml: String, of file: String) throws(RunFailure) {
    guard let line = lineBeyondLimit(of: yaml) else { return }
    throw RunFailure(
      Diagnostic(
        .pipelineSyntax, at: SourceLocation(file: file, .line(line, column: 1)),
        "expected lists and mappings at most \(limit) deep in each other, found deeper ones",
        remedy: "take them apart"), exit: .definition)
  }

  /// The one-based line on which a text is nested deeper than the limit, or nil.
  static func lineBeyondLimit(of yaml: String) -> Int? {
    var indents: [Int] = []
    var brackets = Brackets()
    var number = 0
    for line in yaml.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let indent = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      let text = line.dropFirst(indent)
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      while let last = indents.last, last >= indent { indents.removeLast() }
      indents.append(indent)
      if indent == 0, !Brackets.opens(first), !Brackets.closes(first) {
        brackets = Brackets()
      }
      let deepest = brackets.deepest(in: text)
      if indents.count + dashes(of: text) + deepest > limit { return number }
    }
    return nil
  }

  /// The lists that begin at the head of a line.
  private static func dashes(of text: Substring.UTF8View.SubSequence) -> Int {
    var count = 0
    var isAfterDash = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if isAfterDash { return count }
        isAfterDash = true
        count += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): isAfterDash = false
      default: return count
      }
    }
    return count
  }

  /// The brackets that are open.
  private struct Brackets {
    static func opens(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
    }
    static func closes(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    /// Whether a value may begin behind a character.
    private static func isHead(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ","): true
      default: opens(byte)
      }
    }

    private var depth = 0

    /// Goes over a line, and says how many were open at most.
    mutating func deepest(in line: Substring.UTF8View.SubSequence) -> Int {
      var deepest = depth
      var quote: UInt8?
      var isHead = true
      // A tag or an anchor stands before what it is of.
      var isProperty = false
      for byte in line {
        if let open = quote {
          if byte == open { quote = nil }
          continue
        }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
          isProperty = false
          continue
        case _ where isProperty: continue
        case UInt8(ascii: "!"), UInt8(ascii: "&"):
          isProperty = isHead
          if isHead { continue }
        case UInt8(ascii: "\""), UInt8(ascii: "'"): if isHead { quote = byte }
        case _ where Self.opens(byte) && isHead:
          depth += 1
          deepest = max(deepest, depth)
        case _ where Self.closes(byte): depth = max(0, depth - 1)
        default: break
        }
        isHead = Self.isHead(byte)
      }
      return deepest
    }
  }
}
