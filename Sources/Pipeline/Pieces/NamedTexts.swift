import SurveyModel

/// The texts that columns name, gathered out of those of a batch and its workbook.
///
/// What else a batch was read with stays behind: the texts of a workbook are all of its cells', names and
/// identity numbers among them.
struct NamedTexts {
  private let batch: RecordBatch
  private var numbers: [UInt32: UInt64] = [:]
  /// The texts, each once.
  private(set) var texts = TextTable()

  /// Begins without a text of a batch.
  init(of batch: RecordBatch) { self.batch = batch }

  /// A column of the batch, naming the texts by their numbers here.
  mutating func renamed(_ column: ValueColumn) -> ValueColumn {
    var column = column
    for (row, kind) in column.kinds.enumerated() where kind == .text || kind == .error {
      column.payloads[row] = number(of: UInt32(truncatingIfNeeded: column.payloads[row]))
    }
    return column
  }

  private mutating func number(of bits: UInt32) -> UInt64 {
    if let number = numbers[bits] { return number }
    let id = TextID(bits: bits)
    let table = id.isShared ? batch.sharedTexts.table : batch.texts
    let number = UInt64(TextID.local(texts.append(utf8: Array(table.utf8(at: id.index)))).bits)
    numbers[bits] = number
    return number
  }
}
