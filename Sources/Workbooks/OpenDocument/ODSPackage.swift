internal import SurveyModel

/// The parts of an OpenDocument spreadsheet beside its content (OpenDocument 1.3, part 2).
struct ODSPackage {
  /// The media type, the first part of the package, which is not compressed.
  static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let spaces = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("dc", "http://purl.org/dc/elements/1.1/"), ("xlink", "http://www.w3.org/1999/xlink"),
  ]

  private let workbook: WorkbookDescription

  init(_ workbook: WorkbookDescription) {
    self.workbook = workbook
  }

  /// The start of a part up to what its root element holds.
  static func start(_ root: String) -> String {
    let names = spaces.map { " xmlns:\($0.0)=\"\($0.1)\"" }.joined()
    return "\(declaration)<office:\(root)\(names) office:version=\"1.3\">"
  }

  /// The end of a part.
  static func end(_ root: String) -> String { "</office:\(root)>" }

  /// The list of the parts.
  static var manifest: String {
    let parts = [
      ("/", mediaType), ("content.xml", "text/xml"), ("styles.xml", "text/xml"),
      ("meta.xml", "text/xml"), ("settings.xml", "text/xml"),
    ]
    let entries = parts.map { path, type in
      let version = path == "/" ? " manifest:version=\"1.3\"" : ""
      return """
        <manifest:file-entry manifest:full-path="\(path)"\(version) \
        manifest:media-type="\(type)"/>
        """
    }
    return """
      \(declaration)<manifest:manifest \
      xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
      manifest:version="1.3">\(entries.joined())</manifest:manifest>
      """
  }

  /// What the document says of itself.
  var meta: String {
    """
    \(Self.start("document-meta"))<office:meta><meta:generator>Millet</meta:generator>\
    <dc:title>\(XMLText.attribute(workbook.title))</dc:title>\
    <meta:initial-creator>\(XMLText.attribute(workbook.author))</meta:initial-creator>\
    <dc:creator>\(XMLText.attribute(workbook.author))</dc:creator>\
    <meta:creation-date>\(day)T00:00:00</meta:creation-date><dc:date>\(day)T00:00:00</dc:date>\
    </office:meta>\(Self.end("document-meta"))
    """
  }

  /// The day in full, the first that the date can mean.
  private var day: String {
    CalendarDate(daysSince1970: workbook.date.daysSince1970)?.description ?? "1970-01-01"
  }

  /// The name of the page of sheets that are printed on so many pages beside each other.
  static func page(_ pages: Int) -> String { pages == 1 ? "Default" : "Across\(pages)" }

  /// The pages: A4 across, for sheets of one and of more pages beside each other.
  static func styles(mostPages: Int) -> String {
    let layouts = (1...mostPages)
      .map { pages in
        """
        <style:page-layout style:name="pm\(pages)"><style:page-layout-properties \
        fo:page-width="11.693in" fo:page-height="8.268in" style:print-orientation="landscape" \
        style:scale-to-X="\(pages)" style:scale-to-Y="0"/></style:page-layout>
        """
      }
    let pages = (1...mostPages)
      .map {
        "<style:master-page style:name=\"\(page($0))\" style:page-layout-name=\"pm\($0)\"/>"
      }
    return """
      \(start("document-styles"))<office:styles>\
      <style:default-style style:family="table-cell"><style:text-properties \
      fo:font-family="Liberation Sans" fo:font-size="11pt" \
      style:font-size-asian="11pt" style:font-size-complex="11pt"/></style:default-style>\
      </office:styles><office:automatic-styles>\(layouts.joined())</office:automatic-styles>\
      <office:master-styles>\(pages.joined())</office:master-styles>\(end("document-styles"))
      """
  }

  /// What stays in sight of each sheet.
  var settings: String {
    func item(_ name: String, _ type: String, _ value: Int) -> String {
      """
      <config:config-item config:name="\(name)" config:type="\(type)">\(value)</config:config-item>
      """
    }
    let sheets = workbook.sheets.map(\.frame).filter { $0.headRows + $0.headColumns > 0 }
      .map { frame in
        // 2 is a split whose first part does not move.
        let columns = frame.headColumns
        let across =
          columns > 0
          ? item("HorizontalSplitMode", "short", 2)
            + item("HorizontalSplitPosition", "int", columns)
            + item("PositionRight", "int", columns) : ""
        let rows = frame.headRows
        let down =
          rows > 0
          ? item("VerticalSplitMode", "short", 2) + item("VerticalSplitPosition", "int", rows)
            + item("PositionBottom", "int", rows) : ""
        return """
          <config:config-item-map-entry config:name="\(XMLText.attribute(frame.name))">\
          \(across)\(down)\
          \(item("ActiveSplitRange", "short", columns > 0 ? (rows > 0 ? 3 : 1) : 2))\
          </config:config-item-map-entry>
          """
      }
    return """
      \(Self.start("document-settings"))<office:settings>\
      <config:config-item-set config:name="ooo:view-settings">\
      <config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\
      <config:config-item config:name="ViewId" config:type="string">view1</config:config-item>\
      <config:config-item-map-named config:name="Tables">\(sheets.joined())\
      </config:config-item-map-named></config:config-item-map-entry>\
      </config:config-item-map-indexed></config:config-item-set></office:settings>\
      \(Self.end("document-settings"))
      """
  }
}
