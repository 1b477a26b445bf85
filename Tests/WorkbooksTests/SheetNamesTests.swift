import Testing
import Workbooks

@Suite struct SheetNamesTests {
  @Test(arguments: [
    (["water"], ["water"]),
    (["water", "Water", "WATER"], ["water", "Water~2", "WATER~3"]),
    (["a/b\\c:d*e?f[g]"], ["a_b_c_d_e_f_g_"]),
    (["'quoted'", "''"], ["quoted", "_"]),
    (["History", "history"], ["History~2", "history~3"]),
    (["a\nb\u{1}"], ["a_b\u{FFFD}"]),
    (
      ["a_table_with_a_name_that_no_sheet_can_have", "a_table_with_a_name_that_no_sheet_has"],
      ["a_table_with_a_name_that_no_she", "a_table_with_a_name_that_no_s~2"]
    ),
    (
      [String(repeating: "水", count: 40), String(repeating: "𠮷", count: 40)],
      [String(repeating: "水", count: 31), String(repeating: "𠮷", count: 15)]
    ),
  ])
  func `names are what programs allow, and none stands twice`(
    _ wishes: [String], _ expected: [String]
  ) {
    var names = SheetNames()
    let given = wishes.map { names.add($0) }
    #expect(given == expected)
    #expect(given.allSatisfy { $0.utf16.count <= SheetLimits.nameUnits })
  }

  @Test func `a hundred long names are told apart`() {
    var names = SheetNames()
    let given = (0..<100).map { _ in names.add(String(repeating: "x", count: 50)) }
    #expect(Set(given).count == 100)
    #expect(given.last == String(repeating: "x", count: 27) + "~100")
  }
}
