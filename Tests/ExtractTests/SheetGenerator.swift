import PropertyTesting

/// Makes worksheets, mostly usual and now and then not.
struct SheetGenerator {
  private var generator: SeededGenerator
  private var strange: UInt64

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    strange = [0, 0, 1, 10][Int(seed % 4)]
  }

  static let styles =
    #"<numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts>"#
    + #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="2"/>"#
    + #"<xf numFmtId="10"/><xf numFmtId="17"/><xf numFmtId="164"/></cellXfs>"#

  /// A number of rows for a batch.
  var batchRows: Int {
    var copy = generator
    return copy.pick([1, 2, 7, 4096])
  }

  /// Twenty shared strings.
  mutating func strings() -> String {
    (0..<20)
      .map { index in
        generator.happens(strange)
          ? "<si><r><t>rich \(index)</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
          : index == 7
            ? "<si><t/></si>"
            : generator.happens(20)
              ? "<si><t>\(String(repeating: "乡 road ", count: index))</t>\(stringTail())</si>"
              : "<si><t>\(text(most: 40))</t>\(stringTail())</si>"
      }
      .joined()
  }

  private mutating func stringTail() -> String {
    generator.pick([
      "<phoneticPr fontId=\"1\" type=\"noConversion\"/>",
      "<phoneticPr fontId=\"1\" type=\"noConversion\"/>", "<phoneticPr fontId=\"1\"/>", "",
    ])
  }

  /// The rows of a worksheet.
  mutating func sheet() -> String {
    var number = 0
    let count = Int(generator.next() % 120)
    return (0..<count).map { _ in row(&number) }
      .joined(separator: generator.pick(["", "", "\n  "]))
  }

  private mutating func row(_ number: inout Int) -> String {
    number += generator.happens(10) ? Int(generator.next() % 7) + 1 : 1
    if generator.happens(strange) { return "<!-- a note -->" }
    var attributes = " r=\"\(number)\""
    if generator.happens(50) { attributes += " spans=\"1:9\" ht=\"14.25\"" }
    if generator.happens(25) { attributes += " hidden=\"\(generator.pick(["1", "true", "0"]))\"" }
    if generator.happens(strange) { attributes = "" }
    if generator.happens(5) { return "<row\(attributes)/>" }
    var column = -1
    let cells = (0..<Int(generator.next() % 12)).map { _ in cell(row: number, &column) }
    return "<row\(attributes)>\(cells.joined())</row>"
  }

  private mutating func cell(row: Int, _ column: inout Int) -> String {
    column += generator.happens(20) ? Int(generator.next() % 40) + 1 : 1
    if generator.happens(strange) { column = 16_383 }
    var attributes = generator.happens(5) ? "" : " r=\"\(letters(column))\(row)\""
    if generator.happens(strange) { attributes = " r=\"\(letters(column))\(row % 9 + 1)\"" }
    if attributes.isEmpty, column > 0 { attributes = " r=\"\(letters(column))\(row)\"" }
    if generator.happens(40) { attributes += " s=\"\(generator.next() % 7)\"" }
    if generator.happens(3) { attributes += " cm=\"1\"" }
    let formula =
      generator.happens(8)
      ? generator.pick([
        "<f>A1+1</f>", "<f t=\"shared\" ref=\"A1:B9\" si=\"0\">$A1*B$2</f>",
        "<f t=\"shared\" si=\"0\"/>", "<f t=\"shared\" si=\"9\"/>",
        "<f>IF(A1&lt;2,\"x\",'a b'!C3)</f>", "<f/>",
      ]) : ""
    switch generator.next() % 11 {
    case 0: return "<c\(attributes)/>"
    case 1: return "<c\(attributes) t=\"s\"><v>\(generator.next() % 20)</v></c>"
    case 2: return "<c\(attributes) t=\"str\">\(formula)<v>\(text())</v></c>"
    case 3: return "<c\(attributes) t=\"inlineStr\"><is><t>\(text())</t></is></c>"
    case 4: return "<c\(attributes) t=\"b\">\(formula)<v>\(generator.next() % 2)</v></c>"
    case 5: return "<c\(attributes) t=\"e\"><v>#N/A</v></c>"
    case 6:
      let type = generator.pick(["", " t=\"str\"", " t=\"b\"", " t=\"s\"", " t=\"n\""])
      let value = generator.happens(strange) ? "<v />" : generator.pick(["", "<v/>", "<v></v>"])
      return "<c\(attributes)\(type)>\(formula)\(value)</c>"
    case 7 where generator.happens(strange):
      let parts = ["<v>20</v>", "<is><t>1</t></is>", "<is><r><t>1</t></r>\(Self.raised)</is>"]
      let content = generator.pick(parts) + generator.pick(parts)
      let type = generator.pick(["", " t=\"inlineStr\"", " t=\"str\""])
      return "<c\(attributes)\(type)>\(content)</c>"
    default: return "<c\(attributes)>\(formula)<v>\(number())</v></c>"
    }
  }

  private static let raised = "<r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>"

  private mutating func number() -> String {
    let whole = Int(generator.next() % 100_000)
    switch generator.next() % 8 {
    case 6: return digits(most: 20)
    case 7: return "-\(digits(most: 18)).\(digits(most: 18))"
    case 0: return "\(whole)"
    case 1: return "-\(whole).\(generator.next() % 1000)"
    case 2: return "\(Double(generator.next()) / 7e15)"
    case 3: return "\(whole)E-\(generator.next() % 300)"
    case 4: return generator.happens(strange) ? "12 x" : "0.\(generator.next())"
    default: return "\(generator.next() % 60_000)"
    }
  }

  private mutating func digits(most: UInt64) -> String {
    (0...generator.next() % most).map { _ in "\(generator.next() % 10)" }.joined()
  }

  private mutating func text(most: UInt64 = 5) -> String {
    let pieces = [
      "自来水", "a", " ", "&amp;", "&#20013;", "_x000D_", "_x", "]", "é", "𠮷", "&lt;&gt;", "\n",
      "0013", "_xD83D__xDE00_",
    ]
    return (0..<Int(generator.next() % most)).map { _ in generator.pick(pieces) }.joined()
  }

  private func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest /= 26
    }
    return letters
  }
}
