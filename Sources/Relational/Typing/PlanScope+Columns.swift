/// The columns that nodes of a plan give themselves.
extension PlanScope {
  /// The columns that have some values.
  ///
  /// - Parameters:
  ///   - derived: The values with their names.
  ///   - typing: What tells their kinds.
  /// - Throws: `PlanTypeError` when a value means nothing, or a name stands twice.
  init(_ derived: [Derived], _ typing: ScalarTyping) throws(PlanTypeError) {
    var columns: [PlanColumn] = []
    columns.reserveCapacity(derived.count)
    for column in derived { columns.append(try typing.column(column.name, column.value)) }
    self.init(try Self.distinct(columns))
  }

  /// The columns of rows that are given.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - names: The names of the columns.
  /// - Throws: `PlanTypeError` when a row has another number of values, or they are of unlike kinds.
  init(valuesOf rows: [[Scalar]], named names: [String]) throws(PlanTypeError) {
    let typing = ScalarTyping(over: PlanScope([]))
    var columns = names.map { PlanColumn($0, .missing, mayBeMissing: rows.isEmpty) }
    for row in rows {
      guard row.count == names.count else {
        throw PlanTypeError(.count(row.count, expected: "\(names.count) values in a row"))
      }
      for (place, value) in row.enumerated() {
        columns[place] = try columns[place].together(with: typing.column(names[place], value))
      }
    }
    self.init(try Self.distinct(columns))
  }

  /// The columns of rows that stand one behind the other.
  ///
  /// - Parameter parts: The columns of each part.
  /// - Throws: `PlanTypeError` when there is none, or they have not the same columns.
  init(rowsOf parts: [[PlanColumn]]) throws(PlanTypeError) {
    guard var columns = parts.first else { throw PlanTypeError(.emptyUnion) }
    let names = columns.map(\.name)
    for part in parts.dropFirst() {
      let others = part.map(\.name)
      guard others == names else { throw PlanTypeError(.unlikeColumns(others, expected: names)) }
      for place in columns.indices {
        columns[place] = try columns[place].together(with: part[place])
      }
    }
    self.init(columns)
  }

  /// The columns and values over partitions of their rows behind them.
  ///
  /// - Throws: `PlanTypeError` when a value means nothing, or two have one name.
  func with(_ windows: [Window]) throws(PlanTypeError) -> Self {
    let typing = ScalarTyping(over: self)
    var columns: [PlanColumn] = []
    for window in windows {
      for part in window.partition + window.order.map(\.value) {
        _ = try typing.column(window.name, part)
      }
      switch window.function {
      case .rowNumber: columns.append(PlanColumn(window.name, .given(.integer)))
      case .first(let value): columns.append(try typing.column(window.name, value))
      }
    }
    return beside(Self(try Self.distinct(columns)))
  }

  private static func distinct(_ columns: [PlanColumn]) throws(PlanTypeError) -> Columns {
    let columns = Columns(columns)
    if let name = columns.repetition { throw PlanTypeError(.repeatedColumn(name)) }
    return columns
  }
}

extension ScalarTyping {
  /// The column of a name that has a value; an error tells the name.
  fileprivate func column(
    _ name: String, _ value: Scalar
  ) throws(PlanTypeError) -> PlanColumn {
    do throws(PlanTypeError) {
      return PlanColumn(name, try type(of: value))
    } catch {
      throw error.within("“\(name)”")
    }
  }
}

extension PlanColumn {
  /// The column that has the values of two, one behind the other.
  fileprivate func together(with other: Self) throws(PlanTypeError) -> Self {
    guard let kind = kind.common(with: other.kind) else {
      throw PlanTypeError(.unlikeKinds(self.kind, other.kind)).within("“\(name)”")
    }
    return Self(name, kind, mayBeMissing: mayBeMissing || other.mayBeMissing)
  }
}
