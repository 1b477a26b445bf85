internal import Relational
package import SurveyModel

/// Turns the definition of a table into plans.
///
/// The table has a row for each place of the widest level and for each place of its levels that is
/// valid at the date, whether or not a record names it, and above them the grand total where they do not add up to it.
/// A figure over records that are known only to a wider level than the row's is missing there.
package struct TableCompiler {
  private let pipeline: PipelineDefinition
  private let layout: StoreLayout

  /// Makes a compiler for the tables of a pipeline.
  ///
  /// - Throws: `RunFailure` when the pipeline's records have names that the store needs.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    self.pipeline = pipeline
    layout = try StoreLayout(pipeline)
  }

  /// Compiles a table.
  ///
  /// - Throws: `RunFailure` (`pipeline.expression`) when a formula names what is not there or mixes
  ///   types.
  package func compile(_ table: TableDefinition) throws(RunFailure) -> CompiledTable {
    do {
      return try compiled(table)
    } catch {
      throw RunFailure(
        Diagnostic(
          .pipelineExpression, at: SourceLocation(file: pipeline.path),
          "table \(table.name): \(error)",
          remedy: "correct the table's definition"), exit: .definition)
    }
  }

  private func compiled(
    _ table: TableDefinition
  ) throws(ExpressionTypeError) -> CompiledTable {
    let frame = TableFrame(pipeline, on: table.base)
    var scope = try MeasureScope(table, layout, frame)
    for measure in table.measures { try scope.add(measure) }
    let disclosure = try DisclosurePlan(&scope)
    let columns = try self.columns(of: table, scope)
    let keys = columns.filter { $0.role != .measure }.map(\.name)
    let selections = Self.packed(scope)
      .map { packed in
        let plan = TablePlan(
          table, frame, packed.parts, figures: packed.figures, keys: keys,
          attributes: scope.attributes)
        return CompiledTable.Selection(
          rows: plan.rows, steps: plan.partSteps, slots: packed.slots,
          levelSlots: packed.additive.map { packed.slots[$0] },
          levelFigures: plan.levelFigures(packed.additive.map { packed.figures[$0] }))
      }
    let whole = TablePlan(table, frame, scope.parts)
    return CompiledTable(
      definition: table, levels: whole.levels, columns: columns, selections: selections,
      measures: scope.measures, attributes: scope.attributes, disclosure: disclosure,
      reaches: whole.reaches, absences: whole.absences, counts: whole.counts)
  }

  /// Aggregates that one plan gives.
  private struct PackedSlots {
    var parts: [MeasureScope.Part] = []
    var figures: [Scalar] = []
    var slots: [Int] = []
    var distinctCounts = 0
    /// The places among them of those that add up from level to level.
    var additive: [Int] = []
  }

  /// The most aggregates of a plan, and the most of them that need a join of their own: SQLite
  /// joins 64 tables and gives 2,000 columns.
  private static let (mostSlots, mostDistinctCounts) = (400, 30)

  /// The aggregates over as many plans as they need, at least one.
  ///
  /// Every plan has all records, whose combinations of dimensions are the rows and whose want of
  /// a place asks for that of the grand total.
  private static func packed(_ scope: MeasureScope) -> [PackedSlots] {
    var packed: [PackedSlots] = [PackedSlots(parts: scope.parts)]
    for (number, slot) in scope.slots.enumerated() {
      let isDistinct = slot.aggregate == .countDistinct
      var last = packed.count - 1
      if packed[last].slots.count == mostSlots
        || isDistinct && packed[last].distinctCounts == mostDistinctCounts
      {
        packed.append(PackedSlots(parts: scope.parts))
        last += 1
      }
      if slot.aggregate == .count || slot.aggregate == .sum {
        packed[last].additive.append(packed[last].slots.count)
      }
      packed[last].parts[slot.part].slots.append(slot.value)
      packed[last].figures
        .append(
          figure(
            slot.value, packed[last].parts[slot.part].slots.count - 1, ofPart: slot.part,
            missingAt: scope.tooNarrow(forPart: slot.part)))
      packed[last].slots.append(number)
      if isDistinct { packed[last].distinctCounts += 1 }
    }
    return packed
  }

  /// The value of a slot in the rows, where the row's place is `r`.
  private static func figure(
    _ slot: AggregateSlot, _ number: Int, ofPart part: Int, missingAt levels: [PlaceLevel]
  ) -> Scalar {
    let source =
      slot.aggregate == .countDistinct
      ? TablePlan.distinctName(part, number) : TablePlan.groupName(part)
    var value = Scalar.column(source, AggregateSlot.partNames(number).value)
    if slot.isZeroWithoutRecords {
      value = .either(
        when: .isNull(.column(source, "place")), then: .number(0), otherwise: value)
    }
    guard !levels.isEmpty else { return value }
    return .either(
      when: .among(.column("r", "level"), levels.map { .text($0.name) }), then: .null,
      otherwise: value)
  }

  private func columns(
    of table: TableDefinition, _ scope: MeasureScope
  ) throws(ExpressionTypeError) -> [CompiledTable.Column] {
    var columns = [
      CompiledTable.Column("level", .level, label: Label(zh: "层级", en: "Level")),
      CompiledTable.Column("code", .code, label: Label(zh: "代码", en: "Code")),
      CompiledTable.Column("name", .name, label: Label(zh: "名称", en: "Name")),
    ]
    for level in pipeline.levels.around(rowsOf: table) {
      columns.append(
        CompiledTable.Column(level.name, .name, label: pipeline.levels.label(of: level)))
    }
    for name in table.dimensions {
      guard let variable = scope.record.variable(name) else {
        throw ExpressionTypeError("unknown dimension “\(name)” of record \(table.record)")
      }
      columns.append(
        CompiledTable.Column(
          name, .dimension, label: variable.label, type: ExpressionType(variable.kind)))
    }
    for (measure, type) in zip(table.measures, scope.measures.map(\.type)) {
      columns.append(
        CompiledTable.Column(
          measure.name, .measure, label: measure.label, type: type, unit: measure.unit,
          decimals: measure.decimals))
    }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw ExpressionTypeError("two columns are called “\(column.name)”")
    }
    return columns
  }
}
