internal import SurveyModel

/// How a delimited text is written.
struct DelimitedDialect: Hashable, Sendable {
  /// What stands between two fields.
  var delimiter: UInt8
  /// The number of leading bytes that are no data: a byte order mark, a `sep=` line.
  var headBytes = 0
  /// The number of leading lines that are no data.
  var headLines = 0
  /// How well the delimiter explains the text: the share of its records that have the usual number of
  /// fields, at least two; 0 where there is none.
  var consistency = 0.0
  /// How many fields most of its records have.
  var usualFields = 0
  /// Which marks in its numbers could separate decimals or thousands.
  var decimals = DecimalDoubts.none
  /// Whether rows may be short, and which fields may be halves of numbers.
  var fields = FieldHabits()

  /// How the rows are parted into fields.
  var form: DelimitedForm {
    DelimitedForm(
      delimiter: Character(Unicode.Scalar(delimiter)), usualFields: usualFields,
      ends: fields.ends, usualFilled: fields.usualFilled, tailFields: fields.tailFields,
      hasWideRows: fields.hasMany(beyond: usualFields))
  }

  /// The delimiters that are looked for, the likelier first.
  static let candidates = Array(",\t;|".utf8)

  /// The dialect of a text in UTF-8, found in its start.
  ///
  /// A line `sep=;` at the top, as Excel writes and reads it, decides. Otherwise the delimiter is
  /// the one that gives the most fields, equally many in the most records; a text without any is
  /// one column. Commas within the numbers of another delimiter's fields are decimal marks.
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
      let fit = DelimiterFit(of: delimiter, in: sample[end...], isWhole: isWhole)
      return Self(
        delimiter: delimiter, headBytes: end - sample.startIndex, headLines: 1, consistency: 1,
        usualFields: fit.usualFields, decimals: fit.decimals, fields: fit.habits)
    }
    let fits = candidates.map { DelimiterFit(of: $0, in: rest, isWhole: isWhole) }
    let comma = UInt8(ascii: ",")
    let takesCommas = fits.contains { $0.delimiter != comma && $0.hasDecimalCommas }
    var best = Self(delimiter: candidates[0], headBytes: start - sample.startIndex)
    var bestScore = 0.0
    for fit in fits where !(takesCommas && fit.delimiter == comma) {
      if fit.score > bestScore {
        bestScore = fit.score
        best.delimiter = fit.delimiter
        best.consistency = fit.consistency
        best.usualFields = fit.usualFields
        best.decimals = fit.decimals
        best.fields = fit.habits
      }
    }
    return best
  }
}
