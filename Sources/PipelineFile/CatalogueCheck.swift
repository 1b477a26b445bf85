internal import SurveyModel

/// Reads one line of a catalogue's checks.
enum CatalogueCheck {
  /// What a check that does not hold is.
  enum Severity: String, CaseIterable {
    /// A contradiction.
    case error
    /// Worth a look.
    case warn
  }

  static func read(
    _ node: CatalogueNode, indicators: Set<String>
  ) throws(RunFailure)
    -> IndicatorCatalogue.Check
  {
    let fields = try node.fields(of: .check)
    func id(_ key: String) throws(RunFailure) -> String {
      guard let field = fields[key] else { throw node.missing(key) }
      return try field.choice(of: indicators)
    }
    let relation: IndicatorCatalogue.Check.Relation
    if let sum = fields["sum"] {
      var parts: [String] = []
      for part in try sum.elements() { parts.append(try part.choice(of: indicators)) }
      relation = .sum(parts: parts, total: try id("total"))
    } else if fields["part"] != nil {
      relation = .part(try id("part"), of: try id("of"))
    } else if let equal = fields["equal"] {
      let both = try equal.elements()
      guard both.count == 2 else { throw equal.invalid("two indicators") }
      relation = .equal(
        try both[0].choice(of: indicators), try both[1].choice(of: indicators))
    } else if fields["ratio"] != nil {
      relation = .ratio(
        try id("ratio"), per: try id("per"), least: try fields["least"]?.number(),
        most: try fields["most"]?.number())
    } else if fields["rate"] != nil {
      relation = .rate(
        try id("rate"), numerator: try id("numerator"), denominator: try id("denominator"))
    } else if fields["target"] != nil {
      relation = .target(try id("reached_by"), reaches: try id("target"))
    } else {
      throw node.missing("sum")
    }
    let severity: Severity = try fields["severity"]?.choice() ?? .error
    return IndicatorCatalogue.Check(
      relation: relation, isHard: severity == .error,
      label: try fields["label"].map(CatalogueFile.label) ?? Label())
  }
}
