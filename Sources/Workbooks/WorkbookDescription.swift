package import SurveyModel

/// A workbook as it is to be written, in whatever format: its sheets, and what it says of itself.
///
/// It is a plain value but for the rows, which a sheet gives one by one whenever a writer asks for
/// them: a table of half a million rows is never held whole. Its writers are ``ODSWriter`` and that of
/// `XLSXWriting`; the same workbook gives the same bytes.
package struct WorkbookDescription {
  /// The title among the properties of the document.
  package let title: String
  /// Who made it.
  package let author: String
  /// The day that it speaks of, which is also the day that it is said to be of: no clock is asked.
  package let date: CalendarDate
  /// The sheets, in order; at least one.
  package let sheets: [Sheet]

  /// Describes a workbook.
  package init(title: String, author: String, date: CalendarDate, sheets: [Sheet]) {
    precondition(!sheets.isEmpty, "a workbook has a sheet")
    self.title = title
    self.author = author
    self.date = date
    self.sheets = sheets
  }
}
