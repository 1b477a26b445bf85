/// How a delimited text is written.
struct DelimitedDialect: Hashable, Sendable {
  /// What stands between two fields.
  var delimiter: UInt8
  /// The number of leading bytes that are no data: a byte order mark, a `sep=` line.
  var headBytes = 0
  /// The number of leading lines that are no data.
  var headLines = 0

  /// The delimiters that are looked for, the likelier first.
  static let candidates = Array(",\t;|".utf8)

  /// The dialect of a text in UTF-8, found in its start.
  ///
  /// A line `sep=;` at the top, as Excel writes and reads it, decides. Otherwise the delimiter is
  /// the one that gives the most fields, equally many in the most records; a text without any is
  /// one column.
  static func find(in sample: ArraySlice<UInt8>, isWhole: Bool) -> Self {
    var start = sample.startIndex
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    let rest = sample[start...]
    // A program that quotes every field quotes this line too.
    let isQuoted =
      rest.prefix(5).elementsEqual("\"sep=".utf8) && rest.count >= 7
      && rest[start + 6] == UInt8(ascii: "\"")
    let quote = isQuoted ? 1 : 0
    if rest.dropFirst(quote).prefix(4).elementsEqual("sep=".utf8), rest.count >= 5 + 2 * quote {
      let delimiter = rest[start + quote + 4]
      var end = start + 5 + 2 * quote
      if end < sample.endIndex, sample[end] == 0x0D { end += 1 }
      if end < sample.endIndex, sample[end] == 0x0A { end += 1 }
      return Self(
        delimiter: delimiter, headBytes: end - sample.startIndex, headLines: 1)
    }
    var best = Self(delimiter: candidates[0], headBytes: start - sample.startIndex)
    var bestScore = 0.0
    for delimiter in candidates {
      let score = Self.score(of: delimiter, in: rest, isWhole: isWhole)
      if score > bestScore {
        bestScore = score
        best.delimiter = delimiter
      }
    }
    return best
  }

  /// How well a delimiter explains a text: 0 when it never stands between fields.
  private static func score(
    of delimiter: UInt8, in sample: ArraySlice<UInt8>, isWhole: Bool
  )
    -> Double
  {
    var counts: [Int: Int] = [:]
    var records = 0
    var tokenizer = DelimitedTokenizer(delimiter: delimiter)
    var fields = 0
    tokenizer.read(sample, isLast: isWhole) { event in
      switch event {
      case .field: fields += 1
      case .endOfRecord:
        if fields > 0 {
          counts[fields, default: 0] += 1
          records += 1
        }
        fields = 0
      }
      return records < 1000
    }
    guard records > 0, let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })
    else { return 0 }
    guard most.key > 1 else {
      // Titles and notes have no delimiters: a table under them still tells its own.
      let wide = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let wide else { return 0 }
      return Double(wide.value) / Double(records) * 0.5 + Double(min(wide.key, 50)) / 10_000
    }
    return Double(most.value) / Double(records) + Double(min(most.key, 50)) / 100
  }
}
