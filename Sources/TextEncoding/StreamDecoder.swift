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
    let descriptor = unsafe iconv_open("UTF-8", encoding.table)
    // iconv_open fails with (iconv_t) -1.
    guard let descriptor = unsafe descriptor, Int(bitPattern: descriptor) != -1 else {
      throw UndecodableText(encoding: encoding.name, offset: nil, reason: .noTable)
    }
    unsafe self.descriptor = descriptor
    self.encoding = encoding
  }

  deinit { _ = unsafe iconv_close(descriptor) }

  /// Whether the system has a table of this name.
  static func hasTable(named name: String) -> Bool {
    (try? StreamDecoder(encoding: TextEncoding(name, table: name.uppercased()))) != nil
  }

  /// The UTF-8 of a chunk, but for a character that is cut at its end.
  ///
  /// - Throws: ``UndecodableText`` at bytes that the encoding does not know; its offset counts from
  ///   the first byte of the first chunk.
  package mutating func utf8(
    of chunk: ArraySlice<UInt8>, position: Position
  )
    throws(UndecodableText) -> [UInt8]
  {
    var output: [UInt8] = []
    guard convert(rest + chunk, position, into: &output) else {
      throw UndecodableText(encoding: encoding.name, offset: consumed)
    }
    return output
  }

  /// The UTF-8 of bytes without those that the encoding does not know.
  ///
  /// - Returns: The text, and the offsets of the bytes that were left out.
  mutating func utf8(
    leniently bytes: ArraySlice<UInt8>, position: Position
  ) -> (text: [UInt8], left: [Int]) {
    var output: [UInt8] = []
    var left: [Int] = []
    var start = bytes.startIndex
    consumed = 0
    while !convert(Array(bytes[start...]), .middle, into: &output), start < bytes.endIndex {
      left.append(consumed)
      // Every further byte costs a pass; where so many are wrong, the encoding is.
      guard left.count < 256 else { break }
      consumed += 1
      start = bytes.startIndex + consumed
      _ = unsafe iconv(descriptor, nil, nil, nil, nil)
    }
    // A character that the end cuts is none.
    if position == .last, !rest.isEmpty { left.append(consumed) }
    return (output, left)
  }

  /// Converts bytes; false at the first that the encoding does not know, to which ``consumed`` then
  /// points.
  private mutating func convert(
    _ bytes: consuming [UInt8], _ position: Position, into output: inout [UInt8]
  ) -> Bool {
    // Taken over, so that no copy is made.
    var input = consume bytes
    var read = 0
    var status = 0
    repeat {
      let (more, written, code) = pass(&input, from: read, isFlush: false)
      status = code
      read += more
      if output.isEmpty { output = written } else { output += written }
    } while status == Int(E2BIG)
    consumed += read
    rest = Array(input[read...])
    // EINVAL: the bytes end inside a character.
    guard status == 0 || (status == Int(EINVAL) && position == .middle) else { return false }
    // Some tables keep a character back until they know that no mark belongs to it.
    if position == .last { output += pass(&input, from: read, isFlush: true).written }
    return true
  }

  private func pass(
    _ input: inout [UInt8], from start: Int, isFlush: Bool
  ) -> (read: Int, written: [UInt8], status: Int) {
    var output = [UInt8](repeating: 0, count: (input.count - start) * 3 + 64)
    var read = 0
    var written = 0
    var status = 0
    unsafe input.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        if start > 0 { unsafe from = from?.advanced(by: start) }
        var left = source.count - start
        var room = target.count
        if isFlush {
          _ = unsafe iconv(descriptor, nil, nil, &to, &room)
        } else if left > 0, unsafe iconv(descriptor, &from, &left, &to, &room) == -1 {
          status = Int(errno)
        }
        read = source.count - start - left
        written = target.count - room
      }
    }
    output.removeSubrange(written...)
    return (read, output, status)
  }
}
