import Load

/// A field of a dataset that a column of a table is made of, and how.
struct LineageField: Hashable {
  /// How a column depends on a field, by the words of OpenLineage's column lineage in small letters.
  enum Transformation: String {
    /// The value itself.
    case identity
    /// A value that is made of it.
    case transformation
    /// A figure over the values of many rows.
    case aggregation
    /// It says which rows count.
    case filter
    /// It says which row of the table a row counts in.
    case groupBy = "group_by"
    /// It says which of several values is taken.
    case conditional
    /// It says which row of another dataset belongs to a row.
    case join

    /// Whether the column's values are made of those of the field.
    var isDirect: Bool {
      switch self {
      case .identity, .transformation, .aggregation: true
      case .filter, .groupBy, .conditional, .join: false
      }
    }
  }

  /// The name of the dataset.
  let dataset: String
  /// The name of the field.
  let field: String
  /// How the column depends on it.
  let transformation: Transformation
  /// Whether its values are sensitive: then none of them can be had from the column.
  let isMasked: Bool
}

extension [LineageField] {
  /// The fields as the facet has them: each once, with all that it does.
  var json: JSONText {
    var order: [[String]] = []
    var uses: [[String]: [LineageField]] = [:]
    for use in self {
      let key = [use.dataset, use.field]
      if uses[key] == nil { order.append(key) }
      if uses[key]?.contains(use) != true { uses[key, default: []].append(use) }
    }
    return .list(
      order.map { key in
        .object([
          .init("namespace", .text(LineageDatasets.namespace)), .init("name", .text(key[0])),
          .init("field", .text(key[1])),
          .init("transformations", .list((uses[key] ?? []).map(\.how))),
        ])
      })
  }
}

extension LineageField {
  fileprivate var how: JSONText {
    .object([
      .init("type", .text(transformation.isDirect ? "DIRECT" : "INDIRECT")),
      .init("subtype", .text(transformation.rawValue.uppercased())),
      .init("masking", .boolean(isMasked)),
    ])
  }
}
