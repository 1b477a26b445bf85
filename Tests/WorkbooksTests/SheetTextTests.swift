import Testing
import Workbooks

@Suite struct SheetTextTests {
  @Test(arguments: [
    ("a\u{0}b", "a\u{FFFD}b"), ("line\r\nline\rline", "line\nline\nline"), ("tab\t", "tab\t"),
    ("\u{FFFE}", "\u{FFFD}"), ("沁县", "沁县"),
  ])
  func `what XML cannot say is replaced`(_ text: String, _ held: String) {
    #expect(SheetText.held(text) == held)
  }

  @Test(arguments: ["x", "水", "𠮷"])
  func `a text is cut where a cell can hold no more`(_ character: String) {
    let whole = String(repeating: character, count: SheetLimits.textUnits / character.utf16.count)
    let held = SheetText.held(whole + character)
    #expect(held.hasSuffix("…"))
    #expect(held.utf16.count <= SheetLimits.textUnits)
    #expect(SheetText.held("short") == "short")
  }

  @Test(arguments: [("abc", 3.0), ("沁县", 4.2), ("a\nlong", 4), ("", 0)])
  func `Chinese characters are as wide as two`(_ text: String, _ width: Double) {
    #expect(SheetText.width(text) == width)
  }

  @Test(arguments: [("abc", 10.0, 1), ("abcdefghijk", 10, 2), ("a\nb", 10, 2), ("", 10, 1)])
  func `long lines are broken`(_ text: String, _ width: Double, _ lines: Int) {
    #expect(SheetText.lines(text, in: width) == lines)
  }
}
