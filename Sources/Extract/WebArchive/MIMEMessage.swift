/// A MIME message taken apart: the wrapping of web pages that are saved as one file, and of mail
/// (RFC 2045, RFC 2557).
struct MIMEMessage {
  /// A part that holds no others.
  struct Part {
    /// Such as `text/html`.
    let type: String
    /// The encoding that the part declares, or nil.
    let charset: String?
    /// Where the part was, so that other parts can name it; nil when nothing says.
    let location: String?
    /// Its content, unwrapped.
    let bytes: [UInt8]
  }

  /// The parts, in order.
  private(set) var parts: [Part] = []

  /// How deep parts may hold parts.
  private static let deepest = 8

  /// Takes a message apart; `most` is the number of parts beyond which the others are left.
  init(_ bytes: [UInt8], most: Int) {
    read(bytes[...], depth: 0, most: most)
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, depth: Int, most: Int) {
    guard parts.count < most else { return }
    let (header, start) = MIMEHeader.read(bytes)
    let body = bytes[start...]
    let type = header.value("content-type")
    guard type.hasPrefix("multipart/"), depth < Self.deepest,
      let boundary = header.parameter("boundary", of: "content-type"), !boundary.isEmpty
    else {
      let content = Self.unwrapped(body, header.value("content-transfer-encoding"))
      parts.append(
        Part(
          type: type.isEmpty ? "text/plain" : type,
          charset: header.parameter("charset", of: "content-type"),
          location: header.text("content-location"), bytes: content))
      return
    }
    for range in Self.pieces(of: body, boundary: Array("--\(boundary)".utf8)) {
      read(bytes[range], depth: depth + 1, most: most)
    }
  }

  /// The ranges between the lines that start with a boundary.
  private static func pieces(of body: ArraySlice<UInt8>, boundary: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start: Int?
    var line = body.startIndex
    while line < body.endIndex {
      let end = body[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
      if body[line..<end].starts(with: boundary) {
        if let start { pieces.append(start..<line) }
        let isLast = body[(line + boundary.count)..<end].starts(with: "--".utf8)
        start = isLast ? nil : end
        if isLast { return pieces }
      }
      line = end
    }
    // A message that is cut off still has its last part.
    if let start, start < body.endIndex { pieces.append(start..<body.endIndex) }
    return pieces
  }

  private static func unwrapped(_ body: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "quoted-printable": quotedPrintable(body)
    case "base64": base64(body)
    default: Array(body)
    }
  }

  /// RFC 2045, section 6.7; what is no escape stays as it is.
  private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count)
    var index = body.startIndex
    while index < body.endIndex {
      let byte = body[index]
      index += 1
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let rest = body[index...]
      if rest.count >= 2, let high = hexadecimal(rest[index]),
        let low = hexadecimal(rest[index + 1])
      {
        bytes.append(high << 4 | low)
        index += 2
        continue
      }
      // A line that is broken for its length, with or without blanks behind the mark.
      let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if blanks.endIndex == body.endIndex || body[blanks.endIndex] == 0x0A {
        index = min(blanks.endIndex + 1, body.endIndex)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  /// RFC 2045, section 6.8; what is no digit is passed over.
  private static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in body {
      let digit: UInt8
      switch byte {
      case 0x41...0x5A: digit = byte - 0x41
      case 0x61...0x7A: digit = byte - 0x61 + 26
      case 0x30...0x39: digit = byte - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
      case UInt8(ascii: "="): return bytes
      default: continue
      }
      bits = bits << 6 | UInt32(digit)
      count += 1
      guard count & 3 != 1 else { continue }
      let shift = UInt32(count & 3 == 2 ? 4 : count & 3 == 3 ? 2 : 0)
      bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    return bytes
  }
}
