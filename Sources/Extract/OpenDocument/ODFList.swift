internal import SurveyModel
internal import XMLStream

/// Collects the worksheets of an OpenDocument spreadsheet.
final class ODFList: XMLEvents {
  private(set) var worksheets: [WorksheetInfo] = []
  private(set) var isSpreadsheet = false
  private var hiddenStyles: Set<String>
  private var style = ""
  private var depth = 0

  init(hiddenStyles: Set<String> = []) {
    self.hiddenStyles = hiddenStyles
  }

  func start(_ tag: borrowing XMLStartTag) throws {
    switch ODFNames(rawValue: tag.name) {
    case .spreadsheet: isSpreadsheet = true
    case .style: style = tag.string(ODFNames.styleStyleName.rawValue) ?? ""
    case .tableProperties:
      if tag.string(ODFNames.display.rawValue) == "false" { hiddenStyles.insert(style) }
    case .table:
      depth += 1
      guard depth == 1, isSpreadsheet else { return }
      let name = tag.string(ODFNames.name.rawValue) ?? "Sheet\(worksheets.count + 1)"
      let style = tag.string(ODFNames.styleName.rawValue) ?? ""
      worksheets.append(
        WorksheetInfo(
          index: worksheets.count, name: name, isHidden: hiddenStyles.contains(style)))
    default: break
    }
  }

  func end(_ name: Int) throws {
    if name == ODFNames.table.rawValue { depth -= 1 }
  }

  func text(_ utf8: Span<UInt8>) throws {}
}
