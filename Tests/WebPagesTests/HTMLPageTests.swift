import Crypto
import Foundation
import SurveyModel
import Testing
import WebPages

@Suite struct HTMLPageTests {
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }

  @Test(arguments: [nil, "alert('<b>');"])
  func `a page's policy allows its own style and script, by their hashes, and nothing else`(
    script: String?
  ) throws {
    let page = HTMLPage(title: "a <b>", language: "zh", style: "p { color: red; }", script: script)
    let html = page.html(around: "<p>text</p>")
    let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)?.1)
    let scripts = script.map { "; script-src '\(Self.hash($0))'" } ?? ""
    #expect(
      policy == "default-src 'none'; style-src '\(Self.hash("p { color: red; }"))'\(scripts)")
    #expect(html.contains("<title>a &lt;b&gt;</title>") && html.contains("<html lang=\"zh\">"))
    #expect(html.contains("<script>") == (script != nil))
    if let script { #expect(html.contains("<script>\(script)</script>")) }
    #expect(html == page.start + "<p>text</p>" + page.end)
  }

  @Test(arguments: [
    (Label(zh: "户<数", en: "Households"), "<i lang=zh>户&lt;数</i> <i lang=en>Households</i>"),
    (Label(zh: "户数"), "<span lang=zh>户数</span>"),
    (Label(en: "Households"), "<span lang=en>Households</span>"), (Label(), "a &amp; b"),
  ])
  func `a title in one language alone is shown whatever language is chosen`(
    label: Label, html: String
  ) {
    #expect(label.chosen(or: "a & b") == html)
  }
}
