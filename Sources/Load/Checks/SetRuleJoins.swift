internal import Relational
internal import SurveyModel

/// The tables that a rule of a record needs beside the record's own, and what its names stand for in
/// the statement that tests it.
///
/// The record is `r`, the groups of its members are `m0`, `m1` and so on, one for each kind of member,
/// the records that it belongs to `b0`, `b1`, and its own earlier self is one of these; `place` has what
/// the gazetteer tells of the place in which it counts.
final class SetRuleJoins {
  private struct Members {
    let record: StoreLayout.Record
    let key: [String]
    var figures: [(expression: Expression, value: Scalar)] = []
  }

  private let record: StoreLayout.Record
  private let layout: StoreLayout
  private let relations: RecordRelations
  /// The names of the tables of earlier records, by record.
  private let earlier: [String: String]
  private var members: [Members] = []
  private var counterparts: [(name: String, table: String, key: [String])] = []
  private let frame: TableFrame
  /// The waves of the records; none where the pipeline has none.
  private let waves: [CalendarDate]
  private let pipeline: PipelineDefinition
  private var asksForAttributes = false

  init(
    of record: StoreLayout.Record, in layout: StoreLayout, _ pipeline: PipelineDefinition,
    earlier: [String: String]
  ) {
    frame = TableFrame(pipeline)
    waves = pipeline.waves
    self.pipeline = pipeline
    self.record = record
    self.layout = layout
    self.earlier = earlier
    relations = layout.relations
  }

  /// Compiles an expression over the record, its members and its counterparts.
  func compile(_ expression: Expression) throws(ExpressionTypeError) -> Scalar {
    var failure: ExpressionTypeError?
    let compiler = ScalarCompiler(
      scope: { name in
        do throws(ExpressionTypeError) {
          return try self.value(of: name)
        } catch {
          failure = error
          return nil
        }
      },
      aggregates: { (aggregate, part, condition) throws(ExpressionTypeError) in
        try self.figure(aggregate, part, condition)
      })
    do throws(ExpressionTypeError) {
      return try compiler.compile(expression)
    } catch {
      throw failure ?? error
    }
  }

  /// The record's clean rows with everything that was asked for.
  var source: Plan {
    var source = Plan.named(.scan(record.cleanView), "r")
    for (index, group) in members.enumerated() {
      let alias = "m\(index)"
      source = source.joined(
        .left, .named(Self.grouped(group), alias), on: .same(group.key, of: alias, and: "r"))
    }
    for (index, other) in counterparts.enumerated() {
      let alias = "b\(index)"
      source = source.joined(
        .left, .named(.scan(other.table), alias), on: .same(other.key, of: alias, and: "r"))
    }
    if asksForAttributes {
      let place = PlaceOfRecord(record, frame, narrowest: frame.levels.narrowestFormal, as: "r")
      let attributes = frame.attributes(
        on: waves.isEmpty ? [frame.asOf] : waves, downTo: frame.levels.narrowestFormal)
      source = TableFrame.rows(
        source, with: attributes, of: place.code,
        on: waves.isEmpty ? nil : .column("r", Waves.variable))
    }
    return source
  }

  private func value(of name: String) throws(ExpressionTypeError) -> Scalar {
    guard let path = RecordRelations.path(name) else {
      guard record.variable(name) != nil else {
        throw ExpressionTypeError("unknown variable “\(name)”")
      }
      return .column("r", name)
    }
    if let attribute = frame.attributes[name] {
      asksForAttributes = true
      return .column(TableFrame.attributesName, attribute.name)
    }
    guard let key = relations.counterpart(path.record, of: record.name) else {
      throw ExpressionTypeError("a \(record.name) does not carry the key of “\(path.record)”")
    }
    let isEarlier = path.record == RecordRelations.previous
    // Without an earlier run everything of it is missing, and nothing about it is tested.
    if isEarlier, earlier[record.name] == nil { return .null }
    let table = isEarlier ? earlier[record.name] ?? "" : "\(path.record)_clean"
    let index = counterparts.firstIndex { $0.name == path.record } ?? counterparts.count
    if index == counterparts.count { counterparts.append((path.record, table, key)) }
    return .column("b\(index)", path.variable)
  }

  private func figure(
    _ aggregate: Expression.Aggregate, _ part: Expression?, _ condition: Expression?
  ) throws(ExpressionTypeError) -> Scalar {
    let names = (part?.variables ?? []) + (condition?.variables ?? [])
    let others = Set(names.map { RecordRelations.path($0)?.record ?? $0 })
    guard let other = others.first, others.count == 1, let otherRecord = layout.record(other),
      let key = relations.members(other, of: record.name)
    else {
      throw ExpressionTypeError(
        "expected members of one kind that carry the key of \(record.name) in \(aggregate.name)"
      )
    }
    let index = members.firstIndex { $0.record.name == other } ?? members.count
    if index == members.count { members.append(Members(record: otherRecord, key: key)) }
    let expression = Expression.aggregate(aggregate, part, where: condition)
    let number =
      members[index].figures.firstIndex { $0.expression == expression }
      ?? members[index].figures.count
    if number == members[index].figures.count {
      let value = try MemberFigure(aggregate, part, condition, of: other).value
      members[index].figures.append((expression, value))
    }
    let alias = "m\(index)"
    let isUnknown = key.map { Scalar.isNull(.column("r", $0)) } + isOfWave(without: other)
    return .either(
      when: isUnknown.dropFirst().reduce(isUnknown[0]) { .binary($0, .or, $1) }, then: .null,
      otherwise: .either(
        when: .isNull(.column(alias, key[0])), then: aggregate.valueOfNone ?? .null,
        otherwise: .column(alias, "f\(number)")))
  }

  /// Whether a record is of a wave for which no source gives records of another kind, so that nobody knows
  /// of its members; nothing where there is none.
  private func isOfWave(without other: String) -> [Scalar] {
    let unknown = waves.filter { !pipeline.has(other, of: $0) }
    guard !unknown.isEmpty else { return [] }
    return [.among(.column("r", Waves.variable), unknown.map { .text($0.description) })]
  }

  /// One row a key, over the members that are not told to be copies of others.
  private static func grouped(_ group: Members) -> Plan {
    let code = Diagnostic.Code.recordDuplicate.rawValue
    let copies = Plan.distinct(
      .derive(
        .filter(.scan("quarantine"), .binary(.column(nil, "code"), .equal, .text(code))),
        [Derived("origin", .column(nil, "origin"))]))
    let origins = Scalar.same(["origin"], of: "d", and: "c")
    let members = Plan.named(.scan(group.record.name), "c")
      .joined(.left, .named(copies, "d"), on: origins)
      .filtered([.isNull(.column("d", "origin"))])
    let key = group.key.map { Derived($0, .column("c", $0)) }
    let figures = group.figures.enumerated().map { Derived("f\($0.offset)", $0.element.value) }
    return .group(members, by: key.map(\.value), key + figures)
  }
}

extension StoreLayout {
  /// How the records are found from one another.
  var relations: RecordRelations {
    RecordRelations(
      variables: Dictionary(
        records.map { ($0.name, $0.variables) }, uniquingKeysWith: { first, _ in first }),
      keys: Dictionary(records.map { ($0.name, $0.key) }, uniquingKeysWith: { first, _ in first }))
  }
}
