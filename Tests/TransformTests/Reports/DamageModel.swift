import ChineseText

/// How scraped reports get damaged: text in GBK, edited by code that does not see where characters
/// begin, and then decoded.
///
/// 1. A reading is inserted behind each hard character by replacing its two bytes, which also match
///    across two neighbours.
/// 2. Full-width punctuation is cut out of the bytes in the same way.
/// 3. A lead byte before an ASCII byte becomes a `?` that swallows it; unassigned pairs vanish.
struct DamageModel {
  /// A damaged text, and which characters of the clean one still have all of their bytes.
  struct Damaged {
    var text: [Unicode.Scalar] = []
    var survives: [Bool]
  }

  private struct Byte {
    var value: UInt8
    /// The clean character that it belongs to, or -1 for an inserted one.
    var origin: Int
  }

  private static let glosses: [(character: Unicode.Scalar, reading: String)] = [
    ("業", "yè"), ("鄉", "xiāng"), ("農", "nóng"), ("產", "chǎn"), ("發", "fā"), ("現", "xiàn"),
    ("監", "jiān"), ("關", "guān"), ("優", "yōu"), ("續", "xù"), ("態", "tài"), ("創", "chuàng"),
    ("戰", "zhàn"), ("規", "guī"), ("經", "jīng"), ("醫", "yī"), ("內", "nèi"), ("執", "zhí"),
    ("養", "yǎng"), ("聯", "lián"), ("結", "jié"), ("協", "xié"), ("穩", "wěn"), ("質", "zhì"),
    ("鎮", "zhèn"), ("衛", "wèi"), ("統", "tǒng"), ("節", "jié"), ("轉", "zhuǎn"), ("區", "qū"),
    ("環", "huán"), ("網", "wǎng"), ("調", "diào"), ("術", "shù"), ("數", "shù"), ("側", "cè"),
    ("驅", "qū"),
  ]
  private static let cuts: [[UInt8]] = [[0xA3, 0xBF], [0xA3, 0xAC], [0xA1, 0xA3]]

  private let table: GBKTable

  init?() {
    guard let table = GBKTable.shared else { return nil }
    self.table = table
  }

  func damaged(_ clean: [Unicode.Scalar]) -> Damaged {
    var bytes = encoded(clean)
    for gloss in Self.glosses { insert(gloss, into: &bytes) }
    var damaged = Damaged(survives: [Bool](repeating: true, count: clean.count))
    for piece in pieces(bytes) { decode(piece, into: &damaged) }
    return damaged
  }

  private func encoded(_ clean: [Unicode.Scalar]) -> [Byte] {
    var bytes: [Byte] = []
    for (index, scalar) in clean.enumerated() {
      let wide = fullWidth(scalar)
      if wide.isASCII {
        bytes.append(Byte(value: UInt8(wide.value), origin: index))
      } else if let pair = table.bytes(of: wide) {
        bytes.append(Byte(value: pair.lead, origin: index))
        bytes.append(Byte(value: pair.trail, origin: index))
      }
    }
    return bytes
  }

  private func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case ",": "，"
    case "?": "？"
    case "!": "！"
    case ":": "："
    case ";": "；"
    case "(": "（"
    case ")": "）"
    default: scalar
    }
  }

  private func insert(
    _ gloss: (character: Unicode.Scalar, reading: String), into bytes: inout [Byte]
  ) {
    guard let key = table.bytes(of: gloss.character) else { return }
    var reading = [Byte(value: 0x28, origin: -1)]
    for scalar in gloss.reading.unicodeScalars {
      if scalar.isASCII {
        reading.append(Byte(value: UInt8(scalar.value), origin: -1))
      } else if let pair = table.bytes(of: scalar) {
        reading += [Byte(value: pair.lead, origin: -1), Byte(value: pair.trail, origin: -1)]
      }
    }
    reading.append(Byte(value: 0x29, origin: -1))
    var result: [Byte] = []
    var at = 0
    while at < bytes.count {
      if at + 1 < bytes.count, bytes[at].value == key.lead, bytes[at + 1].value == key.trail {
        result += [bytes[at], bytes[at + 1]] + reading
        at += 2
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    bytes = result
  }

  private func pieces(_ bytes: [Byte]) -> [[Byte]] {
    var pieces = [bytes]
    for cut in Self.cuts {
      pieces = pieces.flatMap { piece -> [[Byte]] in
        if piece.count == 2, Self.cuts.contains(piece.map(\.value)) { return [piece] }
        var result: [[Byte]] = []
        var rest: [Byte] = []
        var at = 0
        while at < piece.count {
          if at + 1 < piece.count, piece[at].value == cut[0], piece[at + 1].value == cut[1] {
            result += [rest, [piece[at], piece[at + 1]]]
            rest = []
            at += 2
          } else {
            rest.append(piece[at])
            at += 1
          }
        }
        return result + [rest]
      }
    }
    return pieces
  }

  private func decode(_ bytes: [Byte], into damaged: inout Damaged) {
    func lose(_ byte: Byte) {
      if byte.origin >= 0 { damaged.survives[byte.origin] = false }
    }
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead.value < 0x80 {
        damaged.text.append(Unicode.Scalar(lead.value))
        at += 1
        continue
      }
      guard at + 1 < bytes.count else {
        damaged.text.append("?")
        lose(lead)
        return
      }
      let trail = bytes[at + 1]
      if trail.value < 0x40 || trail.value == 0x7F {
        damaged.text.append("?")
        lose(lead)
        lose(trail)
      } else if let scalar = table.scalar(lead: lead.value, trail: trail.value) {
        damaged.text.append(narrow(scalar))
      } else {
        lose(lead)
        lose(trail)
      }
      at += 2
    }
  }

  private func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}
