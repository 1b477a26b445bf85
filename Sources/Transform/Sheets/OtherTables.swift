import ChineseText
import SurveyModel

/// Finds the headers of other tables below the first one on a worksheet, whose columns are others.
///
/// A row is such a header where it has no number, and its words are those of headers that do not stand in
/// the columns of the table, or where it stands behind a gap and has words in columns of numbers below
/// which numbers follow. The first table goes on where its own header is repeated.
struct OtherTables {
  private let context: TransformContext
  private let resolvers: [NotedResolver]
  private let headerRows: ClosedRange<Int>
  private let readers: [Int: ValueReader]
  /// The folded header of each column of the table.
  private let headers: [Int: String]
  /// The folded words of headers.
  private let words: Set<String>
  private let starts: WordStarts
  /// Whether the rows are those of another table.
  private var isInside = false
  private var lastRow: Int?
  private var isBehindTitle = false
  /// Whether the row before has one cell only and stands behind a gap.
  private var isTitleApart = false
  /// What stands alone in a row above the header.
  private var titles: Set<String> = []
  /// The zero-based row of the header that the rows now belong to.
  private(set) var headerRow = 0

  init(
    layout: Layout, schema: RecordSchema, context: TransformContext, readers: [ColumnReader]
  ) {
    self.context = context
    resolvers = context.resolvers(of: schema)
    headerRows = layout.headerRows
    self.readers = Dictionary(
      readers.compactMap { reader in reader.column.map { ($0, reader.reader) } },
      uniquingKeysWith: { first, _ in first })
    func name(_ header: String) -> String {
      let lowest = header.split(separator: "/").last.map(String.init) ?? header
      return HeaderText(lowest, context).name
    }
    var headers = layout.unmapped.mapValues(name)
    for column in layout.columns { headers[column.column] = name(column.header) }
    self.headers = headers
    words = Set(headers.values).union(schema.variables.flatMap { $0.headers.map(name) })
      .subtracting([""])
    starts = WordStarts(words, folder: context.folder)
  }

  /// Gives the rows of other headers in a batch the kind of a header's.
  ///
  /// - Returns: The indices of the rows that belong to another table, each with the zero-based row of its
  ///   header; those of data and totals among them are to be held back or passed over.
  mutating func take(_ kinds: inout [RowClassifier.Kind], of batch: RowBatch) -> [Int: Int] {
    var inside: [Int: Int] = [:]
    for row in kinds.indices {
      let number = Int(batch.rowNumbers[row])
      guard number > headerRows.upperBound else {
        if number < headerRows.lowerBound, let title = lone(row, in: batch) { titles.insert(title) }
        continue
      }
      let isBehindGap = isBehindTitle || lastRow.map { number > $0 + 1 } ?? false
      // The title of a page is that of the next one.
      if kinds[row] == .data, !titles.isEmpty, let text = lone(row, in: batch),
        titles.contains(text)
      {
        kinds[row] = .other(.title)
      }
      switch kinds[row] {
      case .other(.header) where isElsewhere(row, of: batch):
        takeTitle(above: row, &kinds)
        isInside = true
        headerRow = number
      case .other(.header):
        isInside = false
      case .data where isOtherHeader(row, kinds, of: batch, isBehindGap: isBehindGap):
        kinds[row] = .other(.header)
        takeTitle(above: row, &kinds)
        isInside = true
        headerRow = number
      default:
        if isInside { inside[row] = headerRow }
      }
      if kinds[row] != .other(.blank) { lastRow = number }
      isBehindTitle =
        kinds[row] == .data && batch.columns.count { $0.kinds[row] != .blank } == 1
      isTitleApart = isBehindTitle && isBehindGap
    }
    return inside
  }

  /// The only text of a row, without the number of a page in brackets at its end; nil where it has other
  /// cells.
  private func lone(_ row: Int, in batch: RowBatch) -> String? {
    let filled = batch.columns.indices.filter { batch.columns[$0].kinds[row] != .blank }
    guard filled.count == 1, case .text(let text) = batch.value(row: row, column: filled[0]) else {
      return nil
    }
    let folded = context.folder.folded(text)
    guard folded.hasSuffix(")"), let open = folded.lastIndex(of: "("), open > folded.startIndex
    else {
      return folded
    }
    return String(folded[..<open])
  }

  /// How many rows at the end of a batch begin with what may be a header, or the title above one, that
  /// only the rows behind the batch tell from data.
  func openRows(of batch: RowBatch) -> Int {
    let start = max(0, batch.count - 1 - Self.deepest)
    let first = batch.rowNumbers.indices[start...]
      .first { row in
        let number = Int(batch.rowNumbers[row])
        guard number > headerRows.upperBound else { return false }
        let isBehindGap =
          row == 0
          ? isBehindTitle || lastRow.map { number > $0 + 1 } ?? false
          : !follows(row, row - 1, in: batch)
        let cells = batch.columns.count { $0.kinds[row] != .blank }
        return cells > (isBehindGap ? 0 : 1)
          && mayBeHeader(row, batch, isBehindGap: isBehindGap)
      }
    return first.map { batch.count - $0 } ?? 0
  }

  /// A header may have up to three rows.
  private static let deepest = 3

  /// Whether a row stands directly below another one that has more than a title.
  private func follows(_ row: Int, _ above: Int, in batch: RowBatch) -> Bool {
    batch.rowNumbers[row] == batch.rowNumbers[above] + 1
      && batch.columns.count { $0.kinds[above] != .blank } > 1
  }

  /// Whether a row has texts only, none of which is a number at a look, and one that may begin with the
  /// word of a header or a gap above it: tells most rows of data without folding their texts.
  private func mayBeHeader(_ row: Int, _ batch: RowBatch, isBehindGap: Bool) -> Bool {
    var hasWord = isBehindGap
    for column in batch.columns.indices {
      let kind = batch.columns[column].kinds[row]
      if kind == .blank { continue }
      guard kind == .text else { return false }
      let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
      if !range.isEmpty, range.allSatisfy({ (0x2B...0x39).contains(bytes[$0]) }) { return false }
      hasWord = hasWord || starts.mayBegin(bytes, range)
    }
    return hasWord
  }

  /// Makes a title of the row above a header, where it has one cell and stands behind a gap; without one it
  /// may be a record of which nothing but the name is known.
  private func takeTitle(above row: Int, _ kinds: inout [RowClassifier.Kind]) {
    if isTitleApart, !isInside, row > 0 { kinds[row - 1] = .other(.title) }
  }

  private func isOtherHeader(
    _ row: Int, _ kinds: [RowClassifier.Kind], of batch: RowBatch, isBehindGap: Bool
  ) -> Bool {
    guard mayBeHeader(row, batch, isBehindGap: isBehindGap) else { return false }
    var texts: [Int: String] = [:]
    for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
      guard case .text(let text) = batch.value(row: row, column: column), text.utf8.count <= 200
      else { return false }
      let name = HeaderText(text, context).name
      if name.isEmpty { continue }
      guard Double(name) == nil else { return false }
      texts[column] = name
    }
    guard texts.count > 1 else { return false }
    let known = texts.filter { words.contains($0.value) }
    if known.count > 1, known.count * 2 >= texts.count {
      return texts.contains { column, text in
        headers[column].map { $0 != text } ?? words.contains(text)
      }
    }
    // A header of other words has the word of a column of the first, or stands behind a gap.
    let isRepeated = texts.contains { column, text in headers[column] == text }
    guard isBehindGap || isRepeated else { return false }
    let numbers = texts.filter { column, _ in isOfNumbers(column) }
    guard !numbers.isEmpty, Set(texts.values).count == texts.count,
      numbers.allSatisfy({ isNoValue(batch.value(row: row, column: $0.key), of: $0.key) }),
      !isPlaced(row, batch)
    else { return false }
    return kinds.indices.filter { $0 > row && kinds[$0] == .data }.prefix(Self.deepest)
      .contains { next in
        numbers.keys.contains { isNumber(batch.value(row: next, column: $0)) }
      }
  }

  /// Whether a row that repeats most of the header has one of its words in another's column.
  private func isElsewhere(_ row: Int, of batch: RowBatch) -> Bool {
    batch.columns.indices.contains { column in
      guard let header = headers[column],
        case .text(let text) = batch.value(row: row, column: column)
      else { return false }
      let name = HeaderText(text, context).name
      return name != header && words.contains(name)
    }
  }

  private func isNumber(_ cell: Value) -> Bool {
    switch cell {
    case .number: true
    case .text(let text): Double(context.folder.folded(text)) != nil
    default: false
    }
  }

  private func isOfNumbers(_ column: Int) -> Bool {
    guard let kind = readers[column]?.variable.kind else { return false }
    return kind == .number || kind == .integer
  }

  private func isNoValue(_ cell: Value, of column: Int) -> Bool {
    guard case .text(let text) = cell, text.first(where: { !$0.isWhitespace })?.isLetter == true,
      let reader = readers[column], case .unreadable = reader.read(cell, within: nil)
    else { return false }
    return true
  }

  /// Whether a row has a place of the gazetteer, and so is one of data.
  private func isPlaced(_ row: Int, _ batch: RowBatch) -> Bool {
    readers.contains { column, reader in
      guard case .place(let level, _) = reader.variable.kind,
        case .text(let text) = batch.value(row: row, column: column)
      else { return false }
      return resolvers.contains { $0.isPlace(text, level: level) }
    }
  }
}
