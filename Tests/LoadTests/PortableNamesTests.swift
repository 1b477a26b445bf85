import Testing

@testable import Load

@Suite struct PortableNamesTests {
  @Test(arguments: [
    ("water_coverage", "WATER_COVERAGE"), ("household.water", "HOUSEHOLD_WATER"),
    ("饮水", "U996EU6C34"), ("2021", "N2021"), ("qin-county", "QIN-COUNTY"), ("", "N"),
  ])
  func `identifiers of SDMX are ASCII and begin with a letter`(_ name: String, _ given: String) {
    #expect(SDMXIdentifier.identifier(name) == given)
  }

  @Test func `two identifiers are never alike`() {
    #expect(
      SDMXIdentifier.identifiers(
        ["water", "Water", "indicator"], beside: ["INDICATOR"])
        == ["WATER", "WATER_2", "INDICATOR_2"])
  }

  @Test func `resources have names of their own`() {
    #expect(
      ResourceName.names(["Water", "water", "饮水.sdmx", "changes"])
        == ["water", "water-2", "u996eu6c34.sdmx", "changes-2"])
  }
}
