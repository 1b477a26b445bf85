import ChineseText
import PropertyTesting
package import SurveyModel
import Transform

/// A worksheet written down as rows of texts and numbers, and what the transform makes of it.
struct SheetFixture {
  static let conventions = Conventions(
    totals: ["合计", "总计"], subtotals: ["小计"], notes: ["注", "填表人", "单位"], unitNotes: ["单位"],
    units: ["yuan": ["元"], "person": ["人", "口"]],
    multipliers: ["万": 10_000, "千": 1000], approximations: ["约", "左右"],
    missing: ["不详": .unknown, "-": .blank], suffixes: ["village": ["村民委员会", "行政村", "村委会", "村"]],
    columnMarks: ["栏次", "序号"], summaries: ["其中", "平均", "Average"])

  static let schema = RecordSchema(
    record: "household",
    variables: [
      VariableDefinition(name: "household_id", kind: .identifier, headers: ["户编号"]),
      VariableDefinition(
        name: "village", kind: .place(.village, within: nil), headers: ["行政村", "所在村"]),
      VariableDefinition(
        name: "head_id", kind: .residentID, headers: ["身份证号"], sensitivity: .sensitive,
        isRequired: false, quarantinesUnreadable: false),
      VariableDefinition(
        name: "members", kind: .integer, headers: ["人口数", "家庭人口"], unit: "person"),
      VariableDefinition(
        name: "insured", kind: .integer, headers: ["参保情况/人数", "参保人数"], unit: "person"),
      VariableDefinition(
        name: "water", kind: .code, headers: ["饮水来源"],
        codes: ["tap": "tap", "自来水": "tap", "自备井": "own_well"], isRequired: false),
      VariableDefinition(
        name: "loan", kind: .number, headers: ["贷款余额"], unit: "yuan", isRequired: false),
      VariableDefinition(
        name: "visited", kind: .date, headers: ["调查日期"], isRequired: false,
        quarantinesUnreadable: false),
    ])

  static let places = [
    Place(code: "140430", name: "沁县", level: .county, parent: nil),
    Place(code: "140430101", name: "甲镇", level: .township, parent: "140430"),
    Place(code: "140430101201", name: "石板上村", level: .village, parent: "140430101"),
    Place(code: "140430101202", name: "上石板村", level: .village, parent: "140430101"),
    Place(
      code: "140430101203", name: "王泉村", level: .village, parent: "140430101",
      validTo: CalendarDate(year: 2021, month: 3, day: 1)),
    Place(code: "140430101204", name: "走马岭村", level: .village, parent: "140430101"),
  ]

  /// The rows of a sheet; nil is a blank cell, and a row without cells is left out by the reader.
  let rows: [[Value?]]
  var merged: [CellRange] = []
  var rules: [RuleDefinition] = []
  var header = SourceDefinition.Header.automatic
  var region = TableRegion.worksheet
  /// What cells show beside their values, by reference: `%`, a text with zeros before it, or words.
  var shown: [String: String] = [:]
  var conventions = Self.conventions
  /// The variables that are carried down.
  var filledDown: [String] = []
  /// How the rows are parted into fields, where they are those of delimited text.
  var delimited: DelimitedForm?
  /// The rows, by their number, that may hold others.
  var doubtfulRows: Set<Int> = []

  static func gazetteer() -> Gazetteer {
    Gazetteer(
      places: places,
      changes: [
        PlaceChange(
          date: day(18_687), kind: .merge,
          from: "140430101203", to: "140430101204")
      ], asOf: date, name: "gazetteer.csv")
  }

  static let date = day(18_931)

  private static func day(_ days: Int) -> CalendarDate {
    guard let date = CalendarDate(daysSince1970: days) else { preconditionFailure("no such day") }
    return date
  }

  static func context(
    rules: [RuleDefinition] = [], decisions: [PlaceDecision] = [],
    conventions: Conventions = conventions
  ) throws -> TransformContext {
    let folder = try TextFolder()
    let definition = PipelineDefinition(
      name: "test", title: Label(), path: "test.yml", root: "/", asOf: date, levels: .ofCounty,
      reference: nil,
      catalogue: nil, conventions: conventions, sources: [], records: [], rules: rules, tables: [],
      reconciliations: [], gates: PipelineDefinition.Gates(), publications: [], keep: .all)
    let resolver = PlaceResolver(
      gazetteer: gazetteer(), decisions: decisions, conventions: conventions, folder: folder)
    return TransformContext(
      definition: definition, folder: folder, resolver: resolver, seal: { "sealed\($0.count)" })
  }

  /// Transforms the rows in batches of a size; hears when the merged ranges are asked for.
  func transformed(
    batchRows: Int = 100, as schema: RecordSchema = schema, asked: () -> Void = {}
  ) throws -> (records: [RecordBatch], outcome: WorksheetOutcome) {
    let source = SourceDefinition(
      name: "households", files: [], content: .records(schema), header: header,
      region: region, filledDown: filledDown)
    var transform = WorksheetTransform(
      file: SourceFile(
        number: 0, rank: 0, path: "a.xlsx", sources: ["households"], size: 0, sha256: ""),
      worksheet: WorksheetInfo(index: 0, name: "住户", delimited: delimited), source: source,
      schema: schema,
      context: try Self.context(rules: rules, conventions: conventions), keep: .all)
    func ranges() -> [CellRange] {
      asked()
      return merged
    }
    var records: [RecordBatch] = []
    for start in stride(from: 0, to: rows.count, by: batchRows) {
      let batch = self.batch(start..<min(start + batchRows, rows.count))
      records.append(try transform.records(of: batch, merged: ranges))
    }
    records += try transform.remainder(merged: ranges)
    // Rows that wait for the rest of a header give nothing yet.
    records.removeAll { $0.count == 0 && $0.otherRows.isEmpty }
    return (records, try transform.outcome())
  }

  private func batch(_ range: Range<Int>) -> RowBatch {
    var batch = RowBatch()
    for row in range where !rows[row].isEmpty {
      batch.beginRow(row)
      if delimited != nil {
        let filled = rows[row].lastIndex { $0 != nil }.map { $0 + 1 } ?? 0
        batch.delimited.append(
          DelimitedRow(
            fields: rows[row].count, filled: filled, mayHoldRows: doubtfulRows.contains(row)))
      }
      for (column, value) in rows[row].enumerated() {
        guard let value else { continue }
        var single = ValueColumn()
        single.append(value, texts: &batch.texts)
        batch.set(column: column, single.kinds[0], single.payloads[0])
        let reference = CellReference(row: row, column: column)
        guard let text = shown["\(reference)"] else { continue }
        let form: ShownCell.Form =
          text == "%"
          ? .percent
          : text.hasPrefix("0")
            ? .padded(text: batch.texts.append(text)) : .worded(text: batch.texts.append(text))
        batch.shown.append(ShownCell(row: batch.count - 1, column: column, form: form))
      }
    }
    batch.finish()
    return batch
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(floatLiteral value: Double) { self = .number(value) }
}
