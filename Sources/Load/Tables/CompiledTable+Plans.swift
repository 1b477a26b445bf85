internal import Relational

extension CompiledTable {
  /// All plans of the table: those that give its rows and those that check them.
  ///
  /// - Returns: Lists of plans that stand together, so that no two steps of a list have one name.
  var plans: [[Plan]] {
    selections.map { $0.steps + [$0.rows] + [$0.levelFigures].compactMap(\.self) }
      + [panel.map { [$0.counts] }].compactMap(\.self)
      + waves.map { $0.reaches.map(\.plan) + [$0.absences] + $0.counts.map(\.plan) }
  }
}
