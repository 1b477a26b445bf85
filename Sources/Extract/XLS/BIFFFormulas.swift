/// Tells whether whoever wrote a binary workbook of Excel 97 or later calculated its formulas.
///
/// Some programs write every formula with the value 0 or an empty text. They say so by a flag of the
/// formula ([MS-XLS] 2.4.127), which others set beside true values; or they leave out the record that
/// names the version of the engine that calculated last (2.4.215), as the first Excel of the format did.
/// So both count only where no formula of the workbook has any other value.
struct BIFFFormulas {
  private var hasEngine = false
  private var areAllFlagged = true
  private var areAllZero = true
  private var isAny = false

  private static let formula = 0x0006
  private static let engine = 0x01C1

  /// Looks through the records of a workbook.
  init(_ view: ByteView) {
    var offset = 0
    while let record = BIFFRecord(view, at: offset), areAllZero {
      offset = record.end
      if record.type == Self.engine { hasEngine = true }
      let content = record.body.lowerBound + 6
      guard record.type == Self.formula, content + 10 <= record.end else { continue }
      isAny = true
      areAllZero = Self.isZero(view, at: content)
      if (view.u16(content + 8) ?? 0) & 3 == 0 { areAllFlagged = false }
    }
  }

  /// What zeros and empty texts of formulas are.
  var zeros: FormulaZeros {
    isAny && areAllZero && (areAllFlagged || !hasEngine) ? .placeholders : .calculated
  }

  /// Whether the value of a formula is 0 or an empty text.
  static func isZero(_ view: ByteView, at value: Int) -> Bool {
    if view.u16(value + 6) == 0xFFFF { return view.u8(value) == 3 }
    return view.double(value) == 0
  }
}
