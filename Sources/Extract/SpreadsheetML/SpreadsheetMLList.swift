internal import SurveyModel
internal import XMLStream

/// Collects the worksheets of a SpreadsheetML workbook.
final class SpreadsheetMLList: XMLEvents {
  private(set) var isWorkbook = false
  private var sheets: [WorksheetInfo] = []
  /// What the file says of its epoch; an empty element says yes.
  private var flag: SpreadsheetMLStyles?
  private var epoch = DateEpoch.year1900
  private var isInWorksheet = false
  private var isInVisible = false
  private var visible = ""

  /// The worksheets so far.
  var worksheets: [WorksheetInfo] { sheets.map { $0.with(epoch: epoch) } }

  func start(_ tag: borrowing XMLStartTag) throws {
    switch SpreadsheetMLNames(rawValue: tag.name) {
    case .workbook: isWorkbook = true
    case .worksheet:
      let name = tag.string(SpreadsheetMLNames.name.rawValue)
      sheets.append(WorksheetInfo(index: sheets.count, name: name ?? "Sheet\(sheets.count + 1)"))
      isInWorksheet = true
    case .visible:
      isInVisible = isInWorksheet
      visible = ""
    case .date1904: flag = SpreadsheetMLStyles()
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SpreadsheetMLNames(rawValue: name) {
    case .worksheet: isInWorksheet = false
    case .visible:
      if isInVisible, visible.hasPrefix("SheetHidden") || visible.hasPrefix("SheetVeryHidden"),
        let last = sheets.popLast()
      {
        sheets.append(last.hidden())
      }
      isInVisible = false
    case .date1904:
      epoch = flag?.isFlagged == true ? .year1904 : .year1900
      flag = nil
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    flag?.text(utf8)
    guard isInVisible, visible.utf8.count < 64 else { return }
    var bytes: [UInt8] = []
    bytes.append(utf8)
    visible += String(decoding: bytes, as: UTF8.self)
  }
}
