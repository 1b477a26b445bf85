/// A text that holds no table: a letter, an article, or the message of a program that failed.
///
/// Such a text has commas, too, but not equally many in most of its lines, and its lines are sentences.
struct ProseText {
  /// What the text is.
  let name: String

  /// The start of the text that is looked at.
  private static let sampleSize = 1 << 16

  /// Looks at the start of a text and the dialect that explains it best; nil where it may be a table.
  init?(_ utf8: [UInt8], _ dialect: DelimitedDialect) {
    let sample = String(
      decoding: utf8.dropFirst(dialect.headBytes).prefix(Self.sampleSize), as: UTF8.self)
    let lines = sample.split(whereSeparator: \.isNewline).prefix(200)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    guard !lines.isEmpty, !Self.isTable(lines, dialect) else { return nil }
    let start = sample.prefix(4096).lowercased()
    if Self.messages.contains(where: { start.contains($0) }) {
      name = "the message of a program that failed"
      return
    }
    guard lines.count(where: Self.isSentence) * 2 >= lines.count else { return nil }
    name = "running text without a table"
  }

  /// Whether most lines have the usual number of fields, and fields are more than the parts of a
  /// sentence: behind a comma of a sentence stands a blank.
  private static func isTable(_ lines: [Substring], _ dialect: DelimitedDialect) -> Bool {
    guard dialect.consistency >= 0.5 else { return false }
    let delimiter = Character(Unicode.Scalar(dialect.delimiter))
    guard delimiter == "," || delimiter == ";" else { return lines.count > 1 }
    var delimiters = 0
    var spaced = 0
    for line in lines {
      for piece in line.split(separator: delimiter, omittingEmptySubsequences: false).dropFirst() {
        delimiters += 1
        if piece.first == " ", piece.dropFirst().first.map({ !$0.isNumber }) ?? false {
          spaced += 1
        }
      }
    }
    return spaced * 2 < delimiters || lines.count > 2 && !lines.contains(where: isSentence)
  }

  /// Whether a line reads like a sentence: many words, or the punctuation that ends one.
  private static func isSentence(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").count { $0.contains(where: \.isLetter) }
    if words >= 8 { return true }
    guard let last = line.last(where: { !$0.isWhitespace }) else { return false }
    let ideographs = line.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    if ideographs >= 10, line.contains("。") || line.contains("，") || "！？：；".contains(last) {
      return true
    }
    return words >= 4 && ".!?:,".contains(last)
  }

  /// What programs and web servers write where a file of data was wanted; in lower case.
  private static let messages = [
    "fatal error:", "parse error:", "stack trace:", "traceback (most recent call last)",
    "sqlstate[",
    "you have an error in your sql syntax", "ora-0", "access denied for user",
    "exception in thread",
    "unhandled exception", "internal server error", "404 not found", "403 forbidden",
    "502 bad gateway", "service unavailable", "microsoft ole db", "mysql server has gone away",
    "psycopg2.", "error 404", "error 500",
  ]
}
