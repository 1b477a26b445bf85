internal import SurveyModel
internal import XMLStream

/// Collects the worksheets of a SpreadsheetML workbook.
final class SpreadsheetMLList: XMLEvents {
  private(set) var worksheets: [WorksheetInfo] = []
  private(set) var isWorkbook = false
  private var isInWorksheet = false
  private var isInVisible = false
  private var visible = ""

  func start(_ tag: borrowing XMLStartTag) throws {
    switch SpreadsheetMLNames(rawValue: tag.name) {
    case .workbook: isWorkbook = true
    case .worksheet:
      let name = tag.string(SpreadsheetMLNames.name.rawValue)
      worksheets.append(
        WorksheetInfo(index: worksheets.count, name: name ?? "Sheet\(worksheets.count + 1)"))
      isInWorksheet = true
    case .visible:
      isInVisible = isInWorksheet
      visible = ""
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SpreadsheetMLNames(rawValue: name) {
    case .worksheet: isInWorksheet = false
    case .visible:
      if isInVisible, visible.hasPrefix("SheetHidden") || visible.hasPrefix("SheetVeryHidden"),
        let last = worksheets.popLast()
      {
        worksheets.append(WorksheetInfo(index: last.index, name: last.name, isHidden: true))
      }
      isInVisible = false
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    guard isInVisible, visible.utf8.count < 64 else { return }
    var bytes: [UInt8] = []
    bytes.append(utf8)
    visible += String(decoding: bytes, as: UTF8.self)
  }
}
