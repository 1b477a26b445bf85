/// All records of a small text of comma-separated values (RFC 4180).
package struct DelimitedRecords {
  /// A record.
  package struct Record: Hashable {
    /// The one-based line that it starts on.
    package let line: Int
    /// Its fields; none for a line without a character.
    package let fields: [String]
  }

  /// The records, in order.
  package private(set) var records: [Record] = []
  /// The one-based line of the first quotation mark that opens a field and does not close it, closes it too
  /// late, or has blanks before it, so that the fields are not what they seem; or nil.
  package private(set) var openLine: Int?

  /// Reads a text.
  ///
  /// - Parameter bytes: The text in UTF-8, with or without a byte order mark.
  package init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    var tokenizer = DelimitedTokenizer(delimiter: UInt8(ascii: ","))
    var fields: [String] = []
    var line = 1
    var found: [Record] = []
    tokenizer.read(
      text, isLast: true,
      field: { field in
        fields.append(String(decoding: field, as: UTF8.self))
        return true
      },
      end: { _ in
        found.append(Record(line: line, fields: fields))
        line += 1 + fields.reduce(0) { $0 + Self.lineBreaks(in: $1) }
        fields = []
        return true
      })
    records = found
    let opened =
      tokenizer.fault?.line ?? (tokenizer.endsWithinQuotes ? tokenizer.openedLine : nil)
    openLine = opened.map { $0 + 1 }
  }

  private static func lineBreaks(in field: String) -> Int {
    let bytes = Array(field.utf8)
    return bytes.indices
      .count { index in
        bytes[index] == 0x0A
          || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      }
  }
}
