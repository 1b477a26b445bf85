import ChineseText
import SurveyModel

/// Tells data rows from the rest of a worksheet below its header.
struct RowClassifier {
  /// What a row is.
  enum Kind: Hashable {
    case data
    case total
    case subtotal
    case other(OtherRow.Kind)
  }

  private let context: TransformContext
  private let keyColumns: [Int]
  /// The columns of the texts that every record has: keys, places, names.
  private let nameColumns: [Int]
  /// The columns of keys, which may begin with a digit.
  private let keyedColumns: Set<Int>
  /// The columns that a variable is.
  private let mappedColumns: [Int]
  /// The columns of texts, names aside, before those of numbers: a total may be told in any of them.
  private let groupColumns: [Int]
  /// Whether the names of records are carried down, so that most rows have none.
  private let areNamesCarried: Bool
  /// The columns whose header says that they are remarks, which may begin with any word.
  private let remarkColumns: Set<Int>
  /// The columns of a repeated group, all of which are missing where there is no such member.
  private let members: [(column: Int, reader: ValueReader)]
  private let headerTexts: [(column: Int, text: String)]
  private let labels: RowLabels
  private let words: WordStarts
  private let labelStarts: WordStarts
  private let endings: WordEndings
  private let headerStart: WordStarts

  init(
    layout: Layout, schema: RecordSchema, context: TransformContext, members: [ColumnReader] = [],
    filledDown: Set<Int> = []
  ) {
    self.members = members.compactMap { member in
      member.column.map { ($0, member.reader) }
    }
    self.context = context
    let folder = context.folder
    func lowest(_ header: String) -> String {
      folder.folded(header.split(separator: "/").last.map(String.init) ?? header)
    }
    keyColumns = layout.columns.filter { schema.variables[$0.variable].isRequired }.map(\.column)
    mappedColumns = layout.columns.map(\.column)
    headerTexts = layout.columns.map { ($0.column, lowest($0.header)) }
    let headers = headerTexts + layout.unmapped.map { ($0.key, lowest($0.value)) }
    let remarks = Set(
      headers.filter { header in
        context.notes.contains { header.text.hasPrefix($0) || header.text.hasSuffix($0) }
      }
      .map(\.column))
    func names(where isOne: (VariableDefinition) -> Bool) -> [Int] {
      layout.columns.filter { isOne(schema.variables[$0.variable]) && !remarks.contains($0.column) }
        .map(\.column).sorted()
    }
    let required = names { $0.isRequired && $0.kind.isOfTexts }
    nameColumns = required.isEmpty ? names { $0.kind.isOfTexts && $0.kind != .text } : required
    keyedColumns = Set(names { $0.kind == .identifier || $0.kind == .residentID })
    remarkColumns = remarks
    let nameColumns = nameColumns
    areNamesCarried = layout.columns.contains {
      filledDown.contains($0.variable) && nameColumns.contains($0.column)
    }
    let ofNumbers = layout.columns.filter { schema.variables[$0.variable].isOfNumbers }
      .map(\.column)
    let firstNumber = ofNumbers.min() ?? 0
    groupColumns = headers.map(\.column)
      .filter { $0 < firstNumber && !remarks.contains($0) && !nameColumns.contains($0) }.sorted()
    labels = RowLabels(context, schema: schema)
    words = WordStarts(RowLabels.starts(context) + context.notes, folder: folder)
    labelStarts = WordStarts(RowLabels.starts(context), folder: folder)
    endings = WordEndings(RowLabels.endings(context), folder: folder)
    headerStart = WordStarts(headerTexts.prefix(1).map(\.text), folder: folder)
  }

  /// What the row at an index of a batch is; columns beyond the batch count as blank.
  func kind(of row: Int, in batch: RowBatch) -> Kind {
    guard let first = batch.columns.firstIndex(where: { $0.kinds[row] != .blank }) else {
      return .other(.blank)
    }
    let mayBegin = mayBegin(with: words, row, first, batch)
    if mayBegin, folded(row, first, batch).isEmpty,
      batch.columns.indices.allSatisfy({ isBlank(row, $0, batch) })
    {
      return .other(.blank)
    }
    switch label(of: row, first, in: batch) {
    case .subtotal: return .subtotal
    case .total: return .total
    case .summary: return .other(.total)
    case nil: break
    }
    if mayBegin, isNote(row, first, batch) { return .other(.note) }
    if isHeader(row, batch) { return .other(.header) }
    let isNobody =
      !members.isEmpty
      && members.allSatisfy { isMissing(row, $0.column, $0.reader, batch) }
    return isNobody ? .other(.blank) : .data
  }

  /// What a row is labelled as: in its first cell, behind a number or a dash, or in one of the columns
  /// of names.
  private func label(of row: Int, _ first: Int, in batch: RowBatch) -> RowLabels.Label? {
    if isWord(row, first, batch) {
      if let label = label(row, first, batch), mayLabel(row, first, batch) { return label }
    } else if let column = batch.columns.indices.first(where: { isWord(row, $0, batch) }),
      nameColumns.contains(column)
        || !mappedColumns.contains(where: { $0 < column && !isBlank(row, $0, batch) }),
      let label = label(row, column, batch), mayLabel(row, column, batch),
      !hasName(row, batch, where: { $0 > column })
    {
      return label
    }
    for column in nameColumns
    where column != first && mayBegin(with: labelStarts, row, column, batch) {
      if labels.isWhole(folded(row, column, batch)), let label = label(row, column, batch),
        !hasName(row, batch, where: { $0 > column })
      {
        return label
      }
    }
    // 甲村, 小计: a total in a column that no record needs.
    for column in groupColumns
    where column != first && mayBegin(with: labelStarts, row, column, batch) {
      if labels.isWhole(folded(row, column, batch)), let label = label(row, column, batch),
        label != .summary
      {
        return label
      }
    }
    return nil
  }

  private func label(_ row: Int, _ column: Int, _ batch: RowBatch) -> RowLabels.Label? {
    guard mayBegin(with: labelStarts, row, column, batch) || mayEnd(row, column, batch),
      case .text(let text) = batch.value(row: row, column: column)
    else { return nil }
    return labels.label(text, folded: context.folder.folded(text))
  }

  /// Whether a column may label a row: a remark beside a name is one on that record, and so is a
  /// sentence in a column without names.
  private func mayLabel(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard !nameColumns.contains(column) else { return true }
    let text = folded(row, column, batch)
    let isRemark = remarkColumns.contains(column)
    guard hasName(row, batch, where: { $0 != column }) else {
      return !isRemark || !areNamesCarried || labels.isWhole(text)
    }
    guard !isRemark else { return false }
    return text.count < Self.sentence && !text.contains { ",。;".contains($0) }
  }

  /// Whether one of the columns of names has one: a number of a key, or a text that is no label.
  private func hasName(_ row: Int, _ batch: RowBatch, where isAsked: (Int) -> Bool) -> Bool {
    (nameColumns + keyedColumns)
      .contains { column in
        guard isAsked(column), column < batch.columns.count else { return false }
        switch batch.value(row: row, column: column) {
        case .number: return true
        case .text(let text):
          let folded = context.folder.folded(text)
          let isOne =
            keyedColumns.contains(column)
            ? folded.contains { $0.isLetter || $0.isNumber } : folded.first?.isLetter == true
          return isOne && context.missing(of: .identifier)[folded] == nil
            && labels.label(text, folded: folded) == nil
        default: return false
        }
      }
  }

  /// Whether a cell is a text with a letter or a character in it.
  private func isWord(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard batch.kind(row: row, column: column) == .text else { return false }
    let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
    guard let other = range.first(where: { !Self.isPlainSign(bytes[$0]) }) else { return false }
    // A letter of ASCII, or one of the ideographs from U+4000 on.
    if Self.isLetter(bytes[other]) || (0xE4...0xE9).contains(bytes[other]) { return true }
    return String(decoding: bytes[range], as: UTF8.self).contains(where: \.isLetter)
  }

  /// Whether a byte is a character of ASCII, and no letter.
  private static func isPlainSign(_ byte: UInt8) -> Bool { byte < 0x80 && !isLetter(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether a row has nothing but a note.
  private func isNote(_ row: Int, _ first: Int, _ batch: RowBatch) -> Bool {
    guard case .text(let text) = batch.value(row: row, column: first) else { return false }
    let folded = context.folder.folded(text)
    return context.notes.contains {
      folded.hasPrefix($0) && !labels.isPlace(text, folded, behind: $0)
    }
      && keyColumns.allSatisfy { $0 == first || isBlankOrNote(row, $0, batch) }
      && !(remarkColumns.contains(first) && hasName(row, batch, where: { $0 != first }))
      && !isFilled(row, but: first, batch)
  }

  /// Whether a cell may be a text that begins with one of the words, or has nothing to be seen.
  private func mayBegin(
    with words: WordStarts, _ row: Int, _ column: Int, _ batch: RowBatch
  ) -> Bool {
    guard batch.kind(row: row, column: column) == .text else { return false }
    let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
    return words.mayBegin(bytes, range)
  }

  /// Whether a cell may be a text that ends with one of the words.
  private func mayEnd(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard batch.kind(row: row, column: column) == .text else { return false }
    let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
    return endings.mayEnd(bytes, range)
  }

  private func folded(_ row: Int, _ column: Int, _ batch: RowBatch) -> String {
    guard case .text(let text) = batch.value(row: row, column: column) else { return "" }
    return context.folder.folded(text)
  }

  private func isBlank(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard column < batch.columns.count else { return true }
    return switch batch.columns[column].kinds[row] {
    case .blank: true
    case .text: folded(row, column, batch).isEmpty
    default: false
    }
  }

  /// Whether a cell is blank, or a note of its own, as names and dates stand beside each other at the
  /// foot of a form.
  private func isBlankOrNote(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard batch.kind(row: row, column: column) != .blank else { return true }
    return context.notes.contains(where: folded(row, column, batch).hasPrefix)
  }

  /// Whether a row has data beside its first cell: a number, or a text in every column.
  ///
  /// A village may be called as a note begins (来源村); the row of a note holds nothing else.
  private func isFilled(_ row: Int, but first: Int, _ batch: RowBatch) -> Bool {
    let others = headerTexts.map(\.column).filter { $0 != first && $0 < batch.columns.count }
    let filled = others.filter { !isBlankOrNote(row, $0, batch) }
    return others.count > 1 && filled.count == others.count
      || filled.contains { column in
        switch batch.value(row: row, column: column) {
        case .number: true
        case .text(let text): Double(context.folder.foldedValue(text)) != nil
        default: false
        }
      }
  }

  /// Whether a row of data can be one more line of the notes above it: a sentence that stands alone.
  func isMoreOfNote(_ row: Int, in batch: RowBatch) -> Bool {
    if isNumberedNote(row, in: batch) { return true }
    guard let (column, text) = only(row, in: batch) else { return false }
    return text.count >= Self.sentence
      && (keyColumns.contains { $0 != column } || text.last.map { "。.;；!".contains($0) } == true)
  }

  /// Whether a row has nothing but a text behind a number and a sign (`1) …`, `（2）…`, `③…`), or a day,
  /// which stands below the names of those who signed.
  func isNumberedNote(_ row: Int, in batch: RowBatch) -> Bool {
    guard headerTexts.count > 1, let (_, text) = only(row, in: batch) else { return false }
    return Self.isNumbered(text)
      || DateText.read(yearFirst: text[...]).map { $0.precision == .day && text.count > 8 } == true
  }

  /// Whether the first cell of a row is a text behind a number and a sign.
  func isNumbered(_ row: Int, in batch: RowBatch) -> Bool {
    guard let first = batch.columns.firstIndex(where: { $0.kinds[row] != .blank }),
      batch.kind(row: row, column: first) == .text
    else { return false }
    let (bytes, range) = batch.utf8(ofText: batch.columns[first].payloads[row])
    // Most keys and names begin with a letter, or have nothing but digits.
    let sign = range.first { !(0x30...0x39).contains(bytes[$0]) }
    guard let sign, bytes[sign] >= 0x80 || ".):([".utf8.contains(bytes[sign]) else { return false }
    return Self.isNumbered(folded(row, first, batch))
  }

  private static func isNumbered(_ folded: String) -> Bool {
    if let first = folded.unicodeScalars.first, (0x2460...0x2487).contains(first.value) {
      return folded.unicodeScalars.count > 1
    }
    let rest = folded.drop { $0.isNumber || "([".contains($0) }
    return rest.count < folded.count && rest.count > 1
      && rest.first.map { ".、)]:".contains($0) } == true
      && rest.dropFirst().first?.isNumber == false
  }

  /// The only cell of a row that is not blank, folded, where it is a text.
  private func only(_ row: Int, in batch: RowBatch) -> (column: Int, text: String)? {
    let filled = batch.columns.indices.filter { batch.columns[$0].kinds[row] != .blank }
    guard filled.count == 1, case .text(let text) = batch.value(row: row, column: filled[0])
    else { return nil }
    return (filled[0], context.folder.folded(text))
  }

  /// No key or name that stands alone in its row is as long.
  private static let sentence = 16

  /// Whether a cell has no value of its variable, whatever stands in it to say so.
  private func isMissing(
    _ row: Int, _ column: Int, _ reader: ValueReader, _ batch: RowBatch
  ) -> Bool {
    column >= batch.columns.count || reader.isMissing(batch.value(row: row, column: column))
  }

  /// Whether the row repeats the header, as it does on every printed page.
  private func isHeader(_ row: Int, _ batch: RowBatch) -> Bool {
    guard let probe = headerTexts.first,
      probe.text.isEmpty && batch.kind(row: row, column: probe.column) == .text
        || mayBegin(with: headerStart, row, probe.column, batch),
      folded(row, probe.column, batch).hasPrefix(probe.text)
    else { return false }
    let same = headerTexts.filter { folded(row, $0.column, batch) == $0.text }
    return same.count * 2 > headerTexts.count
  }
}

extension VariableDefinition {
  /// Whether the values are numbers.
  fileprivate var isOfNumbers: Bool { kind == .number || kind == .integer }
}
