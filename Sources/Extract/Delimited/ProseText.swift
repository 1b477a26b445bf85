/// A text that holds no table: a letter, an article, settings, or the message of a program that failed.
///
/// Such a text has commas, too, but not equally many in lines that follow each other, and a blank
/// behind most of them.
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
    guard !lines.isEmpty else { return nil }
    if lines.count(where: { $0.hasPrefix("\tat ") }) > 1 {
      name = "the message of a program that failed"
      return
    }
    if let kind = ProgramText.name(lines) {
      name = kind
      return
    }
    let records = Self.records(sample, dialect) ?? lines
    guard !Self.isTable(records, dialect), !Self.isList(sample) else { return nil }
    let start = sample.prefix(4096).lowercased()
    if Self.messages.contains(where: { start.contains($0) }) {
      name = "the message of a program that failed"
    } else if Self.areSettings(lines) {
      name = "names and values, one a line, without a table"
    } else {
      let isAlone = lines.count == 1
      let all = lines.reduce(0) { $0 + $1.utf8.count }
      let sentences = lines.filter { Self.isSentence($0, isAlone: isAlone) }
        .reduce(0) { $0 + $1.utf8.count }
      guard sentences * 2 >= all else { return nil }
      name = "running text without a table"
    }
  }

  /// The records of a text whose quotation marks do what they should, each on one line: what stands in
  /// the marks has no line break and no delimiter.
  ///
  /// Nil where they do not, or where there are none.
  private static func records(_ sample: String, _ dialect: DelimitedDialect) -> [Substring]? {
    guard sample.utf8.contains(UInt8(ascii: "\"")) else { return nil }
    var records: [Substring] = []
    var fields: [String] = []
    var tokenizer = DelimitedTokenizer(delimiter: dialect.delimiter)
    tokenizer.read(
      Array(sample.utf8)[...], isLast: false,
      field: { field in
        let text = field.map { $0 < 0x20 || $0 == dialect.delimiter ? 0x20 : $0 }
        fields.append(String(decoding: text, as: UTF8.self))
        return true
      },
      end: { _ in
        let delimiter = String(Character(Unicode.Scalar(dialect.delimiter)))
        if !fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
          records.append(Substring(fields.joined(separator: delimiter)))
        }
        fields = []
        return records.count < 200
      })
    return tokenizer.fault == nil && !records.isEmpty ? records : nil
  }

  /// Whether a text is a list: a word as its header, and lines that are all of a kind, without a blank
  /// one between them.
  private static func isList(_ sample: String) -> Bool {
    var lines = sample.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(200)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    guard lines.count > 2, let header = lines.first else { return false }
    let name = header.drop { $0 == "\"" }.reversed().drop { $0 == "\"" }
    let ideographs = name.count { $0.unicodeScalars.allSatisfy { $0.value >= 0x2E80 } }
    guard (1...(ideographs > 0 ? 8 : 16)).contains(name.count),
      name.allSatisfy({ $0.isLetter || $0.isNumber || "()（）_".contains($0) })
    else { return false }
    return lines.dropFirst()
      .allSatisfy { line in
        let text = line.filter { $0 != "\"" }
        return isSentence(text[...], isAlone: false)
          || text.contains { $0.isNumber } && text.contains { $0.isLetter }
      }
  }

  /// Whether lines that follow each other have equally many delimiters, or most lines have and are no
  /// sentences.
  private static func isTable(_ lines: [Substring], _ dialect: DelimitedDialect) -> Bool {
    var run = 0
    var previous = 0
    for (index, line) in lines.enumerated() {
      let count = delimiters(in: line, dialect)
      run = count == previous ? run + 1 : 1
      previous = count
      let isLast = index == lines.count - 1
      if count > 0, run >= 3 || run == 2 && (count > 1 || isLast) || run == lines.count {
        return true
      }
    }
    return dialect.consistency >= 0.8 && lines.count > 2
      && !lines.contains { isSentence($0, isAlone: false) }
  }

  /// The delimiters of a line, but for those that a blank and a word stand behind.
  private static func delimiters(in line: Substring, _ dialect: DelimitedDialect) -> Int {
    let delimiter = Character(Unicode.Scalar(dialect.delimiter))
    return line.split(separator: delimiter, omittingEmptySubsequences: false).dropFirst()
      .count { piece in
        piece.first != " " || piece.dropFirst().first.map { $0.isNumber || $0 == "-" } ?? true
      }
  }

  /// Whether a line reads like a sentence: many words, or the punctuation that ends one.
  private static func isSentence(_ line: Substring, isAlone: Bool) -> Bool {
    let words = line.split(separator: " ").count { $0.contains(where: \.isLetter) }
    if words >= (isAlone ? 4 : 8) { return true }
    guard let last = line.last(where: { !$0.isWhitespace }) else { return false }
    let ideographs = line.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    if ideographs >= 6, line.contains("。") || line.contains("，") || "！？：；".contains(last) {
      return true
    }
    return words >= 3 && ".!?".contains(last) || words >= 4 && ":,".contains(last)
  }

  /// Whether most lines are names and values, as those of YAML and of settings are, or stand between
  /// them: lists, sections, comments.
  private static func areSettings(_ lines: [Substring]) -> Bool {
    let settings = lines.count(where: isSetting)
    let others = lines.count { line in
      let text = line.drop(while: \.isWhitespace)
      return !isSetting(line)
        && (text.hasPrefix("- ") || text.hasPrefix("#") || text.hasPrefix(";") || text == "---"
          || text.first == "[" && text.last == "]")
    }
    return settings > 1 && (settings + others) * 4 >= lines.count * 3
  }

  /// Whether a line is a name, a sign and a value: `message: please log in`, `key = value`, `姓名：某某`.
  private static func isSetting(_ line: Substring) -> Bool {
    var text = line.drop(while: \.isWhitespace)
    while text.hasPrefix("- ") { text = text.dropFirst(2) }
    guard let sign = text.firstIndex(where: { ":=：".contains($0) }),
      text.first?.isLetter == true
    else { return false }
    let name = text[..<sign]
    let behind = text[text.index(after: sign)...]
    return name.count <= 40
      && name.allSatisfy { $0.isLetter || $0.isNumber || " _-.".contains($0) }
      && (text[sign] != ":" || behind.isEmpty || behind.first == " ")
  }

  /// What programs and web servers write where a file of data was wanted; in lower case.
  private static let messages = [
    "fatal error:", "parse error:", "stack trace:", "traceback (most recent call last)",
    "sqlstate[", "you have an error in your sql syntax", "ora-0", "access denied for user",
    "exception in thread", "unhandled exception", "internal server error", "404 not found",
    "403 forbidden", "502 bad gateway", "service unavailable", "microsoft ole db",
    "mysql server has gone away", "psycopg2.", "error 404", "error 500",
  ]
}
