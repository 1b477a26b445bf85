import Foundation
import Pipeline
import Testing

struct FactPageTests {
  @Test func `every figure is marked, explained and linked both ways`() throws {
    let page = try page("2021-12-20\n全县共有行政村12个，自来水入户率达到90.5%。\n下拨?6万元交通补贴。")
    #expect(page.contains("<a class=\"figure\" id=\"m1\" href=\"#f1\""))
    #expect(page.contains("<li id=\"f1\" value=\"1\">"))
    #expect(page.contains("Share of households with tap water"))
    #expect(page.contains("class=\"figure damaged\""))
    #expect(page.contains("one of 160,000, 260,000"))
    for name in try ids(in: page) { #expect(page.ranges(of: " id=\"\(name)\"").count == 1) }
    for target in page.matches(of: /href="#([a-z0-9]+)"/).map(\.output.1) {
      #expect(page.contains(" id=\"\(target)\""), "\(target)")
    }
  }

  @Test func `repairs are visible beside what stood there`() throws {
    let page = try page("鄉(xiāng)村有農(nóng)戶30戶，&ldquo;三農&rdquo;工作。")
    #expect(page.contains("<del class=\"deterministic\" title=\"gloss\">(xiāng)</del>"))
    #expect(page.contains("<del class=\"deterministic\" title=\"entity\">&amp;ldquo;</del>"))
  }

  @Test func `a check shows its figures and links to both places`() throws {
    let page = try page("户籍人口100人，其中男性60人，女性50人。")
    #expect(page.contains("<tr id=\"contradicted\" class=\"contradicted\">"))
    #expect(page.contains("60 + 50 = 100"))
    #expect(page.contains("href=\"#m3\""))
  }

  @Test func `headings are headings, and what all figures share is said once`() throws {
    let page = try page(
      "石门县工作总结\n一、基本情况\n截至2021年10月末，全县有农户30户，行政村12个。\n户籍人口100人，其中男性60人，女性50人。\n"
        + "参保率98%，参保率98%。")
    #expect(page.contains("<h1><span lang=\"zh\">石门县工作总结</span></h1>"))
    #expect(page.contains("<h2 lang=\"zh\">一、基本情况</h2>"))
    #expect(page.contains("all figures: as of: 2021-10-31, place: 石门县"))
    let rows = page.matches(of: /<tr[^>]* class="([a-z]+)"/).map { String($0.output.1) }
    let order = ["contradicted", "anomaly", "undecidable", "holds"]
    #expect(rows == rows.sorted { order.firstIndex(of: $0)! < order.firstIndex(of: $1)! })
    #expect(page.contains("<a href=\"#contradicted\">"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>全县12户", "\" onclick=\"x\" 12户", "'><img src=x onerror=y> 有12户",
    "\u{0}\u{1}\u{202E}12户",
    "&lt;b&gt;12户&amp;",
  ])
  func `nothing of a report becomes markup`(text: String) throws {
    let page = try page(text)
    #expect(page.ranges(of: "<script").isEmpty)
    #expect(page.ranges(of: "<img").isEmpty)
    #expect(page.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!page.contains("\u{202E}"))
    let article = try #require(page.split(separator: "<article").last)
    #expect(article.matches(of: /<[a-z0-9]+[^>]* on[a-z]+=/).isEmpty)
  }

  @Test func `the page needs nothing but itself`() throws {
    let page = try page("https://example.org/a.png 全县12户")
    #expect(page.matches(of: /(src|href)="(?!#)/).isEmpty)
    #expect(!page.contains("@import") && !page.contains("url("))
    #expect(page.contains("Content-Security-Policy"))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
  }

  private func ids(in page: String) throws -> Set<String> {
    Set(page.matches(of: /\ id="([a-z0-9]+)"/).map { String($0.output.1) })
  }

  private func page(_ report: String) throws -> String {
    let path = NSTemporaryDirectory() + "millet-\(UUID().uuidString).txt"
    try Data(report.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var page = ""
    _ = try FactListing(
      path: path, catalogue: root.appending(path: "Pipelines/catalogue.yml").path, format: .html
    )
    .run { page += $0 }
    return page
  }
}
