/// The kinds of file that are no workbook and say so by their first bytes.
///
/// Such a file would be refused for its content anyway, or, where it is text, be read as one column.
enum FileSignature {
  /// What a file is; nil where its start is that of none of these.
  static func name(_ head: [UInt8]) -> String? {
    for (start, name) in byBytes where head.starts(with: start) { return name }
    if head.starts(with: "BZh".utf8), head.dropFirst(4).starts(with: "1AY&SY".utf8) {
      return "a file compressed by bzip2"
    }
    if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
      return "a picture (WebP)"
    }
    if head.dropFirst(4).starts(with: "ftyp".utf8) { return "a film or a picture (MPEG-4, HEIF)" }
    return nil
  }

  private static let byBytes: [([UInt8], String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)"), ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
    (Array("GIF87a".utf8), "a picture (GIF)"),
    (Array("GIF89a".utf8), "a picture (GIF)"), ([0x49, 0x49, 0x2A, 0x00], "a picture (TIFF)"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a picture (TIFF)"), ([0x1F, 0x8B], "a file compressed by gzip"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "a file compressed by xz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a file compressed by Zstandard"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "an archive (7z)"),
    (Array("Rar!".utf8), "an archive (RAR)"),
    (Array("SQLite format 3\0".utf8), "a database (SQLite)"),
    ([0x00, 0x01, 0x00, 0x00] + Array("Standard ".utf8), "a database (Access)"),
    (Array("PAR1\u{15}".utf8), "a table in Parquet"), (Array("ARROW1\0".utf8), "a table in Arrow"),
    (Array("$FL2@".utf8), "a data file of SPSS"), (Array("$FL3@".utf8), "a data file of SPSS"),
    (Array("<stata_dta>".utf8), "a data file of Stata"),
    (Array("RDX2\n".utf8), "a data file of R"), (Array("RDX3\n".utf8), "a data file of R"),
    ([0x00, 0x00, 0x02, 0x00, 0x06, 0x04], "a worksheet of Lotus 1-2-3"),
    ([0x00, 0x00, 0x1A, 0x00], "a worksheet of Lotus 1-2-3"),
    ([0x00, 0x00, 0x02, 0x00, 0x01, 0x10], "a worksheet of Quattro Pro"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("MZ".utf8) + [0x90, 0x00], "a program"),
  ]

  /// What a text is; nil where its start is that of none of these.
  ///
  /// - Parameter start: The start of the text in ASCII and lower case, from its first character that is
  ///   no blank.
  /// - Returns: What it is, in words.
  static func name(ofText start: Substring) -> String? {
    for (prefix, name) in byText where start.hasPrefix(prefix) { return name }
    if isSYLK(start) { return "a workbook in SYLK" }
    let lines = start.prefix(256).split(whereSeparator: \.isNewline)
    if lines.count > 2, lines[0] == "table", lines[1].hasPrefix("0,1"), lines[2].hasPrefix("\"") {
      return "a table in DIF"
    }
    if isJSON(start) { return json }
    return isSQL(start) ? "a script in SQL" : nil
  }

  /// What data in JSON are called.
  static let json = "data in JSON"

  private static let byText = [
    ("%pdf-", "a document in PDF"), ("{\\rtf", "a document in rich text (RTF)"),
    ("%!ps", "a document in PostScript"), ("<?php", "a program in PHP"), ("#!/", "a program"),
    ("\\documentclass", "a document in LaTeX"), ("begin:vcard", "a card of an address book"),
    ("begin:vcalendar", "a calendar"), ("http/1.", "the answer of a web server"),
    ("bplist00", "a property list"),
    ("version https://git-lfs", "a pointer to a file (Git LFS), not the file itself"),
    ("/annex/objects/", "a pointer to a file (git-annex), not the file itself"),
    ("-----begin ", "a key, certificate or encrypted message (PEM)"),
    ("diff --git ", "a patch"),
  ]

  /// Records of a letter and of fields that begin with one, the first of which names a program.
  private static func isSYLK(_ start: Substring) -> Bool {
    guard start.hasPrefix("id;p") || start.hasPrefix("id\n") || start.hasPrefix("id\r\n") else {
      return false
    }
    // Text separated by semicolons may start with the same letters; a cell of SYLK has an expression.
    return start.split(whereSeparator: \.isNewline).prefix(256)
      .contains { line in
        let fields = line.split(separator: ";")
        return fields.first == "c" && fields.count > 1
          && fields.dropFirst().allSatisfy { "xykesrcgdpnhm".contains($0.first ?? "-") }
          && fields.contains { $0.hasPrefix("k") }
      } || hasRecordsOnly(start)
  }

  /// Whether a text is the header of SYLK, and behind it nothing but lines that begin as its records do.
  private static func hasRecordsOnly(_ start: Substring) -> Bool {
    let lines = start.split(whereSeparator: \.isNewline)
    guard let header = lines.first?.split(separator: ";", omittingEmptySubsequences: false),
      header.first == "id", header.dropFirst().first?.hasPrefix("p") != false,
      header.dropFirst(2).allSatisfy({ $0.hasPrefix("n") || $0.hasPrefix("e") })
    else { return false }
    let records: Set<Substring> = ["b", "c", "f", "o", "p", "e", "nn", "nu", "ne", "w"]
    return lines.dropFirst()
      .allSatisfy { line in records.contains(line.prefix { $0 != ";" }) }
  }

  /// Fields of a letter's header, one a line, two at least, up to the first blank line.
  ///
  /// - Parameter start: The start of the text in ASCII and lower case.
  /// - Returns: Whether it begins with such fields.
  static func isMail(_ start: Substring) -> Bool {
    var fields = 0
    var lines =
      start.prefix(1 << 13)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.last == "\r" ? $0.dropLast() : $0 }[...]
    // The line that parts the letters of a mailbox.
    if lines.first?.hasPrefix("from ") == true { lines.removeFirst() }
    for line in lines {
      if line.isEmpty { break }
      if line.first == " " || line.first == "\t" {
        if fields == 0 { return false }
        continue
      }
      let name = line.prefix { $0 != ":" }
      guard name.count < line.count, mailFields.contains(name) || name.hasPrefix("x-") else {
        return false
      }
      fields += 1
    }
    return fields > 1
  }

  private static let mailFields: Set<Substring> = [
    "from", "to", "cc", "bcc", "subject", "date", "sent", "received", "return-path", "reply-to",
    "sender", "delivered-to", "message-id", "mime-version", "content-type", "importance",
    "content-transfer-encoding", "dkim-signature", "authentication-results", "in-reply-to",
    "references", "list-id", "list-unsubscribe", "arc-seal", "user-agent", "thread-topic",
    "thread-index", "accept-language", "content-language", "organization", "priority",
    "disposition-notification-to", "envelope-to", "arc-message-signature", "received-spf",
    "arc-authentication-results", "attachments",
  ]

  /// An object, or an array of them, of arrays, or of values.
  private static func isJSON(_ start: Substring) -> Bool {
    let next = start.dropFirst().first { !$0.isWhitespace }
    switch start.first {
    case "{": return (next == "\"" || next == "}") && !isFirstCell(start)
    case "[":
      if next == "{" || next == "\"" { return true }
      // A column may be called [id] or [1].
      let line = start.prefix { $0 != "\n" && $0 != "\r" }
      return next == "[" || !line.contains("]") && next.map { $0.isNumber || $0 == "-" } ?? false
        || line.last == "]" && line.count { $0 == "]" } == 1
          && start.dropFirst(line.count).allSatisfy(\.isWhitespace)
          && next.map { $0.isNumber || $0 == "-" || $0 == "]" } ?? false
    default: return false
    }
  }

  /// Whether a text that starts with an object goes on behind it on the same line, as a row of a table
  /// does behind its first cell.
  private static func isFirstCell(_ start: Substring) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, character) in zip(start.indices, start).prefix(4096) {
      if character.isNewline { return false }
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if character == "\\" { isEscaped = true } else if character == "\"" { isInString = false }
      } else if character == "\"" {
        isInString = true
      } else if character == "{" {
        depth += 1
      } else if character == "}" {
        depth -= 1
        if depth == 0 {
          let rest = start[start.index(after: index)...].prefix { !$0.isNewline }
          return rest.first.map { "\t;,|".contains($0) } == true && rest.count > 1
        }
      }
    }
    return false
  }

  /// Comments of a dump, or statements that make and fill tables.
  private static func isSQL(_ start: Substring) -> Bool {
    let statements = ["insert into ", "create table ", "drop table ", "set names "]
    if statements.contains(where: { start.hasPrefix($0) }) { return true }
    guard start.hasPrefix("--") || start.hasPrefix("/*!") || start.hasPrefix("/*") else {
      return false
    }
    return statements.contains { start.contains("\n\($0)") }
      || start.prefix(400).contains(" dump")
  }
}
