internal import Relational
internal import SurveyModel

/// Finds the commonest findings behind a gate.
struct GateReasons {
  /// How many kinds of findings are named.
  static let most = 3

  private let store: StageStore

  init(_ store: StageStore) {
    self.store = store
  }

  /// The commonest reasons for which rows are in quarantine, each with its first row.
  func ofQuarantine() throws(RunFailure) -> [GateResult.Reason] {
    let places = try RowPlaces(store)
    var found: [(code: String, rows: Int, first: Origin)] = []
    let origin = Scalar.column(nil, "origin")
    let query = Self.commonest(
      FileOrder.ranked(.scan("quarantine"), by: origin), count: .countDistinct(origin),
      example: .call(.min, [FileOrder.rankedKey(of: origin)]))
    try store.engine.rows(of: query) { row throws(RunFailure) in
      guard found.count < Self.most, let code = row[0]?.string, let rows = row[1]?.double,
        let first = row[2]?.key.flatMap(places.row(ofRanked:))
      else {
        return
      }
      found.append((code, Int(rows), first))
    }
    return found.map { reason in
      GateResult.Reason(
        code: reason.code, count: reason.rows,
        example: places.location(of: reason.first).description)
    }
  }

  /// How many findings there are.
  func count(of findings: FindingFilter) throws(RunFailure) -> Double {
    Double(try store.engine.count(of: findings.rows))
  }

  /// The commonest findings, each with one of its places.
  ///
  /// - Returns: The most frequent first; none where nothing was found.
  /// - Throws: `RunFailure` when the engine refuses.
  func ofFindings(_ findings: FindingFilter) throws(RunFailure) -> [GateResult.Reason] {
    let query = Self.commonest(
      findings.rows, count: .count(nil), example: .call(.min, [.column(nil, "location")]))
    var reasons: [GateResult.Reason] = []
    try store.engine.rows(of: query) { row throws(RunFailure) in
      guard reasons.count < Self.most, let code = row[0]?.string, let count = row[1]?.double,
        let example = row[2]?.string
      else { return }
      reasons.append(GateResult.Reason(code: code, count: Int(count), example: example))
    }
    return reasons
  }

  /// The codes of findings, the commonest first.
  private static func commonest(_ findings: Plan, count: Scalar, example: Scalar) -> Plan {
    let code = Scalar.column(nil, "code")
    let codes = Plan.group(
      findings, by: [code],
      [Derived("code", code), Derived("count", count), Derived("example", example)])
    let order = [
      Ordering(.column(nil, "count"), isDescending: true, mayBeMissing: false),
      Ordering(code, mayBeMissing: false),
    ]
    return .order(codes, order)
  }
}
