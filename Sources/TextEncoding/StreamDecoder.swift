internal import Glibc

/// Turns chunks of bytes in one encoding into UTF-8.
///
/// A character may be cut anywhere between two chunks.
@safe
package struct StreamDecoder: ~Copyable {
  /// Whether more bytes follow a chunk.
  package enum Position: Sendable {
    /// More may follow.
    case middle
    /// The bytes end here; a cut character is an error.
    case last
  }

  private let descriptor: iconv_t
  private let encoding: TextEncoding
  private var rest: [UInt8] = []
  private var consumed = 0

  /// Opens a decoder.
  ///
  /// - Throws: ``UndecodableText`` when the system has no table of the encoding.
  package init(encoding: TextEncoding) throws(UndecodableText) {
    let name =
      switch encoding {
      case .big5: "BIG5-HKSCS"
      default: encoding.rawValue.uppercased()
      }
    let descriptor = unsafe iconv_open("UTF-8", name)
    // iconv_open fails with (iconv_t) -1.
    guard let descriptor = unsafe descriptor, Int(bitPattern: descriptor) != -1 else {
      throw UndecodableText(encoding: encoding.rawValue, offset: nil)
    }
    unsafe self.descriptor = descriptor
    self.encoding = encoding
  }

  deinit { _ = unsafe iconv_close(descriptor) }

  /// The UTF-8 of a chunk, but for a character that is cut at its end.
  ///
  /// - Throws: ``UndecodableText`` at bytes that the encoding does not know; its offset counts from
  ///   the first byte of the first chunk.
  package mutating func utf8(
    of chunk: ArraySlice<UInt8>, position: Position
  )
    throws(UndecodableText) -> [UInt8]
  {
    var input = rest + chunk
    var output = [UInt8](repeating: 0, count: input.count * 3 + 16)
    var read = 0
    var written = 0
    var status = 0
    unsafe input.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = source.count
        var room = target.count
        if left > 0, unsafe iconv(descriptor, &from, &left, &to, &room) == -1 {
          status = Int(errno)
        }
        read = source.count - left
        written = target.count - room
      }
    }
    // EINVAL: the bytes end inside a character.
    guard status == 0 || (status == Int(EINVAL) && position == .middle) else {
      throw UndecodableText(encoding: encoding.rawValue, offset: consumed + read)
    }
    consumed += read
    rest = Array(input[read...])
    output.removeSubrange(written...)
    return output
  }
}
