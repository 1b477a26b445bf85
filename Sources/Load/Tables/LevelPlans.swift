internal import Relational
internal import SurveyModel

/// The records of one kind that a table counts, by place.
struct PlaceCount: Hashable, Sendable {
  /// The record.
  let record: String
  /// The narrowest level that the records can name, or nil where they can name none.
  let narrowest: PlaceLevel?
  /// The plan that gives each place, missing for none, with its number of records.
  let plan: Plan
}

extension TablePlan {
  /// What the levels of a table are held against, by a condition that shares nothing with the joins
  /// that make the rows but the aggregates of each place.
  ///
  /// - Parameter figures: The aggregates that add up, as rows `r` have them.
  /// - Returns: The plan that gives a row for the whole, whose level is an empty text, and one for
  ///   what has no place at each level: level, dimensions, figures; nil without figures.
  func levelFigures(_ figures: [Scalar]) -> Plan? {
    guard !figures.isEmpty else { return nil }
    let codes = [""] + levels.map(\.name)
    let rows = codes.map { [Scalar.text($0), .text(GrandTotal.level)] }
    var plan = Plan.named(.values(["code", "level"], rows), "r")
    if !table.dimensions.isEmpty { plan = plan.crossed(with: .named(combinations, "d")) }
    for (index, part) in parts.enumerated() {
      let step = partSteps[index]
      let sums =
        [sum(of: .named(step, "p"), as: "", wholes(of: part))]
        + levels.map { sum(of: absent(from: $0, step), as: $0.name, wholes(of: part)) }
      plan = joined(plan, .step("sums_\(index)", .union(sums)), as: Self.groupName(index))
    }
    let columns =
      [Derived("code", .column("r", "code"))]
      + table.dimensions.map { Derived($0, .column("d", $0)) }
      + figures.enumerated().map { Derived(MeasureScope.Slot.name($0.offset), $0.element) }
    return .derive(plan, columns)
  }

  /// The plan that gives the places of records without one at a level; see
  /// ``CompiledTable/absences``.
  var absences: Plan {
    let plans = parts.enumerated()
      .flatMap { index, part in
        levels.filter { $0 == places.known.widest || part.place.isKnown(at: $0) }
          .map { level in
            Plan.distinct(
              .derive(
                absent(from: level, partSteps[index]),
                [
                  Derived("part", .number(Double(index))),
                  Derived("level", .text(level.name)),
                  Derived("place", .column("p", "place")),
                ]))
          }
      }
    return .union(plans)
  }

  /// The records of each part by place.
  var counts: [PlaceCount] {
    parts.map { part in
      PlaceCount(record: part.record.name, narrowest: part.place.level, plan: count(by: part))
    }
  }

  /// The plans that tell where records lie on the map, one for each record that is measured.
  var reaches: [CompiledTable.Reach] {
    guard let map else { return [] }
    return parts.map { part in
      let counted = Plan.named(count(by: part), "c")
        .joined(.left, map.named("m"), on: map.isPlace(.column("c", "place"), in: "m"))
      let columns =
        ["place", "records"].map { Derived($0, .column("c", $0)) }
        + ["level", "target", "candidates"].map { Derived($0, .column("m", $0)) }
      let order = [columns[0], columns[2], columns[3]].map { Ordering($0.value) }
      return CompiledTable.Reach(
        record: part.record.name, plan: .derive(.order(counted, order), columns))
    }
  }

  /// The rows `p` of a step whose records have no place at a level.
  private func absent(from level: PlaceLevel, _ step: Plan) -> Plan {
    let rows = Plan.named(step, "p")
    if let map {
      return
        rows.joined(
          .left, map.named("m"), on: map.isPlace(.column("p", "place"), at: level, in: "m")
        )
        .filtered([.isNull(.column("m", "place"))])
    }
    let name = level.name
    let isOf = Scalar.all([
      .binary(.column("x", "level"), .equal, .text(name)),
      .binary(.column("x", "code"), .equal, .column("o", name)),
    ])
    let held = Plan.derive(
      Plan.named(places.placeOf, "o")
        .joined(.inner, .named(places.rowPlace, "x"), on: isOf ?? .boolean(true)),
      [Derived("code", .column("o", "code"))])
    return
      rows.joined(
        .left, .named(.distinct(held), "q"),
        on: .binary(.column("q", "code"), .equal, .column("p", "place"))
      )
      .filtered([.isNull(.column("q", "code"))])
  }
}
