import Extract
import Foundation
import Pipeline
import PipelineFile
import PropertyTesting
import SurveyModel
import Testing
import Transform

/// Reports that nobody wrote for a reader: a result or one clear diagnostic, and never a crash.
struct HostileReportTests {
  private static let words = [
    "全县", "12", "户", "万", "?", "？", "(", ")", "（xiāng）", "&", "&#1114112;", "&ldquo;", "<p", "</p>",
    "<table><tr><td>", "\"", "百分之", "第", "分别为", "、", "。", "\t", "\n", "  ", "\u{0}", "\u{FEFF}",
    "\u{10FFFF}",
    "é", "9999999999999999999999999", "一二三四五六七八九十", "亿亿亿", "-", "—", "至", "年", "2021", ".", ",",
    "%", "人",
    "以上", "減產(chǎn)", "?shù)", "<!--", "<script>", "其中", "小额信贷", "截至",
  ]

  @Test func `no text traps, whatever it is made of`() throws {
    for seed in 0..<150 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let count = Int(generator.next() % 300)
      let text = (0..<count).map { _ in generator.pick(Self.words) }.joined()
      let page = seed < 3 ? FactListing.Format.html : nil
      #expect(throws: Never.self, "seed \(seed)") { try read(Array(text.utf8), page: page) }
    }
  }

  @Test func `no bytes trap, and what cannot be read is one diagnostic`() {
    let heads: [[UInt8]] = [
      [], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], Array("<html>".utf8), [0x50, 0x4B, 3, 4],
      Array("<meta charset=big5>".utf8),
    ]
    for seed in 0..<150 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let count = Int(generator.next() % 2000)
      let bytes = generator.pick(heads) + (0..<count).map { _ in UInt8(generator.next() & 0xFF) }
      do {
        _ = try read(bytes, page: nil)
      } catch let failure as RunFailure {
        #expect(failure.diagnostic.remedy != nil, "seed \(seed)")
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
  }

  @Test(arguments: ["utf-8", "utf-16", "gb18030", "gbk", "big5", "iso-8859-1", "klingon"])
  func `a page that names the wrong encoding is read by its bytes`(declared: String) throws {
    let text = "<html><meta charset=\"\(declared)\"><p>全县户籍人口12345人。</p></html>"
    let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let gbk = try #require(Self.gbk(text))
    for bytes in [Array(text.utf8), wide, gbk] {
      let facts = try read(bytes, page: nil)
      #expect(facts.map(\.indicator) == ["registered_population"])
      #expect(facts.map(\.value) == [12345])
    }
  }

  @Test func `a line of many characters is read in bounded pieces`() throws {
    let text = String(repeating: "无句号的长行12户", count: 9000)
    let facts = try read(Array(text.utf8), page: nil)
    #expect(facts.count >= 8950)
  }

  @Test func `unbalanced markup loses no paragraph`() throws {
    let open = String(repeating: "<div><table><tr><td><b>", count: 5000)
    let facts = try read(
      Array("<html>\(open)全县户籍人口5人。</i></p></div><p a='\">脱贫村3个".utf8), page: nil)
    #expect(facts.map(\.indicator) == ["registered_population", "villages_out_of_poverty"])
  }

  /// Text of the characters that ``gbk(_:)`` knows, in GBK.
  private static func gbk(_ text: String) -> [UInt8]? {
    let pairs: [Character: [UInt8]] = [
      "全": [0xC8, 0xAB], "县": [0xCF, 0xD8], "户": [0xBB, 0xA7], "籍": [0xBC, 0xAE],
      "人": [0xC8, 0xCB], "口": [0xBF, 0xDA], "。": [0xA1, 0xA3],
    ]
    var bytes: [UInt8] = []
    for character in text {
      if let ascii = character.asciiValue {
        bytes.append(ascii)
      } else if let pair = pairs[character] {
        bytes += pair
      } else {
        return nil
      }
    }
    return bytes
  }

  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Pipelines/catalogue.yml").path
  private static let catalogue = Result {
    try CatalogueFile.read(
      yaml: String(contentsOfFile: path, encoding: .utf8), name: "catalogue.yml")
  }
  private static let reader = catalogue.map { FactReader(catalogue: $0, places: []) }

  /// Reads, repairs and checks a report, and writes it as a page where a format is asked for.
  private func read(_ bytes: [UInt8], page: FactListing.Format?) throws -> [Fact] {
    let document = try DocumentReader.read(bytes: bytes, name: "report")
    let catalogue = try Self.catalogue.get()
    let facts = try Self.reader.get().facts(in: document).facts
    #expect(facts.allSatisfy { $0.isDamaged == ($0.value == nil) })
    #expect(facts.allSatisfy { 0 <= $0.start && $0.start <= $0.end })
    #expect(facts.allSatisfy { $0.end <= document.scalars.count })
    _ = FactChecker(catalogue: catalogue).checks(of: facts)
    var repair = DocumentRepair(document, catalogue: nil)
    for paragraph in document.paragraphs { _ = repair?.repaired(paragraph) }
    if let page {
      let path = NSTemporaryDirectory() + "millet-\(UUID().uuidString)"
      try Data(bytes).write(to: URL(filePath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      _ = try FactListing(path: path, catalogue: Self.path, format: page).run { _ in }
    }
    return facts
  }
}
