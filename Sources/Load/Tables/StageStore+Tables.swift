internal import Relational
package import SurveyModel

extension StageStore {
  /// Computes a table and keeps its published cells as `table_<name>`, its rows in the order of
  /// publication.
  ///
  /// Where cells are withheld, the figures as they are stand in a temporary table until the store is
  /// closed, for the checks of this run.
  ///
  /// - Returns: What is worth knowing of its cells: how many are withheld, which cannot be estimated,
  ///   which levels do not add up; and which records have no place.
  /// - Throws: `RunFailure` when the engine refuses.
  @discardableResult
  package func tabulate(_ table: CompiledTable) throws(RunFailure) -> Tabulation {
    var levels = LevelSums(table)
    var findings = CellFindings(table, file: pipeline.path)
    var published = try TableWriter(table, isPublished: true, on: engine)
    func publish(_ row: TableRow, _ cells: [PublishedCell]) throws(RunFailure) {
      findings.add(row.keys, cells)
      try published.append(row.keys, cells)
    }
    let others = FiguresOfOthers(table)
    if table.definition.isWithholding || others != nil {
      var rows: [TableRow] = []
      try self.rows(of: table, &levels) { row throws(RunFailure) in rows.append(row) }
      var cells = rows.map { $0.cells(of: table.measures) }
      if table.definition.isWithholding {
        let withheld = WithheldCells(
          table.disclosure, zip(rows, cells).map { WithheldCells.Row($0, $1, of: table) })
        findings.withheld = withheld.counts
        others?.compute(rows, &cells)
        var writer = try TableWriter(table, isPublished: false, on: engine)
        for (row, cells) in zip(rows, cells) { try writer.append(row.keys, cells) }
        try writer.flush()
        cells = rows.indices.map(withheld.cells)
      }
      others?.compute(rows, &cells)
      for (row, cells) in zip(rows, cells) { try publish(row, cells) }
    } else {
      try rows(of: table, &levels) { row throws(RunFailure) in
        try publish(row, row.cells(of: table.measures))
      }
    }
    try published.flush()
    var log = findings.log
    log.append(levels.breaches(file: pipeline.path))
    if let panel = table.panel {
      log.record(try panel.finding(in: table.definition, file: pipeline.path, from: engine))
    }
    return Tabulation(log: log, absences: levels.absences)
  }

  /// Gives the rows, and holds each against what its level must add up to.
  private func rows(
    of table: CompiledTable, _ levels: inout LevelSums,
    _ body: (TableRow) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    var sums = levels
    try table.rows(
      from: engine,
      before: { selection throws(RunFailure) in try sums.expect(selection, from: engine) },
      { row throws(RunFailure) in
        sums.add(row)
        try body(row)
      })
    levels = sums
  }
}
