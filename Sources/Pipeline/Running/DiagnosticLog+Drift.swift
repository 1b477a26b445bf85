import SurveyModel

extension DiagnosticLog {
  /// What differs between the layouts of a run and those that were accepted before.
  ///
  /// A worksheet that was not read before has nothing to drift from.
  init(drifts layouts: [WorksheetLayout], from accepted: [WorksheetLayout]) {
    self.init()
    for layout in layouts {
      guard let earlier = accepted.first(where: layout.isSamePlace),
        let drift = layout.drift(from: earlier)
      else { continue }
      record(drift)
    }
  }
}
