/// The columns that are known at a node of a plan, and by which names.
struct PlanScope {
  /// Columns in an order, found by their names.
  struct Columns {
    /// The columns.
    let all: [PlanColumn]
    private var places: [String: Int] = [:]
    private var repeated: Set<String> = []

    /// Takes columns, of which several may have one name.
    init(_ columns: [PlanColumn]) {
      all = columns
      for (place, column) in columns.enumerated()
      where places.updateValue(place, forKey: column.name) != nil {
        repeated.insert(column.name)
      }
    }

    /// The first name that two columns have, or nil.
    var repetition: String? {
      repeated.isEmpty ? nil : all.first { repeated.contains($0.name) }?.name
    }

    /// The place of a column of a name, the last of several; nil for none.
    fileprivate func place(of name: String) -> Int? { places[name] }

    /// Whether several columns have a name.
    fileprivate func areSeveral(_ name: String) -> Bool { repeated.contains(name) }
  }

  /// Columns of one plan.
  private struct Part {
    var plan: String?
    var columns: Columns
    /// Whether rows of other parts may stand without any of this one.
    var isOptional = false

    func column(at place: Int) -> PlanColumn {
      let column = columns.all[place]
      return isOptional ? PlanColumn(column.name, column.type.optional) : column
    }
  }

  /// Where a column stands.
  struct Place: Hashable {
    fileprivate let part: Int
    fileprivate let column: Int
  }

  /// What a name stands for.
  enum Finding {
    case one(Place, PlanColumn)
    case none
    case several
  }

  private var parts: [Part]

  /// The columns of a plan without a name.
  init(_ columns: Columns) { parts = [Part(columns: columns)] }

  /// Those of a plan without a name, in an order.
  init(_ columns: [PlanColumn]) { self.init(Columns(columns)) }

  /// All columns, in order.
  var columns: [PlanColumn] {
    parts.flatMap { part in part.columns.all.indices.map { part.column(at: $0) } }
  }

  /// The names by which they are known, in order.
  var names: [String] { named { _ in true } }

  /// The names of the columns of some places, in order.
  func names(of places: Set<Place>) -> [String] { named(places.contains) }

  private func named(_ isMeant: (Place) -> Bool) -> [String] {
    parts.enumerated()
      .flatMap { number, part in
        part.columns.all.enumerated()
          .filter { isMeant(Place(part: number, column: $0.offset)) }
          .map { column in part.plan.map { "\($0).\(column.element.name)" } ?? column.element.name }
      }
  }

  /// The same columns under the name of one plan, or under none.
  func named(_ name: String?) -> Self {
    guard parts.count == 1, !parts[0].isOptional else {
      var copy = Self(columns)
      copy.parts[0].plan = name
      return copy
    }
    var copy = self
    copy.parts[0].plan = name
    return copy
  }

  /// The columns and those of another plan behind them, each under the names that it has.
  func beside(_ other: Self) -> Self {
    var copy = self
    copy.parts += other.parts
    return copy
  }

  /// The same columns, of which rows may have none.
  var optional: Self {
    var copy = self
    for index in parts.indices { copy.parts[index].isOptional = true }
    return copy
  }

  /// Finds the column of a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - plan: The name of the plan that it is of, or nil for any.
  /// - Returns: The column where there is one.
  func find(_ name: String, of plan: String?) -> Finding {
    var found = Finding.none
    for (index, part) in parts.enumerated() where plan == nil || part.plan == plan {
      guard let place = part.columns.place(of: name) else { continue }
      guard case .none = found, !part.columns.areSeveral(name) else { return .several }
      found = .one(Place(part: index, column: place), part.column(at: place))
    }
    return found
  }
}
