internal import SurveyModel

/// What the first records of a delimited text do with their fields, seen one by one.
struct FieldHabits: Hashable, Sendable {
  /// By field, how many records fill it, and how many of them with what may be the second half of a
  /// number parted by a comma.
  private var filled: [Int] = []
  private var tails: [Int] = []
  /// By field, how many records fill it with a number, with one of a thousand or more, and with three
  /// digits as they stand behind a comma of thousands.
  private var numbers: [Int] = []
  private var thousands: [Int] = []
  private var groups: [Int] = []
  /// By field, its first different texts, few of them.
  private var texts: [Set<String>] = []
  /// By number of fields, how many records have so many.
  private var counts: [Int: Int] = [:]
  private var last = ""
  private var fields = 0
  private var records = 0
  private var hasBlankEnd = false

  /// No number of records tells anything below this.
  private static let least = 3
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
      tails.append(0)
      numbers.append(0)
      thousands.append(0)
      groups.append(0)
      texts.append([])
    }
    guard !isBlank else {
      last = ""
      return
    }
    let text = field.count <= 16 ? String(decoding: copy field, as: UTF8.self) : ""
    filled[fields] += 1
    if fields > 0, PartedNumber.isParted(last, text) { tails[fields] += 1 }
    countNumber(text)
    if texts[fields].count < Self.manyTexts {
      texts[fields].insert(String(decoding: (copy field).prefix(16), as: UTF8.self))
    }
    last = text
  }

  /// Ends the record.
  mutating func endRecord() {
    if fields > 0 {
      counts[fields, default: 0] += 1
      records += 1
      // A record of blanks alone says nothing of its end.
      if fields > 1, last.isEmpty, fields <= Self.mostFields { hasBlankEnd = true }
    }
    fields = 0
    last = ""
  }

  /// Whether many records lack fields at their end and none has a blank one there.
  var ends: DelimitedForm.Ends {
    guard !hasBlankEnd, let usual = counts.keys.max() else { return .even }
    let short = counts.filter { $0.key > 1 && $0.key < usual }.map(\.value).reduce(0, +)
    return short >= Self.least && short * 4 >= records ? .ragged : .even
  }

  /// How many fields there are up to the last one that at least half of the records fill.
  var usualFilled: Int { filled.lastIndex { $0 * 2 >= records }.map { $0 + 1 } ?? 0 }

  /// The fields in which what may be the second half of a number is most likely that.
  ///
  /// Less than half of the records fill them, the header and one other at least aside, and those only
  /// with such halves. Or no record ends with a blank field, so that one that lacks its last value may
  /// have as many fields as the others, and hardly any other record has its like there.
  var tailFields: Set<Int> {
    Set(
      filled.indices.filter { field in
        tails[field] > 0 && tails[field] >= filled[field] - 1 && filled[field] * 2 < records + 2
          || isTailStrange(field)
      })
  }

  /// Whether most records fill a field, and the one before with numbers, none of them with two halves:
  /// texts follow numbers there, or numbers of a thousand and more come before short ones.
  private func isTailStrange(_ field: Int) -> Bool {
    guard field > 0, !hasBlankEnd else { return false }
    // The header is among the records that fill the field.
    let others = filled[field] - tails[field] - 1
    let heads = filled[field - 1] - tails[field] - 1
    guard others >= Self.least, others >= tails[field] * 4 else { return false }
    if numbers[field] == tails[field] {
      return numbers[field - 1] * 2 > heads && texts[field].count == Self.manyTexts
    }
    return thousands[field - 1] * 2 > heads && (groups[field] - tails[field]) * 2 < others
  }

  /// Counts a field that is a number of plain digits, or of digits in threes.
  private mutating func countNumber(_ text: String) {
    let text = text.drop { " +-".contains($0) }
    let whole = text.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
    let rest = text[whole.endIndex...]
    guard let first = whole.first, first != ",",
      rest.allSatisfy({ $0.isASCII && ($0.isNumber || ". %".contains($0)) })
    else { return }
    numbers[fields] += 1
    let digits = whole.count { $0 != "," }
    if digits > 3, first != "0" { thousands[fields] += 1 }
    if digits == 3, whole.count == 3 { groups[fields] += 1 }
  }
}
