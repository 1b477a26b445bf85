import SurveyModel
import Testing

@Suite struct DerivationOrderTests {
  private static func schema(
    _ record: String, _ variables: [(String, String?)]
  ) throws -> RecordSchema {
    RecordSchema(
      record: record,
      variables: try variables.map { name, formula in
        VariableDefinition(
          name: name, kind: .number,
          derivation: try formula.map { try SurveyModel.Expression(parsing: $0) })
      })
  }

  @Test func `what rests on more than the row is derived across records`() throws {
    let schema = try Self.schema(
      "household",
      [
        ("a", nil), ("b", "a + 1"), ("c", "count(person)"), ("d", "c + b"), ("e", "d * 2"),
        ("f", "place.size"), ("g", "village.size"), ("h", "b * 2"),
      ])
    #expect(schema.acrossRecords == ["c", "d", "e", "f", "g"])
    let rows = try Self.schema("plain", [("a", nil), ("b", "a")])
    #expect(rows.acrossRecords.isEmpty)
  }

  @Test func `each stands behind those that it rests on`() throws {
    let order = try DerivationOrder([
      try Self.schema(
        "household", [("a", "sum(person.z)"), ("b", "a + village.n"), ("c", nil)]),
      try Self.schema("person", [("y", "household.c"), ("z", "y + 1"), ("x", "household.b")]),
      try Self.schema("village", [("n", "place.size")]),
    ])
    let names = order.steps.map { "\($0.record).\($0.variable)" }
    #expect(Set(names).count == 6 && names.count == 6)
    func place(_ name: String) -> Int { names.firstIndex(of: name) ?? -1 }
    for (one, other) in [
      ("person.y", "person.z"), ("person.z", "household.a"), ("household.a", "household.b"),
      ("village.n", "household.b"), ("household.b", "person.x"),
    ] {
      #expect(place(one) < place(other), "\(names)")
    }
    let attributes = PlaceAttributes([PlaceAttribute(name: "size", kind: .integer)])
    #expect(
      order.variables(of: attributes) == ["village.n", "household.b", "person.x"])
  }

  @Test(arguments: [
    ("sum(person.y)", "household.a", ["household.a", "person.y", "household.a"]),
    ("a + 1 + count(person)", "1 + 1", ["household.a", "household.a"]),
  ])
  func `a circle names those that rest on each other`(
    household: String, person: String, names: [String]
  ) throws {
    let schemas = [
      try Self.schema("household", [("a", household)]), try Self.schema("person", [("y", person)]),
    ]
    let cycle = #expect(throws: DerivationOrder.Cycle.self) { try DerivationOrder(schemas) }
    #expect(cycle?.names == names)
  }
}
