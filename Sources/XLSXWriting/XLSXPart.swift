internal import XMLStream

/// Counts what a part of a workbook's file has (ISO/IEC 29500-1, 18.2 and 18.3; 29500-2, 7.2.3 and 6.5.3).
final class XLSXPart: XMLEvents {
  /// What a sheet has, where the part is one.
  private(set) var sheet = XLSXTally.Sheet()
  private var others: [Name: Int] = [:]
  /// Whether each list has as many entries as it says.
  private(set) var isComplete = true
  private var open: [List] = []
  private var isInText = false

  /// An element that is open: how many entries it says that it has, and how many have come.
  private struct List {
    var wanted: Int?
    var found = 0
  }

  /// The names that are known: elements and attributes alike.
  enum Name: Int, CaseIterable {
    case row
    case c
    case `is`
    case v
    case t
    case col
    case min
    case max
    case hyperlink
    case sheet
    case definedName
    case override
    case relationship
    case count
    case size

    /// The name as files have it.
    fileprivate var local: String {
      switch self {
      case .override: "Override"
      case .relationship: "Relationship"
      default: "\(self)"
      }
    }
  }

  static let vocabulary = XMLVocabulary(
    groups: [
      [
        "", "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/package/2006/content-types",
        "http://schemas.openxmlformats.org/package/2006/relationships",
      ]
    ], names: Name.allCases.map { .init(0, $0.local) })

  /// How many elements of a name there are, of those that are no part of a sheet.
  subscript(name: Name) -> Int { others[name, default: 0] }

  func start(_ tag: borrowing XMLStartTag) {
    if !open.isEmpty { open[open.count - 1].found += 1 }
    var list = List()
    switch Name(rawValue: tag.name) {
    case .row: sheet.rows += 1
    case .c: sheet.cells += 1
    case .t: isInText = true
    case .hyperlink: sheet.links += 1
    case .col:
      let first = tag.integer(Name.min.rawValue) ?? 0
      sheet.columns += 1 + (tag.integer(Name.max.rawValue) ?? 0) - first
    case .is, .v: break
    case nil:
      list.wanted = tag.integer(Name.count.rawValue) ?? tag.integer(Name.size.rawValue)
    case .some(let name): others[name, default: 0] += 1
    }
    open.append(list)
  }

  func end(_ name: Int) {
    isInText = false
    guard let list = open.popLast(), let wanted = list.wanted else { return }
    if wanted != list.found { isComplete = false }
  }

  func text(_ utf8: Span<UInt8>) {
    if isInText { sheet.textBytes += utf8.count }
  }
}
