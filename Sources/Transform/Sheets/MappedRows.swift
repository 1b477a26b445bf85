import ChineseText
import SurveyModel

/// The data rows of a worksheet whose columns are mapped, read variable by variable.
struct MappedRows {
  let layout: Layout

  private let file: SourceFile
  private let worksheet: WorksheetInfo
  private let schema: RecordSchema
  private let context: TransformContext
  private let keepsRaw: Bool
  private let classifier: RowClassifier
  private let rules: RecordRules
  private var totals: TotalsCheck
  private var readers: [MemoizingReader]
  private let readingOrder: [Int]

  init(
    file: SourceFile, worksheet: WorksheetInfo, schema: RecordSchema, layout: Layout,
    context: TransformContext, keepsRaw: Bool
  ) {
    self.file = file
    self.worksheet = worksheet
    self.schema = schema
    self.layout = layout
    self.context = context
    self.keepsRaw = keepsRaw
    classifier = RowClassifier(layout: layout, schema: schema, context: context)
    rules = RecordRules(context.rules[schema.record] ?? [], schema: schema, layout: layout)
    totals = TotalsCheck(layout: layout, schema: schema)
    readers = schema.variables.enumerated()
      .map { index, variable in
        let column = layout.columns.first { $0.variable == index }
        let containerName: String? =
          if case .place(_, let within?) = variable.kind { within } else { nil }
        return MemoizingReader(
          ValueReader(variable: variable, scale: column?.scale ?? variable.scale, context: context),
          column: column?.column, container: containerName.flatMap(schema.index))
      }
    readingOrder = Self.readingOrder(readers.map(\.container))
  }

  /// Transforms the rows of a batch and counts each of them.
  mutating func transform(_ batch: RowBatch, into records: inout RecordBatch, tally: inout RowTally)
  {
    tally.read += batch.count
    for row in 0..<batch.count {
      let origin = Origin(
        file: file.index, worksheet: UInt32(worksheet.index), row: batch.rowNumbers[row])
      let number = Int(batch.rowNumbers[row])
      if number <= layout.headerRows.upperBound {
        let kind = kindAbove(row, number: number, in: batch)
        records.otherRows.append(OtherRow(origin, kind))
        tally.other[kind, default: 0] += 1
        continue
      }
      let kind = classifier.kind(of: row, in: batch)
      switch kind {
      case .data:
        record(row, origin: origin, of: batch, into: &records)
        switch records.statuses[records.count - 1] {
        case .clean: tally.clean += 1
        case .corrected: tally.corrected += 1
        case .quarantined: tally.quarantined += 1
        }
      case .total, .subtotal:
        if holdBack(row, kind, origin: origin, of: batch, into: &records) {
          tally.quarantined += 1
          tally.heldTotals += 1
        } else {
          records.otherRows.append(OtherRow(origin, .total))
          tally.other[.total, default: 0] += 1
        }
      case .other(let kind):
        records.otherRows.append(OtherRow(origin, kind))
        tally.other[kind, default: 0] += 1
      }
    }
  }

  private func kindAbove(_ row: Int, number: Int, in batch: RowBatch) -> OtherRow.Kind {
    if layout.headerRows.contains(number) { return .header }
    switch classifier.kind(of: row, in: batch) {
    case .other(.blank): return .blank
    case .other(.note): return .note
    default: return .title
    }
  }

  /// Checks a row of totals; one that the rows deny goes to quarantine, and gives true.
  private mutating func holdBack(
    _ row: Int, _ kind: RowClassifier.Kind, origin: Origin, of batch: RowBatch,
    into records: inout RecordBatch
  ) -> Bool {
    let plain = NumberText(approximations: context.approximations, units: [])
    let found = totals.disagreements(at: kind) { column in
      switch batch.value(row: row, column: column) {
      case .number(let number): number
      case .text(let text): plain.read(context.folder.folded(text))?.number
      default: nil
      }
    }
    for one in found {
      records.quarantine.append(
        QuarantineEntry(
          origin: origin, column: one.column, variable: one.variable, value: .number(one.stated),
          code: .sheetTotalDisagrees,
          message:
            "the totals row states \(one.stated.plain) for \(one.variable), the rows above sum to \(one.summed.plain)",
          remedy: "ask the office which is right; tables are made of the rows"))
    }
    return !found.isEmpty
  }

  private mutating func record(
    _ row: Int, origin: Origin, of batch: RowBatch, into records: inout RecordBatch
  ) {
    let index = records.count
    records.origins.append(origin)
    records.statuses.append(.clean)
    let changesBefore = records.changes.count
    let quarantineBefore = records.quarantine.count
    for variable in readingOrder {
      let container = readers[variable].container
        .flatMap { container -> String? in
          guard case .text(let code) = records.value(record: index, variable: container) else {
            return nil
          }
          return code
        }
      // Without the place around it a name cannot be judged; the row is held back as it is.
      let reading =
        isLost(readers[variable].container, of: index, in: records)
        ? .value(.missing(.unreadable)) : readers[variable].read(row, of: batch, within: container)
      if keepsRaw { appendRaw(row, variable, of: batch, into: &records) }
      append(reading, variable, row: row, origin: origin, of: batch, into: &records)
    }
    totals.add { records.value(record: index, variable: $0) }
    if records.quarantine.count == quarantineBefore {
      rules.apply(to: index, of: &records)
    }
    if records.quarantine.count > quarantineBefore {
      records.statuses[index] = .quarantined
    } else if records.changes.count > changesBefore {
      records.statuses[index] = .corrected
    }
  }

  /// Whether a place was looked for and not found.
  private func isLost(_ container: Int?, of index: Int, in records: RecordBatch) -> Bool {
    container.map { records.value(record: index, variable: $0) == .missing(.unreadable) } ?? false
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

  private func appendRaw(
    _ row: Int, _ variable: Int, of batch: RowBatch, into records: inout RecordBatch
  ) {
    guard let column = readers[variable].column, column < batch.columns.count else {
      records.raw[variable].append(.blank)
      return
    }
    let cells = batch.columns[column]
    if schema.variables[variable].sensitivity == .open || cells.kinds[row] == .blank {
      records.raw[variable].append(cells.kinds[row], cells.payloads[row])
    } else {
      let sealed = sealed(batch.value(row: row, column: column))
      records.raw[variable].append(sealed, texts: &records.texts)
    }
  }

  private func append(
    _ reading: ValueReader.Reading, _ variable: Int, row: Int, origin: Origin, of batch: RowBatch,
    into records: inout RecordBatch
  ) {
    let definition = schema.variables[variable]
    let column = readers[variable].column
    func cell() -> Value { column.map { batch.value(row: row, column: $0) } ?? .blank }
    func store(_ value: Value) {
      let value = definition.sensitivity == .sensitive ? sealed(value) : value
      records.values[variable].append(value, texts: &records.texts)
    }
    func change(to value: Value, _ rule: Diagnostic.Code) {
      records.changes.append(
        CellChange(
          origin: origin, column: column, variable: definition.name, old: shown(cell(), definition),
          new: value, rule: rule))
    }
    func quarantine(
      _ code: Diagnostic.Code, _ message: Diagnostic.Message, _ remedy: Diagnostic.Message?
    ) {
      let value = definition.sensitivity == .sensitive ? Value.blank : cell()
      records.quarantine.append(
        QuarantineEntry(
          origin: origin, column: column, variable: definition.name, value: value, code: code,
          message: message, remedy: remedy))
    }
    switch reading {
    case .value(let value):
      store(value)
      if value == .blank, definition.isRequired, column != nil {
        quarantine(
          .cellRequired, "expected a value for \(definition.name), found a blank cell",
          "fill the cell in, or say required: false")
      }
    case .interpreted(let value, let rule):
      store(value)
      change(to: value, rule)
    case .unreadable(let code, let expected):
      store(.missing(.unreadable))
      if definition.quarantinesUnreadable {
        quarantine(
          code,
          "expected \(expected) for \(definition.name), found \(cell().shown, definition.sensitivity)",
          "correct the cell, or list the text under missing or codes of \(definition.name)")
      } else {
        change(to: .missing(.unreadable), code)
      }
    case .unplaced(let code, let candidates):
      store(.missing(.unreadable))
      let names = candidates.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
      quarantine(
        code,
        "expected a place of the gazetteer for \(definition.name), found \(cell().shown, definition.sensitivity)",
        names.isEmpty
          ? "add the place to the gazetteer, or its meaning to the decisions file"
          : "add a line to the decisions file; it may be \(names)")
    }
  }

  private func sealed(_ value: Value) -> Value {
    value.isMissing ? value : .text(context.seal(value.shown))
  }

  private func shown(_ value: Value, _ definition: VariableDefinition) -> Value {
    definition.sensitivity == .sensitive ? sealed(value) : value
  }
}
