internal import XMLStream

/// The names of a worksheet part and of the shared strings; elements and attributes alike.
enum SheetNames: Int, CaseIterable {
  case row
  case c
  case v
  case f
  case `is`
  case t
  case r
  case s
  case si
  case rPh
  case ref
  case hidden
  case col
  case min
  case max
  case mergeCell
  case worksheet
  case sheetData
  case sst
  case vertAlign
  case val
  case strike

  static let vocabulary = XMLVocabulary(
    groups: [XLSXNames.main], names: allCases.map { .init(0, "\($0)") })
}

extension XMLStartTag {
  /// How a `vertAlign` or `strike` sets its run apart (ECMA-376 part 1, 18.4.14 and 18.4.10).
  func runStyle(of name: SheetNames) -> RunStyle {
    if name == .strike { return flag(SheetNames.val.rawValue) == false ? .plain : .struck }
    switch string(SheetNames.val.rawValue) {
    case "superscript": return .raised
    case "subscript": return .lowered
    default: return .plain
    }
  }
}
