import SurveyModel
import Testing

@testable import Transform

/// Values with the mark of a footnote beside them.
@Suite struct FootnotedTextTests {
  private static let conventions = Conventions(
    units: ["person": ["人"]], approximations: ["约"], missing: ["不详": .unknown],
    yes: ["是"], no: ["否"])

  private func read(_ text: String, _ kind: VariableDefinition.Kind) throws -> ValueReader.Reading {
    try VariableFixture(
      VariableDefinition(name: "v", kind: kind, unit: kind == .number ? "person" : nil),
      conventions: Self.conventions
    )
    .read(.text(text))
  }

  @Test(arguments: [
    ("12¹", 12.0), ("12 ¹", 12), ("12¹²", 12), ("1,200¹", 1200), ("12⁽¹⁾", 12), ("12 [¹]", 12),
    ("12¹,²", 12), ("12①", 12), ("12 ①、②", 12), ("¹12", 12), ("12₁", 12), ("12 ₍₁₎", 12),
    ("十二¹", 12), ("约12¹", 12),
    ("0.5³", 0.5), ("12ᵃ", 12), ("1,200 ᵇ", 1200), ("12ᵃ,ᵇ", 12), ("10ᵃ", 10), ("ᵃ12", 12),
    ("110²", 110),
  ])
  func `a number is read without the mark, and the finding says so`(
    text: String, number: Double
  ) throws {
    #expect(try read(text, .number) == .interpreted(.number(number), .cellFootnoteMark))
  }

  @Test(arguments: [
    "10⁶", "1.5×10³", "5⁻²", "10²", "5m²", "12公里²", "1ˢᵗ", "¹", "①", "¹²", "12¹3", "一¹二",
  ])
  func `what may be an exponent, or is no mark, is no number`(text: String) throws {
    guard case .unreadable(.cellNotANumber, _) = try read(text, .number) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test func `an exponent is told as what it may be`() throws {
    guard case .unreadable(_, let expected) = try read("10⁶", .number) else {
      Issue.record("10⁶ was read")
      return
    }
    #expect(expected.contains("exponent"))
  }

  @Test func `other values are read without the mark, too`() throws {
    let day = try #require(CalendarDate(iso: "2021-10-31"))
    #expect(try read("2021-10-31¹", .date) == .interpreted(.date(day), .cellFootnoteMark))
    #expect(try read("是①", .boolean) == .interpreted(.boolean(true), .cellFootnoteMark))
    #expect(try read("A12¹", .identifier) == .interpreted(.text("A12"), .cellFootnoteMark))
    #expect(try read("A12ᵃ", .identifier) == .interpreted(.text("A12"), .cellFootnoteMark))
    #expect(try read("不详¹", .number) == .value(.missing(.unknown)))
  }

  @Test func `open texts and keys with circled numbers stay as they are`() throws {
    #expect(try read("12¹", .text) == .value(.text("12¹")))
    #expect(try read("3-②", .identifier) == .value(.text("3-②")))
    #expect(try read("H₂", .identifier) == .value(.text("H₂")))
  }

  @Test(arguments: ["1̶2̶", "12̶", "1̶2̶0̶ 135"])
  func `a value of which something is struck out is for a person to read`(text: String) throws {
    for kind in [VariableDefinition.Kind.number, .integer, .identifier, .date] {
      guard case .unreadable(.cellStruckOut, _) = try read(text, kind) else {
        Issue.record("\(text) was read as \(kind)")
        continue
      }
    }
    #expect(try VariableFixture(.text).finding(.text(text)) == .cellStruckOut)
    let open = VariableDefinition(name: "v", kind: .text, isRequired: false)
    guard case .interpreted(_, .cellStruckOut) = try VariableFixture(open).read(.text(text)) else {
      Issue.record("\(text) was kept as it stands")
      return
    }
  }

  @Test(
    arguments: [
      ("甲村¹", "甲村"), ("甲村ᵃ", "甲村"), ("20ᵗʰ", nil), ("Upper Mill²", "Upper Mill"), ("¹甲村", "甲村"),
      ("甲村⁽¹⁾", "甲村"), ("km²", nil),
      ("H₂", nil),
      ("10²", nil), ("甲村①", nil),
    ] as [(String, String?)])
  func `a name has no mark of a footnote`(text: String, name: String?) throws {
    for kind in [VariableDefinition.Kind.text] {
      let reading = try read(text, kind)
      #expect(
        reading == name.map { .interpreted(.text($0), .cellFootnoteMark) } ?? .value(.text(text)))
    }
  }

  @Test func `what is left of an open text that is partly struck out is told`() throws {
    let open = VariableFixture(VariableDefinition(name: "v", kind: .text, isRequired: false))
    #expect(try open.read("旧̶名̶新名") == .interpreted(.text("新名"), .cellStruckOut))
    #expect(try open.read("新名旧̶") == .interpreted(.text("新名"), .cellStruckOut))
    #expect(try open.read("旧̶名̶") == .interpreted(.blank, .cellStruckOut))
  }
}
