package import SurveyModel

/// Turns the definition of a table into one statement.
///
/// The table has a row for the county and for each place of its levels that is valid at the date,
/// whether or not a record names it. A figure over records that are known only to a wider level than
/// the row's is missing there.
package struct TableCompiler {
  private let layout: StoreLayout
  private let date: CalendarDate
  private let path: String

  /// Makes a compiler for the tables of a pipeline.
  ///
  /// - Throws: `RunFailure` when the pipeline's records have names that the store needs.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    layout = try StoreLayout(pipeline)
    date = pipeline.asOf
    path = pipeline.path
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
          .pipelineExpression, at: SourceLocation(file: path),
          "table \(table.name): \(error)",
          remedy: "correct the table's definition"), exit: .definition)
    }
  }

  private func compiled(
    _ table: TableDefinition
  ) throws(ExpressionTypeError) -> CompiledTable {
    var scope = try MeasureScope(table, layout, map: map(of: table))
    for measure in table.measures { try scope.add(measure) }
    let counted = table.minimumCount > 0 ? try scope.recordCount() : nil
    let columns = try self.columns(of: table, scope, isCounted: counted != nil)
    var figures = scope.measures.map { $0.value }
    if let counted { figures.append(counted) }
    let statement = TableStatement(
      table, scope, date: table.base ?? date, map: map(of: table), figures: figures,
      columns: columns)
    return CompiledTable(
      definition: table, columns: columns, query: statement.sql,
      firstSteps: statement.firstSteps, secondHalf: statement.secondHalf, reaches: statement.reaches
    )
  }

  /// The map that a table is made on, or nil where it is that of the data.
  func map(of table: TableDefinition) -> PlaceMap? {
    guard let base = table.base, base != date else { return nil }
    return PlaceMap(base: base)
  }

  private func columns(
    of table: TableDefinition, _ scope: MeasureScope, isCounted: Bool
  ) throws(ExpressionTypeError) -> [CompiledTable.Column] {
    var columns = [
      CompiledTable.Column("level", .level, label: Label(zh: "层级", en: "Level")),
      CompiledTable.Column("code", .code, label: Label(zh: "代码", en: "Code")),
      CompiledTable.Column("name", .name, label: Label(zh: "名称", en: "Name")),
    ]
    for level in TableStatement.parents(of: table) {
      columns.append(CompiledTable.Column(level.rawValue, .name, label: level.label))
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
    if isCounted {
      columns.append(CompiledTable.Column(CompiledTable.recordsColumn, .records, type: .number))
    }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw ExpressionTypeError("two columns are called “\(column.name)”")
    }
    return columns
  }
}

extension PlaceLevel {
  /// The level's title.
  var label: Label {
    switch self {
    case .county: Label(zh: "县", en: "County")
    case .township: Label(zh: "乡镇", en: "Township")
    case .village: Label(zh: "行政村", en: "Administrative village")
    case .naturalVillage: Label(zh: "自然村", en: "Natural village")
    }
  }
}
