internal import SurveyModel

/// The title of a table, above it or in its own first rows: 表2 白石县各乡镇饮水情况.
struct TableHeading {
  /// Its folded words, behind the number of the table.
  let words: [Unicode.Scalar]
  /// Whether it has the number of a table, so that it is nothing but a title.
  let isNumbered: Bool

  /// How many lines above a table its title may stand.
  private static let reach = 3
  private static let longest = 50

  /// Finds the title of a table.
  ///
  /// - Parameters:
  ///   - own: The table's rows before its titles, of one cell each.
  ///   - start: The paragraph at which the table begins.
  ///   - paragraphs: Those of the document.
  ///   - repair: The document's repair.
  ///   - tables: The words of tables.
  ///   - units: The units.
  init?(
    own: [[Unicode.Scalar]], before start: Int, of paragraphs: [ReportDocument.Paragraph],
    repair: inout DocumentRepair, words tables: TableWords, units: TableUnits
  ) {
    var lines = Array(own.reversed())
    for index in (max(0, start - Self.reach)..<start).reversed() {
      guard paragraphs[index].row == nil, paragraphs[index].scalars.count <= Self.longest else {
        break
      }
      lines.append(repair.text(of: paragraphs[index]).scalars)
    }
    for line in lines where !line.isEmpty {
      guard line.count <= Self.longest, !line.contains(where: \.endsSentence), line.last != ","
      else { return nil }
      if TableCaption.isCaption(line, tables, units) || Self.isDate(line) { continue }
      let number = tables.number(ofTableIn: line)
      words = Array(line.dropFirst(number ?? 0))
      isNumbered = number != nil
      return
    }
    return nil
  }

  /// Whether a line is nothing but a day, as that of a report is.
  private static func isDate(_ line: [Unicode.Scalar]) -> Bool {
    line.allSatisfy { $0.isDigit || "年月日-—./()|".unicodeScalars.contains($0) }
  }
}
