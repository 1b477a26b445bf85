internal import SurveyModel

/// The columns of CSV files as Table Schema version 2 describes them.
enum TableSchema {
  /// What a resource says of a CSV file.
  static func ofCSV(_ schema: [JSONText.Member]) -> [JSONText.Member] {
    [
      .init("format", .text("csv")), .init("mediatype", .text("text/csv")),
      .init("encoding", .text("utf-8")), .init("schema", .object(schema)),
    ]
  }

  /// The schema of a table.
  ///
  /// What names a row is its key; where variables split it, one may be missing, and then no key but
  /// unique fields, whose values may be.
  static func members(of table: CompiledTable) -> [JSONText.Member] {
    let withheld = Set(
      table.definition.measures.filter { table.definition.minimumCount(of: $0) > 0 }.map(\.name))
    var members: [JSONText.Member] = [
      .init(
        "fields", .list(table.columns.map { field($0, isWithheld: withheld.contains($0.name)) })),
      .init("missingValues", .list([.text("")])),
    ]
    members.append(placeReference(of: "code"))
    let dimensions = table.definition.dimensions
    if dimensions.isEmpty {
      members.append(.init("primaryKey", .list([.text("code")])))
    } else {
      members.append(
        .init("uniqueKeys", .list([.list((["code"] + dimensions).map { .text($0) })])))
    }
    return members
  }

  /// The schema of a table's observations.
  static func members(ofSDMX columns: [String]) -> [JSONText.Member] {
    let attributes: Set = ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "DECIMALS"]
    let fields = columns.map { column -> JSONText in
      let type =
        switch column {
        case "OBS_VALUE": "number"
        case "DECIMALS": "integer"
        default: "string"
        }
      return .object([.init("name", .text(column)), .init("type", .text(type))])
    }
    let key = columns.dropFirst(3).filter { !attributes.contains($0) }
    return [
      .init("fields", .list(fields)), .init("missingValues", .list([.text("")])),
      .init("primaryKey", .list(key.map { .text($0) })), placeReference(of: SDMXTable.area),
    ]
  }

  /// The schema of the places that tables refer to.
  static var membersOfPlaces: [JSONText.Member] {
    let fields = PublishedPlaces.columns.map { column in
      JSONText.object([.init("name", .text(column)), .init("type", .text("string"))])
    }
    return [
      .init("fields", .list(fields)), .init("missingValues", .list([.text("")])),
      .init("primaryKey", .list([.text("code")])),
      foreignKey(["parent"], resource: "", ["code"]),
    ]
  }

  private static func placeReference(of field: String) -> JSONText.Member {
    foreignKey([field], resource: DataPackage.places, ["code"])
  }

  /// A foreign key; the resource without a name is the one that it stands in.
  private static func foreignKey(
    _ fields: [String], resource: String, _ others: [String]
  ) -> JSONText.Member {
    func list(_ names: [String]) -> JSONText { .list(names.map { .text($0) }) }
    return .init(
      "foreignKeys",
      .list([
        .object([
          .init("fields", list(fields)),
          .init(
            "reference",
            .object([.init("resource", .text(resource)), .init("fields", list(others))])),
        ])
      ]))
  }

  /// A code with what it is called, in the language of titles.
  private static func category(_ category: Category) -> JSONText {
    let label = category.label
    return .object(
      [
        .init("value", .text(SpreadsheetText.neutral(category.code))),
        .init("label", .text(label.zh ?? label.en ?? category.code)),
      ] + (label.en.map { [.init("label_en", .text($0))] } ?? []))
  }

  private static func field(_ column: CompiledTable.Column, isWithheld: Bool) -> JSONText {
    let label = column.label
    let type =
      switch column.type {
      case .number: "number"
      case .text, .answers: "string"
      // Dates may be known only to the month or year.
      case .date: "string"
      case .boolean: "boolean"
      }
    var members: [JSONText.Member] = [
      .init("name", .text(column.name)), .init("type", .text(type)),
    ]
    if let title = label.zh ?? label.en { members.append(.init("title", .text(title))) }
    if let description = label.en { members.append(.init("description", .text(description))) }
    if let unit = column.unit { members.append(.init("unit", .text(unit))) }
    if column.isCoded {
      members.append(.init("categories", .list(column.categories.map(category))))
    }
    if type == "boolean" {
      members.append(.init("trueValues", .list([.text("1")])))
      members.append(.init("falseValues", .list([.text("0")])))
    }
    // Only of figures: a place may be called so.
    if isWithheld {
      members.append(
        .init("missingValues", .list([.text(""), .text(PublishedCell.withheldText)])))
    }
    return .object(members)
  }
}
