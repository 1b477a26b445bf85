internal import TextEncoding
internal import ZipArchive

/// The line of a text in which a byte stands, found by reading the text again.
struct TextLine {
  /// The one-based number of the line.
  private(set) var number = 1
  /// The bytes of the line before the one that was looked for.
  private(set) var before: [UInt8] = []
  /// That byte and those behind it, up to the end of the line.
  private(set) var behind: [UInt8] = []
  /// Whether the text ends with the line, which has no line break.
  private(set) var isLast = true

  private let offset: Int
  private let encoding: TextEncoding
  private var position = 0
  private var previous: UInt8 = 0xFF

  /// Lines beyond this many bytes are not kept whole.
  private static let longest = 1 << 16

  /// Finds the line of the byte at an offset of a file.
  init(of offset: Int, in file: any ByteSource, _ encoding: TextEncoding) throws(ZipFailure) {
    self.offset = offset
    self.encoding = encoding
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try file.read(into: &buffer, from: 0)
      if count == 0 || find(in: buffer[..<count]) { return }
    }
  }

  /// Finds the line of the byte at an offset of bytes.
  init(of offset: Int, in bytes: [UInt8], _ encoding: TextEncoding) {
    self.offset = offset
    self.encoding = encoding
    _ = find(in: bytes[...])
  }

  /// The bytes of the line.
  var bytes: [UInt8] { before + behind }

  /// The one-based column of the byte, in characters.
  var column: Int {
    1 + ((try? encoding.text(of: before))?.unicodeScalars.count ?? before.count)
  }

  /// Reads on; whether the end of the line was found.
  private mutating func find(in bytes: ArraySlice<UInt8>) -> Bool {
    for byte in bytes {
      let isBreak = isBreak(byte)
      previous = byte
      position += 1
      if isBreak, position > offset {
        isLast = false
        return true
      }
      if isBreak {
        number += 1
        before = []
      } else if position <= offset {
        if before.count < Self.longest { before.append(byte) }
      } else if behind.count < Self.longest {
        behind.append(byte)
      }
    }
    return false
  }

  private func isBreak(_ byte: UInt8) -> Bool {
    switch encoding {
    case .utf16LittleEndian: position & 1 == 1 && byte == 0 && previous == 0x0A
    case .utf16BigEndian: position & 1 == 1 && byte == 0x0A && previous == 0
    default: byte == 0x0A
    }
  }
}
