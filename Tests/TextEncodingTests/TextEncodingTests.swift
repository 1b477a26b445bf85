import PropertyTesting
import Testing
import TextEncoding

struct TextEncodingTests {
  private static let sentence = "全县共有行政村218个，自来水入户率达到98.22%。"

  /// ``sentence`` in GBK.
  private static let gbk: [UInt8] = [
    0xC8, 0xAB, 0xCF, 0xD8, 0xB9, 0xB2, 0xD3, 0xD0, 0xD0, 0xD0, 0xD5, 0xFE, 0xB4, 0xE5, 0x32, 0x31,
    0x38, 0xB8, 0xF6, 0xA3, 0xAC, 0xD7, 0xD4, 0xC0, 0xB4, 0xCB, 0xAE, 0xC8, 0xEB, 0xBB, 0xA7, 0xC2,
    0xCA, 0xB4, 0xEF, 0xB5, 0xBD, 0x39, 0x38, 0x2E, 0x32, 0x32, 0x25, 0xA1, 0xA3,
  ]

  /// 自來水，戶數 in Big5.
  private static let big5: [UInt8] = [
    0xA6, 0xDB, 0xA8, 0xD3, 0xA4, 0xF4, 0xA1, 0x41, 0xA4, 0xE1, 0xBC, 0xC6,
  ]

  private static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return littleEndian ? pair : pair.reversed()
    }
  }

  @Test func `each encoding is told by its bytes alone`() throws {
    let cases: [([UInt8], String, String)] = [
      (Array(Self.sentence.utf8), Self.sentence, "utf-8"),
      (Self.gbk, Self.sentence, "gb18030"),
      (Self.big5, "自來水，戶數", "big5"),
      (Self.utf16(Self.sentence, littleEndian: true), Self.sentence, "utf-16le"),
      (Self.utf16(Self.sentence, littleEndian: false), Self.sentence, "utf-16be"),
      (Array("caf\u{E9}".unicodeScalars.map { UInt8($0.value) }), "café", "windows-1252"),
      ([], "", "utf-8"),
    ]
    for (bytes, text, encoding) in cases {
      let decoded = try TextEncoding.decode(bytes, declared: nil)
      #expect(decoded.text == text)
      #expect(decoded.encoding == encoding)
    }
  }

  @Test func `a byte order mark stays in the text as one character`() throws {
    let decoded = try TextEncoding.decode([0xEF, 0xBB, 0xBF] + Array("户".utf8), declared: nil)
    #expect(decoded.text.unicodeScalars.map(\.value) == [0xFEFF, 0x6237])
    let wide = try TextEncoding.decode([0xFF, 0xFE, 0x37, 0x62], declared: nil)
    #expect(wide.text.unicodeScalars.map(\.value) == [0xFEFF, 0x6237])
  }

  @Test(arguments: ["utf-8", "big5", "utf-16", "klingon"])
  func `a wrong declaration does no harm`(declared: String) throws {
    #expect(try TextEncoding.decode(Self.gbk, declared: declared).text == Self.sentence)
  }

  @Test func `no bytes trap`() {
    var generator = SeededGenerator(seed: 7)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let decoded = try? TextEncoding.decode(bytes, declared: nil)
      if let decoded { #expect(decoded.text.unicodeScalars.count <= bytes.count) }
    }
  }

  @Test func `a stream may be cut inside a character`() throws {
    for size in 1...7 {
      var decoder = try StreamDecoder(encoding: .gb18030)
      var utf8: [UInt8] = []
      for start in stride(from: 0, to: Self.gbk.count, by: size) {
        let chunk = Self.gbk[start..<min(start + size, Self.gbk.count)]
        utf8 += try decoder.utf8(of: chunk, position: .middle)
      }
      utf8 += try decoder.utf8(of: [], position: .last)
      #expect(String(decoding: utf8, as: UTF8.self) == Self.sentence)
    }
  }
}
