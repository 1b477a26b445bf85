internal import SurveyModel

extension StoreLayout {
  /// The values that a variable may have, in the order in which tables have them.
  ///
  /// Codes stand in the order of the definition, and the texts of a formula as it gives them, bands from the
  /// lowest, also where other variables pass them on. Waves stand in the order of time.
  ///
  /// - Parameters:
  ///   - name: The variable, behind the name of another record where it is of that.
  ///   - record: The record whose expressions call it so.
  /// - Returns: The values; none where others may occur, or where that is their own order.
  func categories(of name: String, seenFrom record: Record) -> [Category] {
    guard !Waves.isWave(name) else { return [] }
    let path = RecordRelations.path(name)
    let owner = path.flatMap { RecordRelations.waves.contains($0.record) ? nil : $0.record }
    guard let owner = owner.map(self.record) ?? record,
      let variable = owner.variable(path?.variable ?? name)
    else { return [] }
    guard variable.kind == .text else { return variable.orderedCategories }
    guard let formula = variable.derivation, variable.headers.isEmpty, variable.column == nil else {
      return []
    }
    let texts = formula.givenTexts { name in
      let known = categories(of: name, seenFrom: owner).map(\.code)
      return known.isEmpty ? nil : known
    }
    var seen: Set<String> = []
    return (texts ?? []).filter { seen.insert($0).inserted }.map { Category($0) }
  }
}
