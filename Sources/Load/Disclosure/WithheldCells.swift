internal import SurveyModel

/// Decides which cells of a table are withheld.
///
/// First those that rest on too few records, or whose complement does. Then, until nothing changes,
/// those that would give one of them by subtraction: along a row by the formulas and the codes that
/// split the same records, along a column from the places that lie in one place and that place's own
/// figure. It is no proof against who knows more than the table, or solves all of it at once.
struct WithheldCells {
  /// A row of a table.
  struct Row {
    /// The code of its place, and that of the place around it, with the row's dimensions.
    let place: String
    let parent: String?
    /// The figures as they are.
    let cells: [PublishedCell]
    /// The aggregates behind them.
    let slots: [Double?]
  }

  /// The places in one place, and its own row.
  private struct Family {
    var children: [Int] = []
    var parent: Int?
  }

  /// How many cells were withheld for what they rest on, and how many to guard those.
  private(set) var counts = (first: 0, second: 0)
  /// For each row and measure whether it is withheld.
  private(set) var flags: [[Bool]]

  private let plan: DisclosurePlan
  private let rows: [Row]
  private let bound: Double
  private var slotFlags: [Set<Int>]
  private var families: [Family] = []
  /// For each row and measure the records that the figure rests on; nil where none are known.
  private var weights: [[Double?]] = []

  /// Decides over all rows of a table.
  init(_ plan: DisclosurePlan, _ rows: [Row]) {
    self.plan = plan
    self.rows = rows
    bound = plan.measures.map(\.minimum).max() ?? 0
    flags = rows.map { _ in plan.measures.map { _ in false } }
    slotFlags = rows.map { _ in [] }
    for row in rows.indices { testFigures(of: row) }
    families = Self.families(rows)
    for family in families { testRemainder(of: family) }
    var changed = Set(rows.indices.filter { flags[$0].contains(true) })
    guard !changed.isEmpty else { return }
    weights = rows.indices.map { Self.weights(plan, rows[$0]) }
    while !changed.isEmpty {
      for row in changed.sorted() { guardRow(row) }
      changed = []
      for family in families.indices { guardColumns(of: family, &changed) }
    }
    let all = flags.reduce(0) { $0 + $1.count { $0 } }
    counts.second = all - counts.first
  }

  private static func families(_ rows: [Row]) -> [Family] {
    var numbers: [String: Int] = [:]
    var families: [Family] = []
    for (index, row) in rows.enumerated() {
      guard let parent = row.parent else { continue }
      let number = numbers[parent] ?? families.count
      if number == families.count {
        families.append(Family())
        numbers[parent] = number
      }
      families[number].children.append(index)
    }
    for (index, row) in rows.enumerated() {
      if let number = numbers[row.place] { families[number].parent = index }
    }
    // What lies in no row of the table has no total to be subtracted from.
    return families.filter { $0.parent != nil }
  }

  // MARK: What a figure rests on

  private mutating func testFigures(of row: Int) {
    for (number, measure) in plan.measures.enumerated() where measure.minimum > 0 {
      for slot in measure.slots where isTooSmall(slot, measure.minimum, row) {
        flags[row][number] = true
        slotFlags[row].insert(slot)
      }
      if let complement = measure.complement, isFew(count(complement, row), measure.minimum) {
        flags[row][number] = true
      }
    }
    counts.first += flags[row].count { $0 }
  }

  /// Withholds the figures of a place from which those of the places in it leave too few records: those
  /// that name none of them.
  private mutating func testRemainder(of family: Family) {
    guard let parent = family.parent else { return }
    for (number, measure) in plan.measures.enumerated()
    where measure.minimum > 0 && !flags[parent][number] {
      let isTooSmall = measure.slots.contains { slot in
        guard let evidence = plan.evidence[slot],
          let whole = count(evidence.contributors, parent)
        else { return false }
        let parts = family.children.compactMap { count(evidence.contributors, $0) }
        return parts.count == family.children.count
          && isFew(whole - parts.reduce(0, +), measure.minimum)
      }
      guard isTooSmall else { continue }
      flags[parent][number] = true
      slotFlags[parent].formUnion(measure.slots)
      counts.first += 1
    }
  }

  private func isTooSmall(_ slot: Int, _ minimum: Double, _ row: Int) -> Bool {
    guard let evidence = plan.evidence[slot] else { return false }
    let contributors = count(evidence.contributors, row)
    let tested = [
      count(evidence.records, row), contributors.map { $0 * evidence.side },
      evidence.known.flatMap { count($0, row) },
    ]
    if tested.contains(where: { isFew($0, minimum) }) { return true }
    if let universe = evidence.universe.flatMap({ count($0, row) }), let contributors,
      isFew(universe - contributors, minimum)
    {
      return true
    }
    guard let things = evidence.things.flatMap({ count($0, row) }) else { return false }
    if isFew(things, minimum) { return true }
    let all = evidence.allThings.flatMap { count($0, row) }
    return isFew(all.map { $0 - things }, minimum)
  }

  private func count(_ slot: Int, _ row: Int) -> Double? { rows[row].slots[slot] }

  private func isFew(_ count: Double?, _ minimum: Double) -> Bool {
    count.map { $0 > 0 && $0 < minimum } ?? false
  }

  /// The records that each figure of a row rests on, the fewest where it has several parts.
  private static func weights(_ plan: DisclosurePlan, _ row: Row) -> [Double?] {
    var weights: [Double?] = []
    for measure in plan.measures {
      let own = measure.slots.compactMap { slot in
        plan.evidence[slot].flatMap { row.slots[$0.contributors] }
      }
      let others = measure.measures.compactMap { weights[$0] }
      weights.append((own + others).filter { $0 > 0 }.min())
    }
    return weights
  }

  private func weight(_ number: Int, _ row: Int) -> Double? { weights[row][number] }

  /// The published cells of a row.
  func cells(ofRow row: Int) -> [PublishedCell] {
    zip(rows[row].cells, flags[row]).map { $1 ? .absent(.withheld) : $0 }
  }

  /// The one of several cells that rests on the fewest records; of those that rest on none, the first.
  private func lightest(_ cells: [(row: Int, measure: Int)]) -> (row: Int, measure: Int)? {
    cells.filter { plan.measures[$0.measure].isFlaggable && !flags[$0.row][$0.measure] }
      .min { left, right in
        (weight(left.measure, left.row) ?? .infinity)
          < (weight(right.measure, right.row) ?? .infinity)
      }
  }

  // MARK: Along a row

  /// Withholds what gives a withheld cell of the row away, and what rests on one.
  private mutating func guardRow(_ row: Int) {
    while spread(in: row) || guardParts(in: row) || guardPartitions(in: row) {}
  }

  /// Withholds the formulas over what is withheld.
  private mutating func spread(in row: Int) -> Bool {
    var hasChanged = false
    for (number, measure) in plan.measures.enumerated() {
      if flags[row][number] {
        if let slot = measure.alone {
          hasChanged = slotFlags[row].insert(slot).inserted || hasChanged
        }
        continue
      }
      let isOfSlot = measure.minimum > 0 && measure.slots.contains { slotFlags[row].contains($0) }
      guard isOfSlot || measure.measures.contains(where: { flags[row][$0] }) else { continue }
      flags[row][number] = true
      hasChanged = true
    }
    return hasChanged
  }

  /// Withholds a part of each withheld formula whose parts are all told.
  private mutating func guardParts(in row: Int) -> Bool {
    for (number, measure) in plan.measures.enumerated() where flags[row][number] {
      guard !measure.measures.contains(where: { flags[row][$0] }),
        !measure.slots.contains(where: { slotFlags[row].contains($0) })
      else { continue }
      var shown: [Int] = []
      for slot in measure.slots {
        guard
          let other = plan.measures.indices.first(where: {
            plan.measures[$0].alone == slot && !flags[row][$0]
          })
        else { break }
        shown.append(other)
      }
      guard shown.count == measure.slots.count else { continue }
      let parts = measure.measures + shown
      let above = parts.filter { measure.numerators.contains($0) }
      guard
        let part = lightest(above.map { (row, $0) }) ?? lightest(parts.map { (row, $0) })
      else { continue }
      flags[row][part.measure] = true
      return true
    }
    return false
  }

  /// Withholds a measure of each partition that gives a withheld one.
  private mutating func guardPartitions(in row: Int) -> Bool {
    for partition in plan.partitions {
      let withheld = partition.measures.indices.filter { flags[row][partition.measures[$0]] }
      guard !withheld.isEmpty else { continue }
      let told = partition.measures.indices
        .filter {
          !flags[row][partition.measures[$0]]
            && rows[row].cells[partition.measures[$0]].value != nil
        }
      // Where several codes are told, few records with another one or with none hide nothing; where it
      // is one code, they are its complement, which is tested for itself.
      let others = (count(partition.records, row) ?? 0) - (count(partition.coded, row) ?? 0)
      let areTold = partition.codes > 1 && others < bound
      let width = areTold ? partition.codes : partition.codes + 2
      let vectors = partition.vectors.map { Array($0.prefix(width)) }
      let sum = (0..<width).map { code in withheld.reduce(0) { $0 + vectors[$1][code] } }
      var givers: [Int] = []
      for index in withheld {
        givers += givers.isEmpty ? Self.givers(of: vectors[index], told, vectors) : []
      }
      if givers.isEmpty, isTight(withheld.map { (row, partition.measures[$0]) }) {
        givers = Self.givers(of: sum, told, vectors)
      }
      guard let giver = lightest(givers.map { (row, partition.measures[$0]) }) else { continue }
      flags[row][giver.measure] = true
      return true
    }
    return false
  }

  /// Those of several vectors that together give another one.
  private static func givers(
    of target: [Double], _ indices: [Int], _ vectors: [[Double]]
  ) -> [Int] {
    guard target.contains(where: { $0 != 0 }) else { return [] }
    let numbers = LinearSpan.coefficients(of: target, over: indices.map { vectors[$0] }) ?? []
    return zip(indices, numbers).filter { $0.1 != 0 }.map(\.0)
  }

  // MARK: Along a column

  /// Withholds a second place where the others and the place around them give the only one.
  private mutating func guardColumns(of family: Int, _ changed: inout Set<Int>) {
    let (children, parent) = (families[family].children, families[family].parent)
    for number in plan.measures.indices {
      while true {
        let withheld = children.filter { flags[$0][number] }
        // A total that is not known gives nothing away.
        guard let parent, rows[parent].cells[number].value != nil else { break }
        let isParentTold = !flags[parent][number]
        guard !withheld.isEmpty || !isParentTold else { break }
        let isOpen =
          isParentTold
          ? withheld.count > 1 && !isTight(withheld.map { ($0, number) }) : !withheld.isEmpty
        if isOpen { break }
        let others = children.filter {
          rows[$0].cells[number].value != nil && weight(number, $0) != nil
        }
        guard
          let cell = lightest(others.map { ($0, number) })
            ?? lightest([(parent, number)])
        else { break }
        flags[cell.row][number] = true
        changed.insert(cell.row)
      }
    }
  }

  /// Whether the sum of withheld cells gives each: it is too small to be told, or each can only be 1.
  private func isTight(_ cells: [(row: Int, measure: Int)]) -> Bool {
    let weights = cells.compactMap { weight($0.measure, $0.row) }
    return weights.reduce(0, +) < max(bound, Double(weights.count + 1))
  }
}

extension WithheldCells.Row {
  /// A row with its figures as they are; places are told apart by the values that split them.
  init(_ row: TableRow, _ cells: [PublishedCell], of table: CompiledTable) {
    let columns = table.keyColumns
    let split = zip(columns, row.keys).filter { $0.0.role == .dimension }
      .map { "\u{1F}" + ($0.1.map { "=\($0.published)" } ?? "") }.joined()
    let code = zip(columns, row.keys).first { $0.0.role == .code }?.1?.published ?? ""
    self.init(
      place: code + split, parent: row.parent.map { $0 + split }, cells: cells,
      slots: row.slots.map { $0?.double })
  }
}
