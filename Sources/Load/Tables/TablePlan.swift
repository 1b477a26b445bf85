internal import Relational
internal import SurveyModel

/// The plans that give aggregates of a table's rows.
///
/// They are made of steps: the places that have rows, for each record its parts by place, the parts put
/// together for each row. Before the aggregates each row has the columns that name it and the attributes
/// of its place that formulas name, and as the last column the code of the row that holds it among the table's.
struct TablePlan {
  let table: TableDefinition
  let parts: [MeasureScope.Part]
  let map: PlaceMap?
  let places: TablePlaces
  /// The levels that have rows, from the widest.
  let levels: [PlaceLevel]
  /// The aggregates over the records of each place, one step for each part.
  private(set) var partSteps: [Plan] = []
  /// The same over the other waves of the table.
  var otherSteps: [Plan] = []
  private let frame: TableFrame
  private let panel: Panel?
  private let total: String?
  private let attributes: [PlaceAttribute]
  private let figures: [Scalar]
  private let keys: [CompiledTable.Column]

  /// Describes plans.
  ///
  /// - Parameters:
  ///   - table: The definition.
  ///   - frame: Its places and days.
  ///   - parts: The records with the aggregates that are taken over each; the table's own first.
  ///   - figures: What stands in each row, behind the columns that name it.
  ///   - keys: The columns that name a row.
  ///   - attributes: The names by which formulas know attributes of the rows' places.
  init(
    _ table: TableDefinition, _ frame: TableFrame, _ parts: [MeasureScope.Part],
    figures: [Scalar] = [], keys: [CompiledTable.Column] = [], attributes: [String] = []
  ) {
    self.table = table
    self.frame = frame
    self.parts = parts
    self.figures = figures
    self.keys = keys
    self.attributes = attributes.compactMap { frame.attributes[$0] }
    map = frame.map
    panel = Panel(of: table, parts[0].record, over: frame.wavesOfRecord)
    total = frame.total
    levels = frame.levels.rows(of: table)
    places = TablePlaces(
      known: frame.levels, levels: levels, date: frame.date,
      attributes: self.attributes.map(\.name))
    partSteps = parts.indices.map(partStep)
  }

  /// The steps that its plans and those that check it share, which are worth keeping in between.
  var sharedSteps: [Plan] {
    let asks = parts.contains(where: \.asksForAttributes)
    return [places.placeOf, places.rowPlace] + (asks ? [recordAttributes] : [])
      + [panel?.members].compactMap(\.self) + partSteps
  }

  /// The attributes of the places in which records count, on the records' day.
  private var recordAttributes: Plan {
    let narrowest = max(levels.max() ?? frame.levels.widest, frame.levels.narrowestFormal)
    return frame.attributes(on: [frame.asOf], downTo: narrowest)
  }

  /// The name by which figures know the aggregates of a part.
  static func groupName(_ part: Int) -> String { "group_\(part)" }
  /// The name by which figures know what is computed over the values of a part's slot.
  static func holisticName(_ part: Int, _ slot: Int) -> String { "holistic_\(part)_\(slot)" }

  /// Whether nothing of the table is known of any place: it has the row of the grand total alone.
  var isWithoutPlaces: Bool {
    total != nil && table.levels.isEmpty && parts.allSatisfy { $0.place.level == nil }
  }

  // MARK: The records of each place

  /// Engines may group by sorting, so that it matters how long a comparison takes: what is the same for
  /// every record is no key, and of the dimensions the last, which mostly has more values than those
  /// that it lies in, is compared first.
  private func partStep(_ index: Int) -> Plan {
    let part = parts[index]
    let aggregates = part.slots.enumerated().flatMap { $0.element.parts($0.offset) }
    let place = Derived("place", part.place.code)
    let keys = part.dimensions.reversed().map(\.value)
    let columns = part.dimensions + aggregates
    var plan: Plan
    if part.place.isSame, part.isAlone, panel == nil, !columns.isEmpty {
      let having: Scalar? = keys.isEmpty ? .binary(.count(nil), .greater, .number(0)) : nil
      let groups = Plan.group(
        .named(.scan(part.record.cleanView), "v").filtered([part.filter].compactMap(\.self)),
        by: keys, columns, having: having)
      plan = .named(groups, "s")
      if total == nil { plan = plan.crossed(with: .named(places.whole, "whole")) }
      plan = .derive(plan, [place] + columns.map { Derived($0.name, .column("s", $0.name)) })
    } else {
      plan = .group(rows(of: part), by: [place.value] + keys, [place] + columns)
    }
    // Of another record beside each, all must be at hand for every piece.
    return .step(
      "part_\(index)",
      part.related.isEmpty && panel == nil
        ? .inPieces(plan, of: part.record.cleanView, by: "origin") : plan)
  }

  /// The records of a part that count, known as `v`, beside what their values and places are asked of.
  private func rows(of part: MeasureScope.Part) -> Plan {
    var rows = rows(.scan(part.record.cleanView), of: part)
    if let panel { rows = panel.restricting(rows, known: "v") }
    return rows.filtered([part.filter].compactMap(\.self))
  }

  /// Records of a part, known as `v`, whether or not they count, beside what their values and places are
  /// asked of.
  func rows(_ records: Plan, of part: MeasureScope.Part) -> Plan {
    var rows = Plan.named(records, "v")
    if total == nil { rows = rows.crossed(with: .named(places.whole, "whole")) }
    if let parent = part.place.parent {
      rows = rows.joined(.left, parent.rows, on: parent.condition)
    }
    for level in part.mappedLevels.sorted() {
      rows = map?.joined(to: rows, part.place.code, at: level) ?? rows
    }
    if part.asksForAttributes {
      rows = TableFrame.rows(rows, with: recordAttributes, of: part.place.code)
    }
    for other in part.related { rows = other.joined(to: rows, known: "v") }
    return rows
  }

  /// Rows of ``rows(_:of:)`` beside what tells whether they are in every wave, and whether they are; the
  /// rows as they are and nil for a table that counts all.
  func besidePanel(_ rows: Plan) -> (rows: Plan, isMember: Scalar?) {
    guard let panel else { return (rows, nil) }
    return (panel.beside(rows, known: "v"), panel.isMember)
  }

  /// The places of the records of a part, missing for none, with their numbers.
  func count(by part: MeasureScope.Part) -> Plan {
    let place = Derived("place", part.place.code)
    return .group(
      rows(of: part), by: part.place.isSame && total != nil ? [] : [place.value],
      [place, Derived("records", .count(nil))])
  }

  // MARK: The rows

  /// The rows with their aggregates, in the order of publication.
  var rows: Plan { .derive(.order(placesWithAggregates, order), columns) }

  /// The same in any order.
  var unorderedRows: Plan { .derive(placesWithAggregates, columns) }

  private var placesWithAggregates: Plan {
    var rows = Plan.named(tableRow, "r")
    if total != nil {
      rows = rows.joined(.left, .named(totalStep, "whole_total"), on: .boolean(true))
    }
    if !table.dimensions.isEmpty { rows = rows.crossed(with: .named(combinations, "d")) }
    for level in frame.levels.around(rowsOf: table) {
      let name = "of_\(level.name)"
      rows = rows.joined(
        .left, .named(places.placeOf, name),
        on: .binary(.column(name, "code"), .equal, .column("r", level.name)))
    }
    for (index, part) in parts.enumerated() {
      let aggregates = byLevel(part, from: partSteps[index], wholes(of: part))
      rows = joined(rows, .step(Self.groupName(index), aggregates), as: Self.groupName(index))
      for (number, slot) in part.slots.enumerated() where slot.isHolistic {
        let name = Self.holisticName(index, number)
        rows = joined(rows, .step(name, holistic(of: part, index, slot, number)), as: name)
      }
    }
    return rows
  }

  private var columns: [Derived] {
    let names =
      ["level", "code", "name"].map { Scalar.column("r", $0) }
      + frame.levels.around(rowsOf: table).map { .column("of_\($0.name)", "name") }
      + table.dimensions.map { .column("d", $0) }
    return zip(keys.map(\.name), names).map(Derived.init)
      + attributes.map { Derived($0.name, .column("r", $0.name)) }
      + figures.enumerated().map { Derived(MeasureScope.Slot.name($0.offset), $0.element) }
      + [Derived("parent", parent)]
  }

  private var order: [Ordering] {
    ["rank", "code"].map { Ordering(.column("r", $0), mayBeMissing: false) }
      + keys.flatMap { $0.order(of: "d") }
  }

  private var totalStep: Plan {
    isWithoutPlaces ? TablePlaces.total : places.total(of: partSteps + otherSteps)
  }

  /// The rows: the grand total, where there is one, and the places.
  private var tableRow: Plan {
    guard let total else { return places.rowPlace }
    let sum = places.row(of: totalStep, named: total)
    return .step("table_row", isWithoutPlaces ? sum : .union([sum, places.rowPlace]))
  }

  /// Every combination of dimension values that records of any kind have in any place and wave.
  ///
  /// Where only the wave splits it there is that one, whether or not a record is of it.
  var combinations: Plan {
    guard let wave = frame.wave, table.dimensions.contains(Waves.variable) else {
      return .step(
        "combination", .distinct(.union(partSteps.map { $0.keeping(table.dimensions) })))
    }
    let day = Scalar.text(wave.description)
    if table.dimensions == [Waves.variable] {
      return .step("combination", .values(table.dimensions, [[day]]))
    }
    let columns = table.dimensions.map { name in
      Derived(name, name == Waves.variable ? day : .column(nil, name))
    }
    return .step(
      "combination", .distinct(.union((partSteps + otherSteps).map { .derive($0, columns) })))
  }

  /// The code of the narrowest place that holds a row's own and has rows too, or of the grand total.
  private var parent: Scalar {
    let sum: [Scalar] = total == nil ? [] : [.column("whole_total", "code")]
    return levels.reduce(Scalar.null) { other, level in
      let wider = levels.filter { $0 < level }.reversed()
        .map { Scalar.column("r", $0.name) }
      return .either(
        when: .binary(.column("r", "level"), .equal, .text(level.name)),
        then: .call(.coalesce, wider + sum + [.null, .null]), otherwise: other)
    }
  }

  /// Rows `r` beside what a plan has of their places and combinations `d`.
  func joined(_ rows: Plan, _ plan: Plan, as name: String) -> Plan {
    let conditions =
      [Scalar.binary(.column(name, "place"), .equal, .column("r", "code"))]
      + table.dimensions.map {
        .binary(.column(name, $0), .isNotDistinctFrom, .column("d", $0))
      }
    return rows.joined(.left, .named(plan, name), on: Scalar.all(conditions) ?? .boolean(true))
  }

  // MARK: The parts put together

  /// The aggregates of a part that are put together from those of each place.
  func wholes(of part: MeasureScope.Part) -> [Derived] {
    part.slots.enumerated()
      .compactMap { number, slot in
        slot.whole(number).map { Derived(AggregateSlot.partNames(number).value, $0) }
      }
  }

  /// Aggregates over the rows of a step: those of the grand total, and those of each level's places.
  ///
  /// A record that names no place has none at any level.
  private func byLevel(
    _ part: MeasureScope.Part, from step: Plan, _ aggregates: [Derived]
  ) -> Plan {
    var plans: [Plan] = []
    if total != nil {
      plans.append(
        sum(
          of: Plan.named(step, "p").crossed(with: .named(totalStep, "t")), as: GrandTotal.code,
          aggregates))
    }
    for level in isWithoutPlaces ? [] : levels where part.place.isKnown(at: level) {
      plans.append(
        map.map { byLevel(level, of: $0, from: step, aggregates) }
          ?? byLevel(level, from: step, aggregates))
    }
    return .union(plans)
  }

  /// Aggregates over all rows `p` of a plan, whatever their places, under a name of their own.
  func sum(of rows: Plan, as place: String, _ aggregates: [Derived]) -> Plan {
    let dimensions = table.dimensions.map { Derived($0, .column("p", $0)) }
    // Without a row there is none to be put together.
    return .group(
      rows, by: dimensions.map(\.value),
      [Derived("place", .text(place))] + dimensions + aggregates,
      having: dimensions.isEmpty ? .binary(.count(nil), .greater, .number(0)) : nil)
  }

  private func byLevel(
    _ level: PlaceLevel, from step: Plan, _ aggregates: [Derived]
  ) -> Plan {
    let place = Scalar.column("o", level.name)
    let rows = Plan.named(step, "p")
      .joined(
        .inner, .named(places.placeOf, "o"),
        on: .binary(.column("o", "code"), .equal, .column("p", "place"))
      )
      .filtered([.isPresent(place)])
    // There mostly is one place of the widest level, whose code is therefore compared last.
    return grouped(rows, by: place, isLast: level == frame.levels.widest, aggregates)
  }

  private func byLevel(
    _ level: PlaceLevel, of map: PlaceMap, from step: Plan, _ aggregates: [Derived]
  ) -> Plan {
    let rows = Plan.named(step, "p")
      .joined(.inner, map.named("m"), on: map.isPlace(.column("p", "place"), at: level, in: "m"))
    return grouped(
      rows, by: .column("m", "target"), isLast: false,
      aggregates.map { Derived($0.name, PlaceMap.certain($0.value)) })
  }

  private func grouped(
    _ rows: Plan, by place: Scalar, isLast: Bool, _ aggregates: [Derived]
  ) -> Plan {
    let dimensions = table.dimensions.map { Derived($0, .column("p", $0)) }
    let keys = dimensions.reversed().map(\.value)
    return .group(
      rows, by: isLast ? keys + [place] : [place] + keys,
      [Derived("place", place)] + dimensions + aggregates)
  }

  private func holistic(
    of part: MeasureScope.Part, _ index: Int, _ slot: AggregateSlot, _ number: Int
  ) -> Plan {
    let argument = slot.argument ?? .null
    let name = AggregateSlot.partNames(number).value
    let condition = slot.met(slot.presence ?? Scalar.isPresent(argument))
    let given = Plan.derive(
      rows(of: part).filtered([condition].compactMap(\.self)),
      [Derived("place", part.place.code)] + part.dimensions + [Derived(name, argument)])
    let values = Plan.step(
      "values_\(index)_\(number)", slot.countsThings ? .distinct(given) : given)
    return byLevel(part, from: values, [Derived(name, slot.holistic(number))])
  }
}

extension PlaceLevels {
  /// The levels that have rows in a table, from the widest.
  func rows(of table: TableDefinition) -> [PlaceLevel] { rows(of: table.levels) }

  /// The levels whose names stand beside those of a table's rows.
  func around(rowsOf table: TableDefinition) -> [PlaceLevel] {
    wider(than: rows(of: table).max() ?? widest)
  }
}
