internal import SurveyModel

/// What the first records of a delimited text do with their fields, seen one by one.
struct FieldHabits: Hashable, Sendable {
  /// By field, how many records fill it, and the numbers of those that fill it with what may be the second
  /// half of one parted by a comma.
  private var filled: [Int] = []
  private var tails: [[Double]] = []
  /// By field, the greatest number of the field before it where the two are no such halves, and how many
  /// records have there what may be the first half of one.
  private var greatest: [Double] = []
  private var shortHeads: [Int] = []
  /// By field, how many records fill it with a number, with one of a thousand or more, and with three
  /// digits as they stand behind a comma of thousands.
  private var numbers: [Int] = []
  private var thousands: [Int] = []
  private var groups: [Int] = []
  /// By field, its first different texts, few of them.
  private var texts: [Set<String>] = []
  /// By number of fields, how many records have so many.
  private var counts: [Int: Int] = [:]
  /// By number of fields, how many records of so many stand one behind the other at most.
  private var runs: [Int: Int] = [:]
  private var run = Run()
  private var last = ""
  /// The number that the last field is, or nil.
  private var lastNumber: Double?
  private var endsBlank = false
  private var fields = 0
  private var records = 0
  private var hasBlankEnd = false

  /// Records of one number of fields that stand one behind the other.
  private struct Run: Hashable {
    var fields = 0
    var records = 0
  }

  /// No number of records tells anything below this.
  private static let least = 3
  /// Excel writes the ends of so many rows alike.
  private static let block = 16
  /// How many times the greatest number of a column another one of it may be.
  private static let range = 10.0
  /// No field beyond this is looked at.
  private static let mostFields = 256
  /// So many different texts are more than the words of a field that is seldom a number (无, 不详), with
  /// the header among them.
  private static let manyTexts = 5

  /// Takes the next field of the record.
  mutating func take(_ field: borrowing [UInt8]) {
    let isBlank = !field.contains { $0 > 0x20 }
    defer { fields += 1 }
    guard fields < Self.mostFields else { return }
    while filled.count <= fields {
      filled.append(0)
      tails.append([])
      greatest.append(0)
      shortHeads.append(0)
      numbers.append(0)
      thousands.append(0)
      groups.append(0)
      texts.append([])
    }
    endsBlank = isBlank
    guard !isBlank else {
      takeHead()
      (last, lastNumber) = ("", nil)
      return
    }
    let text = field.count <= 16 ? String(decoding: copy field, as: UTF8.self) : ""
    filled[fields] += 1
    if fields > 0, let joined = PartedNumber.joined(last, text) {
      tails[fields].append(joined)
      shortHeads[fields] += 1
    } else {
      takeHead()
    }
    lastNumber = countNumber(text)
    if texts[fields].count < Self.manyTexts {
      texts[fields].insert(String(decoding: (copy field).prefix(16), as: UTF8.self))
    }
    last = text
  }

  /// Takes the field before this one as a number of its own.
  private mutating func takeHead() {
    guard let number = lastNumber else { return }
    greatest[fields] = max(greatest[fields], number)
    if (1...3).contains(last.utf8.count), last.first != "0" { shortHeads[fields] += 1 }
  }

  /// Ends the record.
  mutating func endRecord() {
    if fields > 0 {
      counts[fields, default: 0] += 1
      records += 1
      // A record of blanks alone says nothing of its end.
      if fields > 1, endsBlank, fields <= Self.mostFields { hasBlankEnd = true }
      run = Run(fields: fields, records: run.fields == fields ? run.records + 1 : 1)
      runs[fields] = max(runs[fields] ?? 0, run.records)
      if fields < filled.count { takeHead() }
    }
    fields = 0
    endsBlank = false
    (last, lastNumber) = ("", nil)
  }

  /// Whether many records lack fields at their end and none has a blank one there; or they do so in long
  /// runs, as the blocks of rows do in which Excel finds the last column blank.
  var ends: DelimitedForm.Ends {
    guard let usual = counts.keys.max() else { return .even }
    let isInRuns = runs.contains { fields, records in
      fields > 1 && fields < usual && fields >= usualFilled && records >= Self.block
    }
    if isInRuns { return .ragged }
    guard !hasBlankEnd else { return .even }
    let short = records { $0 > 1 && $0 < usual }
    return short >= Self.least && short * 4 >= records ? .ragged : .even
  }

  /// Whether a quarter of the records and more have more fields than a number.
  func hasMany(beyond usual: Int) -> Bool {
    let wide = records { $0 > usual }
    return wide >= Self.least && wide * 4 >= records
  }

  /// The records by their number of fields.
  private func records(where isMeant: (Int) -> Bool) -> Int {
    counts.reduce(0) { isMeant($1.key) ? $0 + $1.value : $0 }
  }

  /// How many fields there are up to the last one that at least half of the records fill.
  var usualFilled: Int { filled.lastIndex { $0 * 2 >= records }.map { $0 + 1 } ?? 0 }

  /// The fields in which what may be the second half of a number is most likely that.
  ///
  /// Less than half of the records fill them, the header and one other at least aside, and those only
  /// with such halves. Or no record ends with a blank field, so that one that lacks its last value may
  /// have as many fields as the others, and hardly any other record has its like there.
  var tailFields: [Int: Double] {
    var limits: [Int: Double] = [:]
    for field in filled.indices where !tails[field].isEmpty {
      let limit = greatest[field] * Self.range
      // 245,512 among numbers of three digits is two of them.
      let likely = tails[field].count { $0 <= limit }
      guard likely > 0 else { continue }
      let isOnlyOfTails = likely >= filled[field] - 1 && filled[field] * 2 < records + 2
      if isOnlyOfTails || isTailStrange(field, likely) { limits[field] = limit }
    }
    return limits
  }

  /// Whether most records fill a field, and the one before with numbers, none of them with two halves:
  /// texts follow numbers there, or numbers of a thousand and more come before short ones.
  private func isTailStrange(_ field: Int, _ likely: Int) -> Bool {
    guard field > 0, !hasBlankEnd else { return false }
    // The header is among the records that fill the field.
    let others = filled[field] - likely - 1
    let heads = filled[field - 1] - likely - 1
    guard others >= Self.least, others >= likely * 4 else { return false }
    if numbers[field] == likely {
      return numbers[field - 1] * 2 > heads && texts[field].count == Self.manyTexts
    }
    // So many short numbers stand before three digits where neither knows of the other.
    let chance = Double(shortHeads[field]) * Double(groups[field] - likely) / Double(others)
    return thousands[field - 1] * 2 > heads && Double(likely) > 2 * chance
      && (groups[field] - likely) * 2 < others
  }

  /// Counts a field that is a number of plain digits, or of digits in threes.
  ///
  /// - Returns: The number, or nil.
  private mutating func countNumber(_ text: String) -> Double? {
    let text = text.drop { " +-".contains($0) }
    let whole = text.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
    let rest = text[whole.endIndex...]
    guard let first = whole.first, first != ",",
      rest.allSatisfy({ $0.isASCII && ($0.isNumber || ". %".contains($0)) })
    else { return nil }
    numbers[fields] += 1
    let digits = whole.count { $0 != "," }
    if digits > 3, first != "0" { thousands[fields] += 1 }
    if digits == 3, whole.count == 3 { groups[fields] += 1 }
    return Double((whole + rest).filter { $0.isNumber || $0 == "." })
  }
}
