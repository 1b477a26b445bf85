import SurveyModel
import Yams

/// What the aliases of a YAML text stand for, which may be any number of times its length.
///
/// A parser shares what an alias names, but whoever goes over the nodes meets it again at every place;
/// and the parser itself goes over keys, to find those that stand twice.
enum YAMLAliases {
  /// The most nodes of a file, those that aliases name counted at each place.
  static let mostNodes = 1_000_000

  /// Refuses a text with aliases whose keys may hold one, which no definition needs.
  ///
  /// - Throws: `RunFailure` with the line of such a key.
  static func checkKeys(of yaml: String, file: String) throws(RunFailure) {
    var hasAlias = false
    var keyLine: Int?
    var number = 0
    for line in yaml.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var scan = LineScan()
      for byte in line { scan.read(byte) }
      scan.read(UInt8(ascii: " "))
      hasAlias = hasAlias || scan.hasAlias
      if scan.hasCollectionKey, keyLine == nil { keyLine = number }
    }
    guard hasAlias, let keyLine else { return }
    throw RunFailure(
      Diagnostic(
        .pipelineSyntax, at: SourceLocation(file: file, .line(keyLine, column: 1)),
        "expected keys that are texts, found a list, a mapping or an alias as one",
        remedy: "write the key out, or what the aliases name"), exit: .definition)
  }

  /// Refuses a document of more nodes than the limit.
  ///
  /// - Throws: `RunFailure`.
  static func checkSize(of root: Node, file: String) throws(RunFailure) {
    var left = mostNodes
    guard !take(root, from: &left) else { return }
    throw RunFailure(
      Diagnostic(
        .pipelineSyntax, at: SourceLocation(file: file),
        "expected at most \(mostNodes) values where aliases are written out, found more",
        remedy: "take aliases of aliases apart"), exit: .definition)
  }

  /// Counts the nodes of a document; false as soon as there are more than are left.
  private static func take(_ node: Node, from left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    switch node {
    case .scalar, .alias: return true
    case .sequence(let sequence):
      for item in sequence where !take(item, from: &left) { return false }
    case .mapping(let mapping):
      for (key, value) in mapping where !take(key, from: &left) || !take(value, from: &left) {
        return false
      }
    }
    return true
  }

  /// What a line has, never less than a parser sees in it: quotation marks are not looked at.
  private struct LineScan {
    private(set) var hasAlias = false
    private(set) var hasCollectionKey = false

    /// What was read last, without the white space behind it.
    private enum Last {
      /// Something that a value may begin behind.
      case head
      /// A question mark at the beginning of a value.
      case question
      /// The star and the name of an alias.
      case alias
      /// The end of a list or mapping.
      case closing
      case other
    }

    private var last = Last.head
    private var isSpaced = true

    mutating func read(_ byte: UInt8) {
      let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 0x0D
      defer { isSpaced = isSpace }
      if isSpace {
        if last == .question { hasCollectionKey = true }
        return
      }
      switch byte {
      case UInt8(ascii: "*") where last == .head:
        hasAlias = true
        last = .alias
      case UInt8(ascii: "?") where last == .head: last = .question
      case UInt8(ascii: ":"):
        if last == .alias || last == .closing { hasCollectionKey = true }
        last = .head
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "-"): last = .head
      case UInt8(ascii: "]"), UInt8(ascii: "}"): last = .closing
      default: if last != .alias || isSpaced { last = .other }
      }
    }
  }
}
