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

  static let vocabulary = XMLVocabulary(
    groups: [XLSXNames.main], names: allCases.map { .init(0, "\($0)") })
}
