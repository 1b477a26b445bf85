internal import SurveyModel
internal import XMLStream

/// Collects the worksheets of an OpenDocument spreadsheet.
final class ODFList: XMLEvents {
  private var sheets: [WorksheetInfo] = []
  private var epoch = DateEpoch.year1900
  private(set) var isSpreadsheet = false
  private var hiddenStyles: Set<String>
  private var style = ""
  private var depth = 0

  /// The worksheets so far.
  var worksheets: [WorksheetInfo] { sheets.map { $0.with(epoch: epoch) } }

  init(hiddenStyles: Set<String> = []) {
    self.hiddenStyles = hiddenStyles
  }

  func start(_ tag: borrowing XMLStartTag) throws {
    switch ODFNames(rawValue: tag.name) {
    case .spreadsheet: isSpreadsheet = true
    case .style: style = tag.string(ODFNames.styleStyleName.rawValue) ?? ""
    case .tableProperties:
      if tag.string(ODFNames.display.rawValue) == "false" { hiddenStyles.insert(style) }
    case .nullDate: readEpoch(tag)
    case .table:
      depth += 1
      guard depth == 1, isSpreadsheet else { return }
      let name = tag.string(ODFNames.name.rawValue) ?? "Sheet\(sheets.count + 1)"
      let style = tag.string(ODFNames.styleName.rawValue) ?? ""
      sheets.append(
        WorksheetInfo(
          index: sheets.count, name: name, isHidden: hiddenStyles.contains(style)))
    default: break
    }
  }

  /// Takes the day that the numbers of dates count from; LibreOffice's own is that of Excel.
  private func readEpoch(_ tag: borrowing XMLStartTag) {
    let value =
      tag.string(ODFNames.nullDateValue.rawValue) ?? tag.string(ODFNames.dateValue.rawValue)
    guard let date = value.flatMap({ CalendarDate(iso: $0.prefix(10)) }), date.precision == .day
    else { return }
    epoch = date.description == "1899-12-30" ? .year1900 : .day(date)
  }

  func end(_ name: Int) throws {
    if name == ODFNames.table.rawValue { depth -= 1 }
  }

  func text(_ utf8: Span<UInt8>) throws {}
}
