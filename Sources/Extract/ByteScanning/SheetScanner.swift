internal import SurveyModel

/// Reads the rows of a worksheet part from its bytes, as spreadsheet programs usually write them.
///
/// Every byte is accounted for: rows and cells with plain attributes, numbers, shared strings,
/// texts, formulas. Anything else (other elements, comments, CDATA, odd references) is left to the
/// parser from the start of its row on.
@safe struct SheetScanner: PartScanner {
  let opening = Array("<sheetData".utf8)
  let itemEnd = Array("</row>".utf8)

  private let writer: BatchWriter
  private let events: SheetEvents
  /// What each style makes of a number.
  private let styles: [NumberFormat]
  /// Which styles strike their cells through; those are for the parser.
  private let struckStyles: [Bool]
  private let hasStruckStyles: Bool
  /// What each style shows beside the number.
  private let shownFormats: [ShownFormat?]
  private let epoch: DateEpoch
  private let stringCount: Int
  private let strings: SharedStrings
  private let onlyEmptyString: Int
  private let hasEmptyStrings: Bool
  private let formulas: SharedFormulas
  private let zeros: FormulaZeros
  private let batchRows: Int
  private let slots: Int
  private let mostTextBytes: Int
  private let batchTextBytes: Int
  private let held: Held<RowBlock>
  private var text = ScannedText()
  /// Whether the `f` that was scanned last is a formula, stated or shared.
  private var isFormula = false
  private var lastRow = -1
  /// Whether the last scanned row has a cell.
  private var isTouched = false
  /// What follows the number in the start tags of most rows, and whether it hides them.
  private var tail = RepeatedTail()
  private var isTailHidden = false

  init(
    _ writer: BatchWriter, _ events: SheetEvents, styles: [CellFormat], strings: SharedStrings,
    epoch: DateEpoch, formulas: SharedFormulas, zeros: FormulaZeros, batchRows: Int,
    limits: ReadingLimits
  ) {
    self.writer = writer
    self.events = events
    self.styles = styles.map(\.meaning)
    struckStyles = styles.map(\.isStruck)
    hasStruckStyles = struckStyles.contains(true)
    shownFormats = styles.map(\.shown)
    self.strings = strings
    self.epoch = epoch
    self.formulas = formulas
    self.zeros = zeros
    stringCount = strings.count
    hasEmptyStrings = strings.empty.count > 1
    onlyEmptyString = strings.empty.count == 1 ? strings.empty.first ?? -1 : -1
    self.batchRows = max(1, batchRows)
    slots = max(limits.batchSlots, 1)
    mostTextBytes = limits.textBytes
    batchTextBytes = limits.batchTextBytes
    held = Held(RowBlock(width: 32, rows: min(self.batchRows, max(1, slots / 32))))
  }

  var isReady: Bool { events.isInData }

  mutating func yield() throws {
    try flush()
    events.resume(after: lastRow)
  }

  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) throws -> PartScan {
    // The buffer goes on behind the range, with padding behind that, so that words may be loaded.
    var failure: (any Error)?
    tail.forget()
    let outcome = unsafe bytes.withUnsafeBufferPointer { buffer -> PartScan in
      guard let base = buffer.baseAddress else { return .all(range.upperBound) }
      var position = range.lowerBound
      do {
        while true {
          switch try unsafe scanRow(base, position, range.upperBound) {
          case .next(let end): position = end
          case .done: return .all(position)
          case .unusual: return .unusual(position)
          case .full:
            try flush()
          case .wide(let column):
            try flush()
            reshape(column + 1)
          }
        }
      } catch {
        failure = error
        return .all(position)
      }
    }
    if let failure { throw failure }
    return outcome
  }

  private enum RowScan {
    case next(Int)
    case done
    case unusual
    case full
    case wide(Int)
  }

  private mutating func scanRow(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws -> RowScan {
    var p = unsafe base + start
    let e = unsafe base + end
    while unsafe p < e, unsafe isBlank(p[0]) { unsafe p += 1 }
    guard unsafe p < e else { return .done }
    guard unsafe load32(p) == 0x776F_723C else { return .unusual }  // "<row"
    unsafe p += 4
    guard let tag = unsafe scanRowTag(&p, e) else { return .unusual }
    let number = tag.number
    guard number > lastRow + 1, number <= CellReference.limit.rows else { return .unusual }
    if tag.isEmpty {
      lastRow = number - 1
      return .next(unsafe p - base)
    }
    let row = held.value.count
    if row == held.value.rows || row > 0 && writer.batch.texts.bytes.count > batchTextBytes {
      return .full
    }
    let formulaCount = writer.batch.formulas.count
    let shownCount = writer.batch.shown.count
    switch try unsafe scanCells(p, e, row: row, tag) {
    case .next(let length):
      if isTouched {
        held.value.commit(number: number - 1, isHidden: tag.isHidden)
      }
      lastRow = number - 1
      return .next(unsafe p + length - base)
    case let other:
      held.value.clear(row: row)
      writer.batch.formulas.removeSubrange(formulaCount...)
      writer.batch.shown.removeSubrange(shownCount...)
      return other
    }
  }

  /// The start tag of a row, behind its name.
  private struct RowTag {
    /// The number, from 1; 0 when there is none.
    var number = 0
    var isHidden = false
    /// Whether it is an end tag too.
    var isEmpty = false
    /// The digits of the number and the quotation mark behind them, as they stand in its cells.
    var digits: UInt64 = 0
    /// The bits of ``digits`` that count.
    var mask: UInt64 = 0

    /// Keeps the digits at a place, at most seven, before a quotation mark.
    @inline(__always) mutating func keep(_ place: UnsafePointer<UInt8>, _ count: Int) {
      mask = UInt64.max >> UInt64(56 - 8 * count)
      unsafe digits = load64(place) & mask
    }
  }

  /// Scans the attributes of a row and passes over them; nil when they are unusual.
  @inline(__always) private mutating func scanRowTag(
    _ p: inout UnsafePointer<UInt8>, _ e: UnsafePointer<UInt8>
  ) -> RowTag? {
    let first = unsafe p + 4
    guard unsafe load32(p) == 0x223D_7220 else {  // ‹ r="›
      return unsafe scanUncommonRowTag(&p, e, behindNumber: nil)
    }
    let digits = unsafe DecimalDigits(first)
    let behind = unsafe first + digits.count + 1
    guard (1...7).contains(digits.count), unsafe first[digits.count] == 0x22,
      unsafe tail.stands(at: behind, before: e), tail.count > 0
    else { return unsafe scanUncommonRowTag(&p, e, behindNumber: behind) }
    var tag = RowTag()
    tag.number = Int(digits.value)
    tag.isHidden = isTailHidden
    unsafe tag.keep(first, digits.count)
    unsafe p = behind + tail.count
    return tag
  }

  /// Scans the attributes of a row one by one.
  private mutating func scanUncommonRowTag(
    _ place: inout UnsafePointer<UInt8>, _ e: UnsafePointer<UInt8>,
    behindNumber: UnsafePointer<UInt8>?
  ) -> RowTag? {
    var p = unsafe place
    var tag = RowTag()
    var seen = ScannedAttributeNames()
    var behind: UnsafePointer<UInt8>?
    while unsafe p[0] != 0x3E {
      guard unsafe isBlank(p[0]) else {
        guard unsafe p[0] == 0x2F, unsafe p[1] == 0x3E else { return nil }
        tag.isEmpty = true
        unsafe place = p + 2
        return tag
      }
      while unsafe isBlank(p[0]) { unsafe p += 1 }
      if unsafe p[0] == 0x3E || p[0] == 0x2F { continue }
      guard let attribute = unsafe ScannedAttribute(p, e), seen.insert(attribute) else {
        return nil
      }
      unsafe p = attribute.end
      if attribute.nameLength == 1, unsafe attribute.name[0] == 0x72 {  // r
        guard let value = attribute.integer else { return nil }
        tag.number = value
        if attribute.valueLength < 8 { unsafe tag.keep(attribute.value, attribute.valueLength) }
        unsafe behind = p
      } else if attribute.isNamed("hidden") {
        guard let flag = attribute.flag else { return nil }
        tag.isHidden = flag
      }
      guard unsafe p < e else { return nil }
    }
    unsafe p += 1
    if let behind = unsafe behind, unsafe behind == behindNumber {
      unsafe tail.remember(from: behind, to: p)
      isTailHidden = tag.isHidden
    }
    unsafe place = p
    return tag
  }

  /// Scans the cells of a row up to behind `</row>`; the outcome's offset counts from `start`.
  private mutating func scanCells(
    _ start: UnsafePointer<UInt8>, _ e: UnsafePointer<UInt8>, row: Int, _ tag: RowTag
  ) throws -> RowScan {
    let number = tag.number - 1
    let digitsOfRow = (64 - tag.mask.leadingZeroBitCount) >> 3 - 1
    var p = unsafe start
    var column = -1
    var touched = false
    let stride = held.value.rows
    let styleCount = styles.count
    let kinds = unsafe held.value.kinds + row
    let payloads = unsafe held.value.payloads + row
    let width = held.value.width
    while true {
      while unsafe isBlank(p[0]) { unsafe p += 1 }
      guard unsafe load32(p) & 0xFFFF == 0x633C else {  // "<c"
        guard unsafe load64(p) & 0xFFFF_FFFF_FFFF == 0x3E77_6F72_2F3C else { return .unusual }
        isTouched = touched
        return .next(unsafe p + 6 - start)
      }
      unsafe p += 2
      var style = 0
      var type: UInt8 = 0
      var next = column + 1
      var attributes: UInt8 = 0
      while unsafe p[0] == 0x20 {
        let name = unsafe p[1]
        guard unsafe load32(p + 2) & 0xFFFF == 0x223D else {  // ="
          let known = unsafe load32(p + 1)
          guard known == 0x223D_6D63 || known == 0x223D_6D76 || known == 0x223D_6870 else {
            return .unusual  // none of cm=" vm=" ph="
          }
          let bit: UInt8 = known == 0x223D_6D63 ? 8 : known == 0x223D_6D76 ? 16 : 32
          guard attributes & bit == 0 else { return .unusual }
          attributes |= bit
          unsafe p += 5
          while unsafe p[0] &- 48 < 10 { unsafe p += 1 }
          guard unsafe p[0] == 0x22 else { return .unusual }
          unsafe p += 1
          continue
        }
        unsafe p += 4
        switch name {
        case 0x72:  // r
          guard attributes & 1 == 0 else { return .unusual }
          attributes |= 1
          var value = 0
          var letters = 0
          while unsafe p[0] &- 65 < 26, letters < 4 {
            value = value &* 26 &+ Int(unsafe p[0]) &- 64
            unsafe p += 1
            letters += 1
          }
          guard letters > 0, letters < 4, unsafe p[0] &- 48 < 10 else { return .unusual }
          if unsafe load64(p) & tag.mask == tag.digits, tag.mask != 0 {
            unsafe p += digitsOfRow
          } else {
            while unsafe p[0] &- 48 < 10 { unsafe p += 1 }
          }
          next = value - 1
        case 0x73:  // s
          guard attributes & 2 == 0 else { return .unusual }
          attributes |= 2
          let value = unsafe DecimalDigits(p)
          guard value.count > 0 else { return .unusual }
          unsafe p += value.count
          style = Int(value.value)
        case 0x74:  // t
          guard attributes & 4 == 0 else { return .unusual }
          attributes |= 4
          if unsafe p[1] == 0x22 {
            type = unsafe p[0]
            unsafe p += 1
          } else if unsafe load32(p) == 0x2272_7473 {  // str"
            type = 0x78
            unsafe p += 3
          } else if unsafe load64(p) == 0x7453_656E_696C_6E69, unsafe p[8] == 0x72 {  // inlineSt r
            type = 0x69
            unsafe p += 9
          } else {
            return .unusual
          }
        default: return .unusual
        }
        guard unsafe p[0] == 0x22 else { return .unusual }
        unsafe p += 1
      }
      guard next > column, next < CellReference.limit.columns else { return .unusual }
      column = next
      if unsafe p[0] == 0x2F {
        guard unsafe p[1] == 0x3E else { return .unusual }
        unsafe p += 2
        continue
      }
      guard unsafe p[0] == 0x3E else { return .unusual }
      unsafe p += 1
      if unsafe load32(p) == 0x3E63_2F3C {  // "</c>"
        unsafe p += 4
        continue
      }
      guard column < width else { return .wide(column) }
      if unsafe load32(p) & 0xFFFF == 0x663C {  // "<f"
        guard let end = try unsafe scanFormula(p, e, row: row, number: number, column: column)
        else { return .unusual }
        unsafe p = end
        touched = true
        if isFormula, let end = unsafe endWithoutValue(p, type) {
          unsafe kinds[column * stride] = .error
          unsafe payloads[column * stride] = UInt64(writer.localText(Self.uncalculated).bits)
          unsafe p = end
          continue
        }
        // A zero in another spelling, or a decimal: the parser can tell.
        if isFormula, zeros == .placeholders, unsafe Self.mayBeZero(p, type) { return .unusual }
      }
      if hasStruckStyles, style < styleCount, struckStyles[style] { return .unusual }
      let slot = column * stride
      guard unsafe load32(p) & 0xFF_FFFF == 0x3E_763C else {  // "<v>"
        if unsafe load32(p) == 0x3E63_2F3C {
          unsafe p += 4
          continue
        }
        if unsafe load64(p) == 0x3E63_2F3C_3E2F_763C {  // "<v/></c>"
          unsafe p += 8
          continue
        }
        guard type == 0x69, let end = unsafe text.scanInline(p, e),
          text.bytes.count <= mostTextBytes
        else { return .unusual }
        unsafe p = end
        if !text.bytes.isEmpty {
          unsafe kinds[slot] = .text
          unsafe payloads[slot] = UInt64(writer.localText(text.bytes).bits)
          touched = true
        }
        guard unsafe load32(p) == 0x3E63_2F3C else { return .unusual }
        unsafe p += 4
        continue
      }
      unsafe p += 3
      let first = unsafe p
      switch type {
      case 0, 0x6E, 0x73:  // number, n, s
        var mantissa: UInt64 = 0
        let isNegative = unsafe p[0] == 0x2D
        if isNegative { unsafe p += 1 }
        let digits = unsafe p
        unsafe DecimalDigits.pass(&p, addingTo: &mantissa)
        if unsafe p[0] == 0x3C, unsafe p - first < 18, unsafe p > digits {
          if type == 0x73 {
            let index = Int(mantissa)
            guard !isNegative, index < stringCount else { return .unusual }
            if index != onlyEmptyString, !hasEmptyStrings || !strings.empty.contains(index) {
              unsafe kinds[slot] = .text
              unsafe payloads[slot] = UInt64(TextID.shared(index).bits)
              touched = true
            }
          } else {
            let positive = Double(Int64(bitPattern: mantissa))
            let value = isNegative ? -positive : positive
            let format = style < styleCount ? styles[style] : .number
            if format == .number {
              unsafe kinds[slot] = .number
              unsafe payloads[slot] = value.bitPattern
            } else {
              let cell = SerialDate.cell(value, format, epoch: epoch)
              unsafe kinds[slot] = cell.kind
              unsafe payloads[slot] = cell.payload
              note(cell, style: style, row: row, number: number, column: column)
            }
            touched = true
          }
        } else {
          guard type != 0x73 else { return .unusual }
          var scale = 0
          if unsafe p[0] == 0x2E {
            unsafe p += 1
            let point = unsafe p
            unsafe DecimalDigits.pass(&p, addingTo: &mantissa)
            scale = unsafe p - point
          }
          let value: Double
          if unsafe p[0] == 0x3C, unsafe p - first < 18, mantissa <= 1 << 53, unsafe p - first > 1 {
            let positive = Double(Int64(bitPattern: mantissa)) / powersOfTen[scale]
            value = isNegative ? -positive : positive
          } else {
            guard let general = unsafe Self.number(first, e, &p) else { return .unusual }
            value = general
          }
          let format = style < styleCount ? styles[style] : .number
          let cell = SerialDate.cell(value, format, epoch: epoch)
          unsafe kinds[slot] = cell.kind
          unsafe payloads[slot] = cell.payload
          if format != .number {
            note(cell, style: style, row: row, number: number, column: column)
          }
          touched = true
        }
      case 0x62:  // b
        guard unsafe p[0] &- 48 < 2 else { return .unusual }
        unsafe kinds[slot] = .boolean
        unsafe payloads[slot] = UInt64(p[0] &- 48)
        touched = true
        unsafe p += 1
      case 0x78, 0x65:  // str, e
        guard let end = unsafe text.scan(p, e), text.bytes.count <= mostTextBytes else {
          return .unusual
        }
        unsafe p = end
        if !text.bytes.isEmpty {
          if type == 0x78 { text.decode() }
          unsafe kinds[slot] = type == 0x78 ? .text : .error
          unsafe payloads[slot] = UInt64(writer.localText(text.bytes).bits)
          touched = true
        }
      default: return .unusual
      }
      guard unsafe load64(p) == 0x3E63_2F3C_3E76_2F3C else { return .unusual }  // "</v></c>"
      unsafe p += 8
    }
  }

  /// Notes what the style of a cell shows beside its value.
  @inline(never) private func note(
    _ cell: (kind: ValueKind, payload: UInt64), style: Int, row: Int, number: Int, column: Int
  ) {
    guard let format = shownFormats[style] else { return }
    writer.batch.note(format, of: cell, row: row, number: number, column: column)
  }

  private static let uncalculated = Array(Value.uncalculatedCode.utf8)

  /// The end of a cell that has no value behind its formula; nil where it has one, if only an empty
  /// text.
  private func endWithoutValue(
    _ p: UnsafePointer<UInt8>, _ type: UInt8
  ) -> UnsafePointer<UInt8>? {
    if unsafe load32(p) == 0x3E63_2F3C { return unsafe p + 4 }  // "</c>"
    if zeros == .placeholders, type == 0 || type == 0x6E,
      unsafe load64(p) == 0x3E76_2F3C_303E_763C, unsafe load32(p + 8) == 0x3E63_2F3C
    {
      return unsafe p + 12  // "<v>0</v></c>"
    }
    guard type != 0x78, unsafe load64(p) == 0x3E63_2F3C_3E2F_763C else { return nil }  // "<v/></c>"
    return unsafe p + 8
  }

  /// Whether a cell of a number has a value that begins with a zero.
  private static func mayBeZero(_ p: UnsafePointer<UInt8>, _ type: UInt8) -> Bool {
    guard type == 0 || type == 0x6E, unsafe load32(p) & 0xFF_FFFF == 0x3E_763C else { return false }
    let start = unsafe p[3] == 0x2D || p[3] == 0x2B ? 4 : 3
    return unsafe p[start] == 0x30 || p[start] == 0x2E
  }

  /// Scans `<f>…</f>` or `<f …/>` and notes the formula; nil when it is unusual.
  private mutating func scanFormula(
    _ start: UnsafePointer<UInt8>, _ e: UnsafePointer<UInt8>, row: Int, number: Int, column: Int
  ) throws -> UnsafePointer<UInt8>? {
    var p = unsafe start + 2
    var shared: Int?
    var isShared = false
    var isTyped = false
    var seen = ScannedAttributeNames()
    while unsafe p[0] == 0x20 {
      unsafe p += 1
      guard let attribute = unsafe ScannedAttribute(p, e), seen.insert(attribute) else {
        return nil
      }
      if attribute.nameLength == 1, unsafe attribute.name[0] == 0x74 {
        isShared = unsafe attribute.valueLength == 6 && attribute.value[0] == 0x73
        isTyped = true
      } else if attribute.isNamed("si") {
        shared = attribute.integer
      }
      unsafe p = attribute.end
      guard unsafe p < e else { return nil }
    }
    var formula: [UInt8] = []
    if unsafe p[0] == 0x2F, unsafe p[1] == 0x3E {
      unsafe p += 2
    } else {
      guard unsafe p[0] == 0x3E, let end = unsafe text.scan(p + 1, e) else { return nil }
      unsafe p = end
      guard unsafe load32(p) == 0x3E66_2F3C else { return nil }  // "</f>"
      unsafe p += 4
      formula = text.bytes
      guard formula.count <= mostTextBytes else { return nil }
    }
    isFormula = isTyped || !formula.isEmpty
    if isShared, let shared {
      try formulas.complete(&formula, index: shared, row: number, column: column)
    }
    if !formula.isEmpty {
      let id = writer.batch.texts.append(utf8: formula)
      writer.batch.formulas.append(RowBatch.Formula(row: row, column: column, text: id))
    }
    return unsafe p
  }

  /// A number of any form that XML allows, up to the next tag; nil when it is none.
  private static func number(
    _ first: UnsafePointer<UInt8>, _ e: UnsafePointer<UInt8>, _ p: inout UnsafePointer<UInt8>
  ) -> Double? {
    var q = unsafe first
    while unsafe q < e, unsafe q[0] != 0x3C {
      let byte = unsafe q[0]
      guard byte &- 48 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
      else { return nil }
      unsafe q += 1
    }
    unsafe p = q
    return unsafe NumberText.double(UnsafeBufferPointer(start: first, count: q - first))
  }

  /// Makes the block as wide as so many columns need; it must hold no row.
  private func reshape(_ columns: Int) {
    let width = (columns + 31) & ~31
    held.value.reshape(width: width, rows: min(batchRows, max(1, slots / width)))
  }

  private func flush() throws {
    guard held.value.count > 0 else { return }
    let writer = writer
    let extent = held.value.extent
    try writer.handOver(cells: extent.cells, width: extent.width) { batch in
      held.value.move(to: &batch, width: extent.width)
    }
    // One far cell must not make every later block as wide as itself.
    if held.value.width > 64, held.value.width > extent.width * 2 { reshape(max(extent.width, 1)) }
  }
}

private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18,
]
