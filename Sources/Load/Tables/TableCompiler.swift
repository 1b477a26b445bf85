package import Relational
package import SurveyModel

/// Turns the definition of a table into plans.
///
/// The table has a row for each place of the widest level and for each place of its levels that is
/// valid at the date, whether or not a record names it, and above them the grand total where they do
/// not add up to it. A figure over records that are known only to a wider level than the row's is
/// missing there. Over several waves it has the rows of each, side by side on the places of one day.
package struct TableCompiler {
  private let pipeline: PipelineDefinition
  private let layout: StoreLayout
  private let engine: EngineCapabilities
  private let typing: PlanTyping

  /// Makes a compiler for the tables of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - engine: What the engine can do that will run the plans.
  /// - Throws: `RunFailure` when the pipeline's records have names that the store needs.
  package init(
    _ pipeline: PipelineDefinition, for engine: EngineCapabilities
  ) throws(RunFailure) {
    self.pipeline = pipeline
    self.engine = engine
    layout = try StoreLayout(pipeline)
    do {
      typing = try layout.typing(for: pipeline)
    } catch {
      throw RunFailure(error, in: "the views of the store", of: pipeline)
    }
  }

  /// Compiles a table.
  ///
  /// - Throws: `RunFailure` (`pipeline.expression`) when a formula names what is not there or mixes
  ///   types; or one of exit status `failed` when the plans made of it do.
  package func compile(_ table: TableDefinition) throws(RunFailure) -> CompiledTable {
    try compile(table, over: TableFrame.all(of: table, pipeline, on: .day(table.base)))
  }

  /// Compiles a table over the records of some frames, one for each wave that it counts.
  func compile(
    _ table: TableDefinition, over frames: [TableFrame]
  ) throws(RunFailure) -> CompiledTable {
    let compiled = try traced(table, over: frames).compiled
    try check(compiled)
    return compiled
  }

  /// Compiles a table whose figures are traced back to the records behind them.
  ///
  /// - Throws: `RunFailure` (`pipeline.expression`) when a formula names what is not there or mixes types.
  func trace(_ table: TableDefinition) throws(RunFailure) -> TracedTable {
    try traced(table, over: TableFrame.all(of: table, pipeline, on: .day(table.base)))
  }

  private func traced(
    _ table: TableDefinition, over frames: [TableFrame]
  ) throws(RunFailure) -> TracedTable {
    do throws(ExpressionTypeError) {
      var waves: [WavePlans] = []
      for frame in frames { waves.append(try WavePlans(table, layout, frame)) }
      return TracedTable(compiled: try compiled(table, waves), waves: waves)
    } catch {
      throw RunFailure(
        Diagnostic(
          .pipelineExpression, at: SourceLocation(file: pipeline.path),
          "table \(table.name): \(error)",
          remedy: "correct the table's definition"), exit: .definition)
    }
  }

  /// Holds the plans of a table against the layout of the store.
  ///
  /// - Throws: `RunFailure` when one names what the store has not, or means nothing.
  func check(_ table: CompiledTable) throws(RunFailure) {
    do {
      for plans in table.plans {
        var typing = typing
        for plan in plans { _ = try typing.columns(of: plan) }
      }
    } catch {
      throw RunFailure(error, in: "table \(table.definition.name)", of: pipeline)
    }
  }

  /// Holds what gives derived variables their values against the layout of the store.
  ///
  /// - Throws: `RunFailure` when a plan names what the store has not, or means nothing.
  func check(_ replacements: [Replacement]) throws(RunFailure) {
    for replacement in replacements {
      do {
        var typing = typing
        _ = try typing.columns(of: replacement.plan)
      } catch {
        throw RunFailure(
          error, in: "derive of \(replacement.columns.joined(separator: ", "))", of: pipeline)
      }
    }
  }

  private func compiled(
    _ table: TableDefinition, _ waves: [WavePlans]
  ) throws(ExpressionTypeError) -> CompiledTable {
    let scope = waves[0].scope
    let columns = try columns(of: table, scope)
    let keys = columns.filter { $0.role != .measure }
    let levels = pipeline.levels.rows(of: table)
    return CompiledTable(
      definition: table, levels: levels, columns: columns,
      selections: WavePlans.selections(
        waves, keys: keys, order: CompiledTable.order(of: columns, levels), for: engine),
      measures: scope.measures, attributes: scope.attributes, disclosure: waves[0].disclosure,
      waves: waves.enumerated()
        .map { $0.element.checks(ofWave: waves.count > 1 ? $0.offset : nil) },
      panel: Panel(of: table, scope.record, over: waves[0].frame.wavesOfRecord))
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
      let variable = scope.variable(name, of: scope.record)
      guard
        let type = variable.map({ ExpressionType($0.kind) }) ?? pipeline.attributes[name]?.type
      else {
        throw ExpressionTypeError("unknown dimension “\(name)” of record \(table.record)")
      }
      columns.append(
        CompiledTable.Column(
          name, .dimension, label: variable?.label ?? Label(), type: type,
          categories: layout.categories(of: name, seenFrom: scope.record),
          isCoded: variable?.kind == .code && !Waves.isWave(name)))
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
