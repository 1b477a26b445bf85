import ChineseText
package import SurveyModel

/// Finds the header of a worksheet and maps its columns to the variables of a source.
package struct LayoutDetector {
  private let source: SourceDefinition
  private let schema: RecordSchema
  private let context: TransformContext
  private let synonyms: [[String]]
  /// The variables that each header text may stand for.
  private let variables: [String: [Int]]

  /// Prepares the synonyms of a source's variables.
  package init(source: SourceDefinition, schema: RecordSchema, context: TransformContext) {
    self.source = source
    self.schema = schema
    self.context = context
    synonyms = schema.variables.map { variable in
      variable.headers.map { header in
        header.split(separator: "/").map { context.folder.folded(String($0)) }
          .joined(separator: "/")
      }
    }
    var variables: [String: [Int]] = [:]
    for (variable, texts) in synonyms.enumerated() {
      for text in Set(texts) { variables[text, default: []].append(variable) }
    }
    self.variables = variables
  }

  /// Finds the layout of a worksheet.
  ///
  /// - Parameters:
  ///   - batch: The first rows of the worksheet.
  ///   - location: The worksheet.
  ///   - merged: Its merged ranges; asked for only when the header has several rows.
  /// - Returns: The rows of the header and the columns of the variables.
  /// - Throws: `RunFailure` when there is no header, when it lacks the column of a required
  ///   variable, or when two columns answer to one.
  package func layout(
    of batch: RowBatch, at location: SourceLocation, merged: () throws -> [CellRange]
  ) throws -> Layout {
    let grid = HeaderGrid(batch)
    var best: Candidate?
    var ranges: [CellRange]?
    for index in grid.rows.indices {
      for count in counts(at: index, of: grid) {
        if count > 1, ranges == nil {
          // Often the merged ranges are told only behind a worksheet's rows: to ask is to read it twice.
          let rows = grid.rows[index..<min(index + count, grid.rows.count)]
          if let best, !mayBetter(best, rows.flatMap(\.texts.values)) { continue }
          ranges = grid.near(try merged())
        }
        let depth = depth(of: count, at: index, in: batch)
        let stacks = grid.stacks(from: index, count: depth, merged: count > 1 ? ranges ?? [] : [])
        let candidate = candidate(stacks, grid: grid, index: index, count: count)
        if candidate.isBetter(than: best) { best = candidate }
      }
    }
    guard let best, best.mapped.count >= min(2, schema.variables.filter(\.isRequired).count)
    else { throw noHeader(at: location) }
    return try layout(of: best, at: location, grid: grid)
  }

  private func counts(at index: Int, of grid: HeaderGrid) -> [Int] {
    switch source.header {
    case .automatic: return grid.isStacked(at: index) ? [1, 2, 3] : [1]
    case .rows(let first, let count):
      return grid.rows[index].number == first - 1 ? [count] : []
    }
  }

  /// How many rows of a header have its texts: where the pipeline counts the marks of the columns
  /// among them, they say nothing.
  private func depth(of count: Int, at index: Int, in batch: RowBatch) -> Int {
    let last = index + count - 1
    guard source.header != .automatic, count > 1, last < batch.count,
      ColumnMarks(last, of: batch, context: context) != nil
    else { return count }
    return count - 1
  }

  /// One way to read the first rows.
  private struct Candidate {
    var rows: ClosedRange<Int>
    var headers: [Int: [HeaderText]]
    var texts: [Int: String]
    /// The columns that answer to each variable, the best matches only.
    var mapped: [Int: [Int]]
    /// The variables to which one column answers with its whole header.
    var exact: Set<Int> = []
    var exactness: Int

    func isBetter(than other: Candidate?) -> Bool {
      guard let other else { return !mapped.isEmpty }
      let own = (mapped.values.filter { $0.count == 1 }.count, exactness, -rows.count)
      return own
        > (other.mapped.values.filter { $0.count == 1 }.count, other.exactness, -other.rows.count)
    }
  }

  /// Whether a stacked header of these texts may be better than one row that was found.
  ///
  /// It is only if it maps a variable that the row does not map, or not by its whole header; then some
  /// of its levels are pieces of what that variable answers to.
  private func mayBetter(_ best: Candidate, _ texts: [String]) -> Bool {
    let open = synonyms.indices.filter { !best.exact.contains($0) }.flatMap { synonyms[$0] }
    guard !open.isEmpty else { return false }
    let wholes = (open + open.map { $0.filter { $0 != "/" } }).map { Array($0.utf8) }
    let longest = wholes.map(\.count).max() ?? 0
    return texts.contains { text in
      let name = Array(HeaderText(text, context).name.utf8)
      guard !name.isEmpty, name.count <= longest else { return false }
      return wholes.contains { $0.firstRange(of: name) != nil }
    }
  }

  private func candidate(
    _ stacks: [Int: [String]], grid: HeaderGrid, index: Int, count: Int
  ) -> Candidate {
    let headers = stacks.mapValues { stack in
      stack.map { HeaderText($0, context) }
    }
    let last = min(index + count, grid.rows.count) - 1
    var candidate = Candidate(
      rows: grid.rows[index].number...grid.rows[last].number, headers: headers,
      texts: stacks.mapValues { $0.map(\.trimmed).joined(separator: "/") }, mapped: [:],
      exactness: 0)
    var taken: Set<Int> = []
    for rank in [4, 3, 2, 1] {
      var found: [Int: [Int]] = [:]
      for column in headers.keys.sorted() where !taken.contains(column) {
        for variable in matches(headers[column] ?? [], rank: rank)
        where candidate.mapped[variable] == nil && stands(variable, in: column) {
          found[variable, default: []].append(column)
        }
      }
      for (variable, columns) in found {
        candidate.mapped[variable] = columns
        taken.formUnion(columns)
        candidate.exactness += rank
        if rank > 2, columns.count == 1 { candidate.exact.insert(variable) }
      }
    }
    for (variable, definition) in schema.variables.enumerated() {
      if let column = definition.column, definition.headers.isEmpty, headers[column] != nil {
        candidate.mapped[variable] = [column]
      }
    }
    return candidate
  }

  /// Whether a variable may be a column: where the pipeline says its letter, it is that one only.
  private func stands(_ variable: Int, in column: Int) -> Bool {
    let said = schema.variables[variable].column
    return said == nil || said == column
  }

  /// The variables that a column's stacked header is a synonym of: all of it (rank 4), all of it but
  /// its units (rank 3), its lowest level (rank 2), or that without its unit, or the levels run
  /// together (rank 1).
  private func matches(_ stack: [HeaderText], rank: Int) -> Set<Int> {
    guard let lowest = stack.last else { return [] }
    let names = stack.map(\.name)
    let texts =
      switch rank {
      case 4: [stack.map(\.whole).joined(separator: "/")]
      case 3: [names.joined(separator: "/")]
      case 2: [lowest.whole]
      default: [lowest.name, names.joined()]
      }
    let found = Set(texts.flatMap { variables[$0] ?? [] })
    // 户数（%） is a share of 户数, and no 户数.
    guard rank % 2 == 1, PercentText.words.contains(where: { $0.word == lowest.unit }) else {
      return found
    }
    return found.filter { schema.variables[$0].unit == PercentText.unit }
  }

  private func layout(
    of candidate: Candidate, at location: SourceLocation, grid: HeaderGrid
  ) throws -> Layout {
    var columns: [Layout.Column] = []
    let sheetUnits = sheetUnits(above: candidate.rows.lowerBound, grid: grid)
    for (index, variable) in schema.variables.enumerated() {
      guard let found = candidate.mapped[index] else {
        if variable.isRequired {
          throw missingColumn(variable, synonyms[index], candidate, at: location)
        }
        continue
      }
      guard found.count == 1 else {
        throw ambiguousColumn(variable, found, candidate, at: location)
      }
      let unit = candidate.headers[found[0]]?.last?.unit
      columns.append(
        Layout.Column(
          variable: index, column: found[0], header: candidate.texts[found[0]] ?? "",
          scale: try scale(
            of: variable, unit: unit, sheetUnits: sheetUnits,
            at: rowLocation(candidate.rows.upperBound, at: location)),
          unit: variable.unit == nil && unit == PercentText.words[0].word ? PercentText.unit : nil))
    }
    let used = Set(columns.map(\.column))
    return Layout(
      headerRows: candidate.rows, columns: columns,
      unmapped: candidate.texts.filter { !used.contains($0.key) }
        .mapValues(context.personal.shown))
  }

  private func scale(
    of variable: VariableDefinition, unit: String?, sheetUnits: [String],
    at location: SourceLocation
  ) throws(RunFailure) -> Double {
    if let factor = unit.flatMap({ context.units.factor(of: $0, in: variable.unit) }) {
      return factor
    }
    let units = sheetUnits.filter { context.units.factor(of: $0, in: variable.unit) != nil }
    let factors = Set(units.compactMap { context.units.factor(of: $0, in: variable.unit) })
    guard factors.count < 2 else {
      throw RunFailure(
        Diagnostic(
          .sheetAmbiguousColumn, at: location,
          "expected one unit for \(variable.name) above the header, found \(units.joined(separator: " and "))",
          remedy:
            "write the unit into the header, or cut the table out by columns: of the source's table"
        ))
    }
    return factors.first ?? variable.scale
  }

  /// The units that notes above the header give for the whole worksheet (`单位：户、人、万元`): those of
  /// the first row that has any, from left to right.
  private func sheetUnits(above row: Int, grid: HeaderGrid) -> [String] {
    for line in grid.rows where line.number < row {
      let units = line.texts.sorted { $0.key < $1.key }.flatMap { sheetUnits(in: $0.value) }
      if !units.isEmpty { return units }
    }
    return []
  }

  private func sheetUnits(in text: String) -> [String] {
    let folded = context.folder.folded(text)
    for note in context.unitNotes {
      guard let start = folded.firstRange(of: note)?.upperBound else { continue }
      // A slash stands between units, or within one (元/月).
      return folded[start...].split { ":、,;()".contains($0) }.map(String.init)
        .flatMap { word in
          context.units.isUnit(word) ? [word] : word.split(separator: "/").map(String.init)
        }
    }
    return []
  }
}

extension LayoutDetector {
  private func noHeader(at location: SourceLocation) -> RunFailure {
    let wanted = schema.variables.filter(\.isRequired)
      .map { Self.words(for: $0.with(headers: Array($0.headers.prefix(1)), isRequired: true)) }
      .filter { !$0.isEmpty }
    return RunFailure(
      Diagnostic(
        .sheetNoHeader, at: location,
        "expected a header with \(wanted.joined(separator: ", ")) in the first \(HeaderGrid.depth) rows, found none",
        remedy:
          "give the source header: {row: …, rows: …}, or leave the worksheet out by worksheet: {name: …}"
      ))
  }

  private func missingColumn(
    _ variable: VariableDefinition, _ synonyms: [String], _ candidate: Candidate,
    at location: SourceLocation
  ) -> RunFailure {
    let headers = candidate.texts.sorted { $0.key < $1.key }
      .map { "\(CellReference.letters(ofColumn: $0.key)) “\(context.personal.shown($0.value))”" }
      .joined(separator: ", ")
    return RunFailure(
      Diagnostic(
        .sheetMissingColumn, at: rowLocation(candidate.rows.upperBound, at: location),
        "expected a column for \(variable.name) (\(Self.words(for: variable))), found \(headers)",
        remedy: "add the header's text to the headers of \(variable.name), or say required: false"))
  }

  /// What a column must be to be a variable's.
  private static func words(for variable: VariableDefinition) -> String {
    let letters = variable.column.map { "in column \(CellReference.letters(ofColumn: $0))" }
    return
      ((variable.headers.isEmpty ? [] : [variable.headers.joined(separator: ", ")])
      + [letters].compactMap(\.self))
      .joined(separator: " ")
  }

  private func ambiguousColumn(
    _ variable: VariableDefinition, _ columns: [Int], _ candidate: Candidate,
    at location: SourceLocation
  ) -> RunFailure {
    let found = columns.map {
      "\(CellReference.letters(ofColumn: $0)) “\(context.personal.shown(candidate.texts[$0] ?? ""))”"
    }
    return RunFailure(
      Diagnostic(
        .sheetAmbiguousColumn, at: rowLocation(candidate.rows.upperBound, at: location),
        "expected one column for \(variable.name), found \(found.joined(separator: " and "))",
        remedy:
          "write the header's whole path, such as “group/column”, in the headers of \(variable.name), or say by letter: \(CellReference.letters(ofColumn: columns[0])) which one it is"
      ))
  }

  private func rowLocation(_ row: Int, at location: SourceLocation) -> SourceLocation {
    guard case .worksheet(let sheet) = location.place else { return location }
    return SourceLocation(file: location.file, .row(sheet: sheet, row: row))
  }
}
