import Crypto
import Foundation
import Testing

@testable import Load

@Suite struct ReportPageTests {
  @Test func `a browser takes the style of the page, by its hash`() {
    let html = ReportPage(title: .init("报告", "Report"), sections: []).html
    let digest = Data(SHA256.hash(data: Data(ReportPage.style.utf8))).base64EncodedString()
    #expect(html.contains("style-src 'sha256-\(digest)'"))
  }

  @Test func `what stands in a report is text to a browser, and characters to a terminal`() {
    let section = ReportSection(
      "题", "Title",
      .table(
        [.init("列", "Column"), .init("数", "Number", .number)],
        [["<b>\u{1B}[2J", "1"], ["甲乙", "22"]],
        none: .init("无", "None")))
    let title = ReportSection.Title("报告", "Report")
    let html = ReportPage(title: title, sections: [section]).html
    #expect(html.contains("<td>&lt;b&gt;\u{FFFD}[2J</td><td class=\"number\">1</td>"))
    #expect(
      ReportText(title: title, sections: [section]).text == """
        报告 / Report
        =============

        1. 题 / Title

           列                数
           Column        Number
           ------------  ------
           <b>\\u{1B}[2J       1
           甲乙              22

        """)
  }
}
