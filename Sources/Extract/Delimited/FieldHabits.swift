internal import SurveyModel

/// What the first records of a delimited text do with their fields, seen one by one.
struct FieldHabits: Hashable, Sendable {
  /// By field, how many records fill it, and how many of them with what may be the second half of a
  /// number parted by a comma.
  private var filled: [Int] = []
  private var tails: [Int] = []
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

  /// Takes the next field of the record.
  mutating func take(_ field: borrowing [UInt8]) {
    let isBlank = !field.contains { $0 > 0x20 }
    defer { fields += 1 }
    guard fields < Self.mostFields else { return }
    while filled.count <= fields {
      filled.append(0)
      tails.append(0)
    }
    guard !isBlank else {
      last = ""
      return
    }
    let text = field.count <= 16 ? String(decoding: copy field, as: UTF8.self) : ""
    filled[fields] += 1
    if fields > 0, PartedNumber.isParted(last, text) { tails[fields] += 1 }
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

  /// The fields that less than half of the records fill, the header and one other at least aside, and
  /// those only with what may be the second half of a number.
  var tailFields: Set<Int> {
    Set(
      filled.indices.filter { field in
        tails[field] > 0 && tails[field] >= filled[field] - 1 && filled[field] * 2 < records + 2
      })
  }
}
