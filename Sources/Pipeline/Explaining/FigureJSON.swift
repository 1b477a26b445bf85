import Load
import SurveyModel

/// An explained figure as one JSON object.
struct FigureJSON {
  private let figure: ExplainedFigure
  private var trace: FigureTrace { figure.trace }

  init(_ figure: ExplainedFigure) { self.figure = figure }

  /// The object.
  var json: JSONText {
    .object([
      .init("pipeline", .text(figure.run.pipeline.name)), .init("run", .text(figure.run.place.id)),
      .init("table", .text(trace.table.name)), .init("table_label", Self.json(trace.table.label)),
      .init("row", .object(trace.row.map { .init($0.column, .text($0.value)) })),
      .init("column", .text(trace.measure.name)), .init("label", Self.json(trace.measure.label)),
      .init("unit", .text(trace.measure.unit)),
      .init("decimals", trace.measure.decimals.map { .count($0) } ?? .null),
      .init("status", .text(trace.published.status.rawValue)),
      .init("value", Self.json(trace.published)),
      .init("published", .text(trace.published.published(decimals: trace.measure.decimals))),
      .init("as_of", .text(trace.asOf.description)), .init("base", .text(trace.base.description)),
      .init("wave", .text(trace.wave?.description)),
      .init("is_reproduced", trace.computed == nil ? .null : .boolean(trace.isReproduced)),
      .init("formula", .list(trace.steps.map(Self.json))),
      .init("numerator", .text(trace.quotient?.numerator)),
      .init("denominator", .text(trace.quotient?.denominator)),
      .init("other_figures", .list(trace.others.map(Self.json))),
      .init(
        "place_attributes",
        .list(
          trace.attributes.map {
            .object([
              .init("name", .text($0.name)), .init("place", .text($0.place)),
              .init("value", .text($0.value)),
            ])
          })),
      .init("records_withheld", .boolean(trace.isWithholding)),
      .init("aggregates", .list(trace.aggregates.map(json))),
      .init("statements", .list(trace.statements.map(Self.json))),
    ])
  }

  /// A cell: its value, or why it has none; null for no cell.
  static func cell(_ cell: PublishedCell?) -> JSONText {
    guard let cell else { return .null }
    return .object([.init("status", .text(cell.status.rawValue)), .init("value", json(cell))])
  }

  /// A figure that differs, with both of its cells.
  static func members(of figure: RunDifference.Figure) -> [JSONText.Member] {
    [
      .init("table", .text(figure.table)),
      .init("row", .object(figure.row.map { .init($0.column ?? "", .text($0.value)) })),
      .init("level", .text(figure.level)), .init("name", .text(figure.name)),
      .init("column", .text(figure.measure)), .init("old", cell(figure.old)),
      .init("new", cell(figure.new)),
    ]
  }

  static func json(_ label: Label) -> JSONText {
    .object([.init("zh", .text(label.zh)), .init("en", .text(label.en))])
  }

  private static func json(_ cell: PublishedCell) -> JSONText {
    switch cell.value {
    case .number(let number)?: .number(number)
    case .boolean(let flag)?: .boolean(flag)
    case nil: .null
    default: .text(cell.published(decimals: nil))
    }
  }

  private static func json(_ step: FigureTrace.Step) -> JSONText {
    .object([
      .init("measure", .text(step.measure)), .init("label", json(step.label)),
      .init("unit", .text(step.unit)), .init("formula", .text(step.formula)),
      .init("values", .text(step.values)), .init("status", .text(step.cell.status.rawValue)),
      .init("value", json(step.cell)),
    ])
  }

  private static func json(_ other: FigureTrace.OtherFigure) -> JSONText {
    .object([
      .init("name", .text(other.name)), .init("column", .text(other.measure)),
      .init("row", .object(other.row.map { .init($0.column ?? "", .text($0.value)) })),
      .init("status", .text(other.cell.status.rawValue)), .init("value", json(other.cell)),
    ])
  }

  private static func json(_ statement: FigureTrace.Statement) -> JSONText {
    .object([
      .init("file", .text(statement.path)), .init("start", .count(statement.start)),
      .init("end", .count(statement.end)), .init("text", .text(statement.text)),
      .init("stated", statement.stated.map { .number($0) } ?? .null),
      .init("verdict", .text(statement.verdict)),
    ])
  }

  private func json(_ aggregate: AggregateTrace) -> JSONText {
    let obstacle: String? =
      switch aggregate.obstacle {
      case .unknownRecords?: "unknown_records"
      case .tooNarrow?: "too_narrow"
      case .openPlaces?: "open_places"
      case nil: nil
      }
    return .object([
      .init("expression", .text(aggregate.expression)), .init("record", .text(aggregate.record)),
      .init("filter", .text(aggregate.filter)), .init("condition", .text(aggregate.condition)),
      .init("status", .text(aggregate.value.status.rawValue)),
      .init("value", Self.json(aggregate.value)), .init("obstacle", .text(obstacle)),
      .init("counted", .count(aggregate.counted)),
      .init(
        "left_out",
        .list(
          aggregate.leftOut.map { left in
            .object([
              .init("reason", .text(left.outcome.name)), .init("records", .count(left.records)),
              .init("codes", .object(left.codes.map { .init($0.code, .count($0.records)) })),
            ])
          })),
      .init("by_file", .list(aggregate.byFile.map { Self.json($0, named: "file") })),
      .init("by_place", .list(aggregate.byPlace.map { Self.json($0, named: "place") })),
      .init(
        "rules",
        .list(
          aggregate.rules.map {
            .object([
              .init("code", .text($0.code.rawValue)),
              .init("condition", .text($0.condition.description)),
              .init("label", Self.json($0.label)),
            ])
          })),
      .init("digest", .text("sha256:\(figure.digest(of: aggregate))")),
      .init("offset", .count(figure.page.offset)),
      .init("records", .list(aggregate.records.map { json($0, in: aggregate) })),
    ])
  }

  private static func json(_ share: AggregateTrace.Share, named name: String) -> JSONText {
    var members: [JSONText.Member] = [.init(name, .text(share.name))]
    if let title = share.title { members.append(.init("name", .text(title))) }
    members.append(.init("records", .count(share.records)))
    if let sum = share.sum { members.append(.init("sum", .number(sum))) }
    return .object(members)
  }

  private func json(_ record: RecordTrace, in aggregate: AggregateTrace) -> JSONText {
    Self.json(record, contribution: figure.contribution(of: record, to: aggregate))
  }

  /// A record with its cells.
  static func json(_ record: RecordTrace, contribution: String?) -> JSONText {
    var (file, sheet) = (record.location.file, "")
    if case .row(let name, _) = record.location.place { sheet = name }
    if case .cell(let name, _) = record.location.place { sheet = name }
    file = record.location.file
    return .object([
      .init("file", .text(file)), .init("sheet", .text(sheet)),
      .init("row", .count(Int(record.origin.row) + 1)),
      .init("outcome", .text(record.outcome.name)), .init("contribution", .text(contribution)),
      .init("cells", .list(record.values.map(json))),
      .init(
        "quarantine",
        .list(
          record.quarantine.map {
            .object([
              .init("code", .text($0.code)), .init("message", .text($0.message)),
              .init("remedy", .text($0.remedy)),
            ])
          })),
    ])
  }

  private static func json(_ value: RecordTrace.Value) -> JSONText {
    .object([
      .init("variable", .text(value.variable)), .init("label", json(value.label)),
      .init("uses", .list(value.uses.map { .text($0.rawValue) })),
      .init("cell", .text(value.cell?.description)),
      .init("elsewhere", .text(value.elsewhere?.description)),
      .init("read", .text(value.read)), .init("value", .text(value.value)),
      .init("withheld", .boolean(value.isSensitive)), .init("formula", .text(value.formula)),
      .init(
        "changes",
        .list(
          value.changes.map {
            .object([
              .init("rule", .text($0.rule)), .init("old", .text($0.old)),
              .init("new", .text($0.new)),
            ])
          })),
    ])
  }
}
