import PropertyTesting
import Testing

@testable import TextEncoding

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
      #expect(decoded.found.encoding.name == encoding)
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

  @Test(arguments: [
    ("latin1", "windows-1252"), ("ISO_8859-2:1987", "iso-8859-2"), ("x-sjis", "shift_jis"),
    ("MS_Kanji", "shift_jis"), ("ks_c_5601-1987", "euc-kr"), ("gb_2312-80", "gb18030"),
    ("cn-big5", "big5"), ("tis-620", "windows-874"), ("koi8-ru", "koi8-u"), ("866", "ibm866"),
    ("x-mac-ukrainian", "x-mac-cyrillic"), ("iso-8859-9", "windows-1254"), ("utf8", "utf-8"),
    ("logical", "iso-8859-8-i"), ("unicode", "utf-16le"), ("ISO-8859-16", "iso-8859-16"),
    ("IBM850", "ibm850"), ("tcvn", "tcvn"),
  ])
  func `a name means what the encoding standard says, or what the system knows`(
    label: String, name: String
  ) {
    #expect(TextEncoding(name: label)?.name == name)
  }

  @Test(arguments: ["", "klingon", "utf-8//TRANSLIT", "../gb18030", "a,b"])
  func `a name that nobody knows is none`(label: String) {
    #expect(TextEncoding(name: label) == nil)
  }

  @Test(
    arguments: [
      (1251, [0xCF, 0xEE], "По"), (1250, [0xBC], "Ľ"), (1253, [0xC1], "Α"), (1257, [0xE0], "ą"),
      (10000, [0x8E], "é"), (437, [0x82], "é"), (866, [0x80], "А"), (874, [0xA1], "ก"),
      (932, [0x91, 0xBA], "村"), (949, [0xB0, 0xA1], "가"), (1361, [0x88, 0x61], "가"),
      (936, [0xB4, 0xE5], "村"), (950, [0xA7, 0xF8], "村"), (10007, [0x80], "А"),
      (1255, [0xE0], "א"), (1258, [0xE1], "á"), (65001, [0xC3, 0xA9], "é"), (28592, [0xA1], "Ą"),
    ] as [(Int, [UInt8], String)])
  func `a code page is known by its number`(number: Int, bytes: [UInt8], text: String) throws {
    let encoding = try #require(TextEncoding(codePage: number))
    #expect(try encoding.text(of: bytes) == text)
  }

  @Test func `a code page that no table is of is none`() {
    #expect(TextEncoding(codePage: 0) == nil)
    #expect(TextEncoding(codePage: 720) == nil)
  }

  @Test func `every encoding that the standard names has a table`() throws {
    for name in [
      "utf-8", "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
      "iso-8859-7", "iso-8859-8", "iso-8859-8-i", "iso-8859-10", "iso-8859-13", "iso-8859-14",
      "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-874", "windows-1250",
      "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
      "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gb18030", "big5", "euc-jp",
      "iso-2022-jp", "shift_jis", "euc-kr", "utf-16be", "utf-16le", "johab",
    ] {
      let encoding = try #require(TextEncoding(name: name))
      #expect(encoding.name == name)
      #expect(try encoding.text(of: []) == "")
    }
  }

  @Test func `the last character is there, though a mark could have followed it`() throws {
    // The tables of Vietnamese and Hebrew keep a letter back until they know.
    #expect(try TextEncoding(name: "windows-1258")?.text(of: [0x61, 0x6F]) == "ao")
    #expect(try TextEncoding(name: "windows-1255")?.text(of: [0xE9]) == "י")
    #expect(try TextEncoding.big5.text(of: [0x88, 0x66]) == "Ê")
  }

  @Test(
    arguments: [
      ("windows-1251", [0xD1, 0xE5, 0xEB, 0xEE, 0x20, 0xC8, 0xE2, 0xE0], "Село Ива"),
      ("Shift_JIS", [0x91, 0xBA, 0x90, 0x6C, 0x8C, 0xFB], "村人口"),
      ("iso-8859-2", [0xC0, 0x31, 0x3C, 0xE7], "Ŕ1<ç"),
      ("euc-kr", [0xB8, 0xB6, 0xC0, 0xBB], "마을"),
    ] as [(String, [UInt8], String)])
  func `what a text declares is believed where its bytes do not deny it`(
    declared: String, bytes: [UInt8], text: String
  ) throws {
    let decoded = try TextEncoding.decode(bytes, declared: declared)
    #expect(decoded.text == text)
    #expect(decoded.found.doubt == nil)
  }

  @Test func `a declared name that nobody knows leaves a doubt`() throws {
    let decoded = try TextEncoding.decode([0xCF, 0xEE, 0x2C, 0x31], declared: "klingon")
    #expect(decoded.found.doubt == .unknownName("klingon"))
  }

  @Test func `a clean text of one village is no doubtful GBK`() throws {
    // 村,n and 柳沟村,1.
    let head: [UInt8] = [0xB4, 0xE5, 0x2C, 0x6E, 0x0A]
    let row: [UInt8] = [0xC1, 0xF8, 0xB9, 0xB5, 0xB4, 0xE5, 0x2C, 0x31, 0x0A]
    let found = try TextEncoding.detected(
      in: head + Array(repeating: row, count: 99).flatMap(\.self))
    #expect(found == DetectedEncoding(.gb18030))
  }

  @Test func `Korean, which the table of GBK explains as well, is doubtful`() throws {
    // 마을,가구수,사람,이름,나이 in EUC-KR.
    let bytes: [UInt8] = [
      0xB8, 0xB6, 0xC0, 0xBB, 0x2C, 0xB0, 0xA1, 0xB1, 0xB8, 0xBC, 0xF6, 0x2C, 0xBB, 0xE7, 0xB6,
      0xF7,
      0x2C, 0xC0, 0xCC, 0xB8, 0xA7, 0x2C, 0xB3, 0xAA, 0xC0, 0xCC, 0x0A,
    ]
    #expect(try TextEncoding.detected(in: bytes).doubt == .guessed)
  }

  @Test(
    arguments: [
      // Mühlhausen Größe and Kłodzko Żary in the code pages of Windows, Село in Windows-1251.
      ([0x4D, 0xFC, 0x68, 0x6C, 0x3B, 0x47, 0x72, 0xF6, 0xDF, 0x65, 0x0A], "windows-1252"),
      (
        [0x4B, 0xB3, 0x6F, 0x64, 0x7A, 0x6B, 0x6F, 0x3B, 0xAF, 0x61, 0x72, 0x79, 0x0A],
        "windows-1252"
      ),
      ([0xD1, 0xE5, 0xEB, 0xEE, 0x3B, 0xE8, 0xEC, 0xFF, 0x0A], "windows-1252"),
      // 槐树坪 in GBK, which has no common character, and 서울 in EUC-KR.
      ([0xBB, 0xB1, 0xCA, 0xF7, 0xC6, 0xBA, 0x0A], "gb18030"),
      ([0xBC, 0xAD, 0xBF, 0xEF, 0x0A], "big5"),
    ] as [([UInt8], String)])
  func `what could be several encodings is the likeliest, and doubtful`(
    bytes: [UInt8], name: String
  ) throws {
    let found = try TextEncoding.detected(in: bytes)
    #expect(found.encoding.name == name)
    #expect(found.doubt == .guessed)
  }

  @Test func `what is counted as UTF-8 is what the standard library takes for it`() {
    var generator = SeededGenerator(seed: 11)
    let bytes: [UInt8] = [
      0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xF0, 0xF4, 0xF5,
    ]
    for _ in 0..<20_000 {
      let text = (0..<4).map { _ in bytes.randomElement(using: &generator) ?? 0 }
      let share = UTF8Share(text[...], position: .last)
      let isValid = String(validating: text, as: UTF8.self) != nil
      #expect((share.stray == 0) == isValid, "\(text)")
    }
  }

  @Test func `a short text in UTF-8 is told to be cut`() throws {
    let failure = #expect(throws: UndecodableText.self) {
      try TextEncoding.detected(in: Array("a,村\n1,上坝".utf8).dropLast())
    }
    #expect(failure == UndecodableText(encoding: "utf-8", offset: 11))
  }

  @Test func `a stray zero makes no UTF-16 of UTF-8`() throws {
    var bytes = Array(String(repeating: "户编号,上坝村\n", count: 50).utf8)
    bytes[101] = 0
    for count in [bytes.count, bytes.count - 1] {
      let start = bytes[(bytes.count - count)...]
      let encoding = try? TextEncoding.detected(in: Array(start)).encoding
      #expect(encoding == .utf8 || encoding == nil)
    }
  }

  @Test func `a wrong byte in a text of one encoding is told by its place`() throws {
    var utf8 = Array(String(repeating: "户编号,上坝村\n", count: 20).utf8)
    utf8[101] = 0xFF
    let failure = #expect(throws: UndecodableText.self) { try TextEncoding.decode(utf8) }
    #expect(failure?.encoding == "utf-8")
    #expect(abs((failure?.offset ?? 0) - 101) <= 2)
    var gbk = Array(repeating: Self.gbk + [0x0A], count: 20).flatMap(\.self)
    gbk.insert(0xFF, at: 90)
    let other = #expect(throws: UndecodableText.self) { try TextEncoding.decode(gbk) }
    #expect(other?.encoding == "gb18030")
    #expect(abs((other?.offset ?? 0) - 90) <= 2)
  }

  @Test(arguments: ["杨家庄村,欧阳建国", "清河镇,王", "上坝村", "柳沟"])
  func `a line in UTF-8 in a text in GBK is told`(line: String) throws {
    let lines = Array(repeating: Self.gbk + [0x0A], count: 20).flatMap(\.self)
    let failure = #expect(throws: UndecodableText.self) {
      try TextEncoding.decode(lines + Array("201,\(line),4\n".utf8) + lines)
    }
    #expect(failure?.encoding == "gb18030")
    #expect((failure?.offset ?? 0) >= lines.count)
  }

  @Test func `a text in GBK alone has no line in UTF-8`() throws {
    for lead in 0xB0...0xF7 {
      var lines = MixedLines(in: .gb18030)
      for trail in 0xA1...0xFE where !(lead == 0xD7 && trail > 0xF9) {
        let pair = [UInt8(lead), UInt8(trail)]
        lines?.look(through: (pair + [0x2C] + pair + pair + [0x0A])[...], position: .middle)
      }
      #expect(throws: Never.self) { try lines?.check() }
    }
  }
}
