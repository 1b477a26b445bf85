/// Passes over the rows of a worksheet part, for readers that need only what stands around them.
///
/// It looks for nothing but the ends of rows. Where those are no ends, as in a comment, the parser
/// meets the halves of what was torn and calls the part malformed: then read it without a skipper.
struct RowSkipper: PartScanner {
  let opening = Array("<sheetData".utf8)
  let itemEnd = Array("</row>".utf8)
  let isReady = true

  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) throws -> PartScan {
    .all(range.upperBound)
  }

  mutating func yield() throws {}
}
