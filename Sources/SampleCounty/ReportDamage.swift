internal import Foundation

/// What befalls reports on their way through the web: clean text in, damaged text out.
///
/// The text is held in GBK by a program that does not see where characters begin. It puts a pinyin
/// gloss behind some characters, even where their two bytes belong to two neighbours; it handles
/// punctuation in the same way; and what is no longer a character becomes one `?`, which swallows
/// the byte behind it.
struct ReportDamage {
  private static let glosses = [
    ("業", "yè"), ("鄉", "xiāng"), ("農", "nóng"), ("產", "chǎn"), ("發", "fā"), ("現", "xiàn"),
    ("監", "jiān"), ("關", "guān"), ("優", "yōu"), ("續", "xù"), ("態", "tài"), ("創", "chuàng"),
    ("戰", "zhàn"), ("規", "guī"), ("經", "jīng"), ("醫", "yī"), ("內", "nèi"), ("執", "zhí"),
    ("養", "yǎng"), ("聯", "lián"), ("結", "jié"), ("協", "xié"), ("穩", "wěn"), ("質", "zhì"),
    ("鎮", "zhèn"), ("衛", "wèi"), ("統", "tǒng"), ("節", "jié"), ("轉", "zhuǎn"), ("區", "qū"),
    ("環", "huán"), ("網", "wǎng"), ("調", "diào"), ("術", "shù"), ("數", "shù"), ("側", "cè"),
    ("驅", "qū"),
  ]

  /// The full-width question mark, comma and stop, which are handled bytewise.
  private static let marks: [[UInt8]] = [[0xA3, 0xBF], [0xA3, 0xAC], [0xA1, 0xA3]]

  // Scalars, not characters: 裏 has a compatibility twin that is equal to it as a character.
  private let decoded: [UInt16: UnicodeScalar]
  private let encoded: [UnicodeScalar: UInt16]

  /// Prepares the encoding.
  init() {
    // GB 18030, whose two-byte part is GBK.
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    var decoded: [UInt16: UnicodeScalar] = [:]
    var encoded: [UnicodeScalar: UInt16] = [:]
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        guard let text = String(bytes: [lead, trail], encoding: encoding),
          let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
          !(0xE000...0xF8FF).contains(scalar.value), scalar.value != 0xFFFD
        else { continue }
        let pair = UInt16(lead) << 8 | UInt16(trail)
        decoded[pair] = scalar
        encoded[scalar] = pair
      }
    }
    self.decoded = decoded
    self.encoded = encoded
  }

  /// The text as it would have come out.
  func damage(_ text: String) -> String {
    let wide: [UnicodeScalar: UnicodeScalar] = [
      ",": "，", "?": "？", "!": "！", ":": "：", ";": "；", "(": "（", ")": "）",
    ]
    var bytes = encode(text.unicodeScalars.map { wide[$0] ?? $0 })
    for (glossed, reading) in Self.glosses {
      guard let scalar = glossed.unicodeScalars.first, let pair = encoded[scalar] else { continue }
      let key = [UInt8(pair >> 8), UInt8(pair & 0xFF)]
      bytes = insert(encode(Array("(\(reading))".unicodeScalars)), behind: key, in: bytes)
    }
    let pieces = split(bytes)
    let narrow = pieces.map(decode).joined().unicodeScalars
      .map { scalar in
        (0xFF01...0xFF5E).contains(scalar.value)
          ? UnicodeScalar(scalar.value - 0xFEE0) ?? scalar : scalar
      }
    return String(String.UnicodeScalarView(narrow))
  }

  private func encode(_ text: [UnicodeScalar]) -> [UInt8] {
    text.flatMap { scalar -> [UInt8] in
      if scalar.isASCII { return [UInt8(scalar.value)] }
      guard let pair = encoded[scalar] else { return [] }
      return [UInt8(pair >> 8), UInt8(pair & 0xFF)]
    }
  }

  private func insert(_ gloss: [UInt8], behind key: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if index + 1 < bytes.count, bytes[index] == key[0], bytes[index + 1] == key[1] {
        result += key
        result += gloss
        index += 2
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Cuts the bytes before and behind every mark, wherever its two bytes stand side by side; one
  /// kind of mark after the other.
  private func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces = [bytes]
    for mark in Self.marks {
      pieces = pieces.flatMap { Self.marks.contains($0) ? [$0] : cut($0, at: mark) }
    }
    return pieces
  }

  private func cut(_ bytes: [UInt8], at mark: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == mark[0], bytes[index + 1] == mark[1] {
        pieces.append(Array(bytes[start..<index]))
        pieces.append(mark)
        index += 2
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(Array(bytes[start...]))
    return pieces
  }

  private func decode(_ bytes: [UInt8]) -> String {
    var text = ""
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        text.unicodeScalars.append(UnicodeScalar(lead))
        index += 1
      } else if index + 1 == bytes.count {
        text += "?"
        index += 1
      } else if bytes[index + 1] < 0x40 || bytes[index + 1] == 0x7F {
        text += "?"
        index += 2
      } else {
        let pair = UInt16(lead) << 8 | UInt16(bytes[index + 1])
        if let scalar = decoded[pair] { text.unicodeScalars.append(scalar) }
        index += 2
      }
    }
    return text
  }
}
