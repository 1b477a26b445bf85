import ChineseText
import SurveyModel

/// The data rows of a worksheet whose columns are mapped, read variable by variable.
struct MappedRows {
  let layout: Layout

  private let file: SourceFile
  private let worksheet: WorksheetInfo
  private let schema: RecordSchema
  let context: TransformContext
  private let keep: PipelineDefinition.Keep
  private let classifier: RowClassifier
  private var sequence: RowSequence
  private var otherTables: OtherTables
  private(set) var mergedNumbers: MergedNumbers
  private var shownCells: ShownCells
  private let rules: RecordRules
  var totals: TotalsCheck
  private(set) var readers: [ColumnReader]
  private let readingOrder: [Int]
  private var filler: FilledCells?
  private var firstRows: FirstRows?
  private let derived: DerivedVariables?
  private var explanations: CellExplanations
  private var displaced: DisplacedFields?

  init(
    file: SourceFile, worksheet: WorksheetInfo, source: SourceDefinition, schema: RecordSchema,
    layout: Layout, context: TransformContext, keep: PipelineDefinition.Keep, repeated: Set<Int>
  ) {
    self.file = file
    self.worksheet = worksheet
    self.schema = schema
    self.layout = layout
    self.context = context
    self.keep = keep
    rules = RecordRules(context.rules[schema.record] ?? [], schema: schema, layout: layout)
    // What is carried down a column is no part of its sum.
    let filledDown = Set(source.filledDown.compactMap(schema.index))
    totals = TotalsCheck(layout: layout, schema: schema, except: filledDown)
    mergedNumbers = MergedNumbers(layout: layout, schema: schema, except: filledDown)
    filler = FilledCells(source.filledDown, schema: schema, layout: layout)
    firstRows = FirstRows(source.firstRowsOf, schema: schema, layout: layout)
    derived = DerivedVariables(schema, layout: layout)
    explanations = CellExplanations(schema, context)
    displaced = DisplacedFields(worksheet, region: source.region)
    let wave = layout.columns.map(\.variable)
      .first { !Waves.days(of: schema.variables[$0]).isEmpty }
    let readers = schema.variables.enumerated()
      .map { index, variable in
        let column = layout.columns.first { $0.variable == index }
        var container: Int?
        if case .place(_, let within) = variable.kind {
          container = within.flatMap(schema.index) ?? wave
        }
        return ColumnReader(
          ValueReader(
            variable: variable, scale: column?.scale ?? variable.scale, context: context,
            unit: column?.unit, epoch: worksheet.epoch),
          column: column?.column, container: container,
          seal: variable.isSealed ? context.seal : nil)
      }
    self.readers = readers.map { $0.doubting(worksheet.decimals) }
    readingOrder = Self.readingOrder(readers.map(\.container))
    shownCells = ShownCells(readers, layout: layout)
    sequence = RowSequence(source.header, layout: layout, context: context, readers: readers)
    otherTables = OtherTables(
      layout: layout, schema: schema, context: context, readers: readers)
    classifier = RowClassifier(
      layout: layout, schema: schema, context: context,
      members: readers.indices.filter(repeated.contains).map { readers[$0] },
      filledDown: filledDown)
  }

  /// How many cells of each column were read as the percentages that they show.
  var percentages: [Int: Int] { shownCells.percentages }

  /// The zero-based rows that were taken for marks of columns: the first of them and how many.
  var markRows: (first: Int, count: Int)? { sequence.markRows }

  /// How many rows at the end of a batch cannot be told without those behind it.
  func openRows(of batch: RowBatch) -> Int { otherTables.openRows(of: batch) }

  /// Transforms the rows of a batch and counts each of them.
  mutating func transform(
    _ read: RowBatch, into records: inout RecordBatch, tally: inout RowTally
  ) {
    var batch = read
    shownCells.apply(to: &batch)
    records.texts = batch.texts
    tally.read += batch.count
    displaced?.take(header: layout.headerRows, of: batch)
    var kinds = batch.rowNumbers.indices.map { kind(of: $0, in: batch) }
    let undecided = sequence.take(&kinds, of: batch, by: classifier)
    let foreign = otherTables.take(&kinds, of: batch)
    for row in kinds.indices where kinds[row] == .data {
      if firstRows?.isContinuation(row, of: batch) == true { kinds[row] = .other(.continuation) }
    }
    let rows = kinds.indices.filter { kinds[$0] == .data }
    if worksheet.delimited == nil { mergedNumbers.take(rows, of: batch) }
    records.origins = rows.map { origin(of: $0, in: batch) }
    records.statuses = Array(repeating: .clean, count: rows.count)
    let findings = readFilled(rows, of: batch, into: &records)
    derive(rows, of: batch, in: &records)
    var next = findings.startIndex
    var record = 0
    for (row, kind) in kinds.enumerated() {
      switch kind {
      case .data:
        let start = next
        while next < findings.endIndex, findings[next].record == record { next += 1 }
        let refusal =
          foreign[row].map(otherTable) ?? displaced?.refusal(of: row, in: batch)
          ?? (row == undecided ? unsureMarks : nil)
        finish(record, row: row, findings[start..<next], refusal, of: batch, in: &records)
        switch records.statuses[record] {
        case .clean: tally.clean += 1
        case .corrected: tally.corrected += 1
        case .quarantined: tally.quarantined += 1
        }
        record += 1
      case .total where foreign[row] != nil, .subtotal where foreign[row] != nil:
        addTotal(origin(of: row, in: batch), to: &records, tally: &tally)
      case .total, .subtotal: check(row, kind, of: batch, into: &records, tally: &tally)
      case .other(let kind):
        records.otherRows.append(OtherRow(origin(of: row, in: batch), kind))
        tally.other[kind, default: 0] += 1
      }
    }
  }

  func origin(of row: Int, in batch: RowBatch) -> Origin {
    Origin(file: file.number, worksheet: UInt32(worksheet.index), row: batch.rowNumbers[row])
  }

  private func kind(of row: Int, in batch: RowBatch) -> RowClassifier.Kind {
    let number = Int(batch.rowNumbers[row])
    return number <= layout.headerRows.upperBound
      ? .other(kindAbove(row, number: number, in: batch)) : classifier.kind(of: row, in: batch)
  }

  private func kindAbove(_ row: Int, number: Int, in batch: RowBatch) -> OtherRow.Kind {
    if layout.headerRows.contains(number) { return .header }
    switch classifier.kind(of: row, in: batch) {
    case .other(.blank): return .blank
    case .other(.note): return .note
    default: return .title
    }
  }

  /// Why a record is held back that stands below the header of another table.
  private func otherTable(headerRow: Int) -> CellExplanations.Refusal {
    CellExplanations.Refusal(
      code: .sheetOtherTable,
      message:
        "expected a row of the first table, found one below the header of another table in row \(headerRow + 1)",
      remedy:
        "cut each table out by from: and to: of its source's table; where it is one table, take the words out of row \(headerRow + 1)"
    )
  }

  /// Why a record is held back that may be a row of marks of columns.
  private var unsureMarks: CellExplanations.Refusal {
    let rows = layout.headerRows
    let (first, count) = (rows.lowerBound + 1, rows.count)
    return CellExplanations.Refusal(
      code: .sheetColumnMarks,
      message:
        "expected a row that is surely data or surely marks of the columns, found numbers in running order below the header",
      remedy:
        "say header: {row: \(first), rows: \(count)} where the row is data, or header: {row: \(first), rows: \(count + 1)} where it belongs to the header"
    )
  }

  /// A cell that asks for more than a stored value.
  private struct Finding {
    let record: Int
    let variable: Int
    let reading: ValueReader.Reading
  }

  /// Reads the rows with the cells that are carried down to them; what the store keeps as it was read
  /// stays blank there.
  private mutating func readFilled(
    _ rows: [Int], of batch: RowBatch, into records: inout RecordBatch
  ) -> [Finding] {
    var filled = batch
    guard let cells = filler?.fill(&filled, rows: rows, texts: &records.texts), let filler else {
      return readColumns(rows, of: batch, into: &records)
    }
    let findings = readColumns(rows, of: filled, into: &records)
    guard keep == .all else { return findings }
    for (column, places) in zip(filler.columns, cells) {
      for record in places {
        records.raw[column.variable].kinds[record] = .blank
        records.raw[column.variable].payloads[record] = 0
      }
    }
    return findings
  }

  /// Computes the variables that have no column.
  private func derive(_ rows: [Int], of batch: RowBatch, in records: inout RecordBatch) {
    guard let derived else { return }
    for (record, row) in rows.enumerated() {
      derived.derive(record, in: &records, seal: context.seal) { variable in
        guard let column = readers[variable].column else { return .blank }
        switch readers[variable].reader.read(batch.value(row: row, column: column), within: nil) {
        case .value(let value), .interpreted(let value, _), .decided(let value, _): return value
        case .unreadable, .unplaced: return .missing(.unreadable)
        }
      }
    }
  }

  /// Reads variable by variable, every container before what it contains.
  ///
  /// - Returns: What is to be said of cells, record by record in the order of reading.
  private mutating func readColumns(
    _ rows: [Int], of batch: RowBatch, into records: inout RecordBatch
  ) -> [Finding] {
    var found: [(order: Int, finding: Finding)] = []
    for (order, variable) in readingOrder.enumerated() {
      let container = readers[variable].container.map { readers[$0].places }
      let findings = readers[variable]
        .read(rows, of: batch, within: container, into: &records, at: variable, keep: keep)
      found += findings.map {
        (order, Finding(record: $0.record, variable: variable, reading: $0.reading))
      }
    }
    return found.sorted { ($0.finding.record, $0.order) < ($1.finding.record, $1.order) }
      .map(\.finding)
  }

  /// Says what is to be said of a record's cells, tests its rules and settles where it stands.
  ///
  /// Where the row as a whole is refused, nobody knows what its numbers belong to.
  private mutating func finish(
    _ record: Int, row: Int, _ findings: ArraySlice<Finding>,
    _ refusal: CellExplanations.Refusal?, of batch: RowBatch, in records: inout RecordBatch
  ) {
    let changesBefore = records.changes.count
    let quarantineBefore = records.quarantine.count
    if let refusal {
      records.quarantine.append(
        QuarantineEntry(
          origin: records.origins[record], column: nil, variable: nil, value: .blank,
          code: refusal.code, message: refusal.message, remedy: refusal.remedy))
    }
    for finding in findings {
      explain(
        finding.reading, finding.variable, record: record, row: row, of: batch, in: &records)
    }
    if refusal == nil { totals.add(record, of: records) } else { totals.addUnknown() }
    if records.quarantine.count == quarantineBefore {
      rules.apply(to: record, of: &records)
    }
    if records.quarantine.count > quarantineBefore {
      records.statuses[record] = .quarantined
    } else if records.changes.count > changesBefore {
      records.statuses[record] = .corrected
    }
  }

  /// The variables with every container before what it contains.
  private static func readingOrder(_ containers: [Int?]) -> [Int] {
    func depth(of variable: Int) -> Int {
      var depth = 0
      var next = containers[variable]
      while let container = next, depth < containers.count {
        depth += 1
        next = containers[container]
      }
      return depth
    }
    return containers.indices.sorted { (depth(of: $0), $0) < (depth(of: $1), $1) }
  }

  /// Puts what a cell says into the change log or the quarantine.
  private mutating func explain(
    _ reading: ValueReader.Reading, _ variable: Int, record: Int, row: Int, of batch: RowBatch,
    in records: inout RecordBatch
  ) {
    let definition = schema.variables[variable]
    let column = readers[variable].column
    let cell = column.map { batch.value(row: row, column: $0) } ?? .blank
    let explanation = explanations.explanation(of: cell, reading, variable)
    let isShown = explanation.sensitivity == .open
    if !isShown, definition.sensitivity == .open, keep == .all {
      // What has strayed out of its column is not kept as it stands either.
      records.raw[variable]
        .replace(at: record, with: cell.sealed(by: context.seal), texts: &records.texts)
    }
    func change(to value: Value, _ rule: Diagnostic.Code) {
      records.changes.append(
        CellChange(
          origin: records.origins[record], column: column, variable: definition.name,
          old: isShown ? cell : cell.sealed(by: context.seal),
          new: isShown ? value : value.sealed(by: context.seal), rule: rule))
    }
    if let refusal = explanation.refusal {
      records.quarantine.append(
        QuarantineEntry(
          origin: records.origins[record], column: column, variable: definition.name,
          value: isShown && refusal.code != .cellTooLong ? cell : .blank, code: refusal.code,
          message: refusal.message,
          remedy: refusal.remedy))
      return
    }
    switch reading {
    case .interpreted(let value, let rule): change(to: value, rule)
    case .decided(let value, let line):
      change(to: value, .placeDecided)
      records.decisions.insert(line)
    case .unreadable(let code, _): change(to: .missing(.unreadable), code)
    case .value, .unplaced: break
    }
  }
}
