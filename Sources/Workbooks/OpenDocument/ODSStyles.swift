/// The automatic styles of an OpenDocument spreadsheet, gathered while its cells are written.
struct ODSStyles {
  private var cells: [CellStyle: Int] = [:]
  private var cellOrder: [CellStyle] = []
  private var widths: [Double] = []
  private var heights: [Double] = []
  /// The most pages beside each other on which a sheet is printed.
  private(set) var mostPages = 1

  /// The name of the style of cells that look so.
  mutating func name(of style: CellStyle) -> String {
    if let number = cells[style] { return "ce\(number)" }
    cellOrder.append(style)
    cells[style] = cellOrder.count
    return "ce\(cellOrder.count)"
  }

  /// The name of the style of sheets that are printed on so many pages beside each other.
  mutating func name(ofPages pages: Int) -> String {
    mostPages = max(mostPages, pages)
    return "ta\(pages)"
  }

  /// The name of the style of columns of a width, in digits of the standard font.
  mutating func name(ofWidth width: Double) -> String { "co\(Self.number(of: width, in: &widths))" }

  /// The name of the style of rows of a height in points.
  mutating func name(ofHeight height: Double) -> String {
    "ro\(Self.number(of: height, in: &heights))"
  }

  private static func number(of value: Double, in values: inout [Double]) -> Int {
    if let index = values.firstIndex(of: value) { return index + 1 }
    values.append(value)
    return values.count
  }

  /// The styles as XML.
  var text: String {
    let columns = widths.enumerated()
      .map { index, width in
        // A digit of Liberation Sans is 8.2 pixels wide at 11 points, of which an inch has 96, and 5
        // are margin.
        """
        <style:style style:name="co\(index + 1)" style:family="table-column">\
        <style:table-column-properties style:column-width="\(Self.rounded((width * 8.2 + 5) / 96))in"/>\
        </style:style>
        """
      }
    let rows = heights.enumerated()
      .map { index, height in
        """
        <style:style style:name="ro\(index + 1)" style:family="table-row">\
        <style:table-row-properties style:row-height="\(Self.rounded(height))pt" \
        style:use-optimal-row-height="false"/></style:style>
        """
      }
    let decimals = Set(cellOrder.compactMap(\.decimals)).sorted().map(Self.numberStyle)
    let looks = cellOrder.enumerated().map { Self.text(of: $1, name: "ce\($0 + 1)") }
    let tables = (1...mostPages)
      .map { pages in
        """
        <style:style style:name="ta\(pages)" style:family="table" \
        style:master-page-name="\(ODSPackage.page(pages))">\
        <style:table-properties table:display="true"/></style:style>
        """
      }
    return (columns + rows + tables + decimals + looks).joined()
  }

  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func numberStyle(_ decimals: Int) -> String {
    """
    <number:number-style style:name="N\(decimals)"><number:number \
    number:decimal-places="\(decimals)" number:min-decimal-places="\(decimals)" \
    number:min-integer-digits="1" number:grouping="true"/></number:number-style>
    """
  }

  private static func text(of style: CellStyle, name: String) -> String {
    let data = style.decimals.map { " style:data-style-name=\"N\($0)\"" } ?? ""
    var cell = " style:vertical-align=\"\(style.overflow == .wrapped ? "top" : "bottom")\""
    if style.overflow == .wrapped { cell += " fo:wrap-option=\"wrap\"" }
    if style.rules.contains(.above) { cell += " fo:border-top=\"0.75pt solid #000000\"" }
    if style.rules.contains(.below) { cell += " fo:border-bottom=\"0.75pt solid #000000\"" }
    let side =
      switch style.alignment {
      case .natural: ""
      case .leading(let indent): " fo:text-align=\"start\" fo:margin-left=\"\(indent * 9)pt\""
      case .center: " fo:text-align=\"center\""
      case .trailing: " fo:text-align=\"end\""
      }
    if !side.isEmpty { cell += " style:text-align-source=\"fix\"" }
    var letters = ""
    for script in ["", "-asian", "-complex"] {
      let owner = script.isEmpty ? "fo" : "style"
      letters += " \(owner):font-size\(script)=\"\(style.size)pt\""
      if style.weight == .bold { letters += " \(owner):font-weight\(script)=\"bold\"" }
    }
    switch style.ink {
    case .black: break
    case .grey: letters += " fo:color=\"#595959\""
    case .link:
      letters += """
         fo:color="#0563c1" style:text-underline-style="solid" style:text-underline-width="auto" \
        style:text-underline-color="font-color"
        """
    }
    return """
      <style:style style:name="\(name)" style:family="table-cell"\(data)>\
      <style:table-cell-properties\(cell)/>\
      \(side.isEmpty ? "" : "<style:paragraph-properties\(side)/>")\
      <style:text-properties\(letters)/></style:style>
      """
  }
}
