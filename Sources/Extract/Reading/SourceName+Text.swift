internal import SurveyModel
internal import TextEncoding

extension SourceName {
  private static let remedy =
    "say encoding: of the source (--encoding of millet cells), or save the file as UTF-8"

  /// The finding that the encoding of a text may be another one; nil where it is certain.
  func finding(_ found: DetectedEncoding) -> Diagnostic? {
    let taken = found.encoding.name
    let message: Diagnostic.Message
    switch found.doubt {
    case nil: return nil
    case .guessed:
      message =
        "expected text in UTF-8, UTF-16, GB18030 or Big5, found bytes that were read as \(taken) for want of a better one"
    case .unknownName(let name):
      message =
        "expected a known encoding, found one that is declared as “\(String(name.prefix(40)))”: the text was read as \(taken)"
    }
    return Diagnostic(
      .textEncodingDoubtful, .warning, at: SourceLocation(file: name), message,
      remedy: "compare the cells; where they are wrong, \(Self.remedy)")
  }

  /// The failure of a text that cannot be decoded.
  ///
  /// - Parameters:
  ///   - error: What is wrong.
  ///   - line: Finds the line of a byte at an offset in an encoding.
  /// - Returns: The failure, at the line.
  func failure(
    _ error: UndecodableText, _ line: (Int, TextEncoding) throws -> TextLine
  ) -> RunFailure {
    guard let name = error.encoding else {
      return undecodable("expected text, found bytes of no known encoding")
    }
    guard let offset = error.offset, let encoding = TextEncoding(name: name), name != "utf-32"
    else {
      return error.reason == .noTable
        ? undecodable("expected a table of \(name) among those of the system (iconv), found none")
        : undecodable("expected text in UTF-8, UTF-16, GB18030 or Big5, found \(name.uppercased())")
    }
    guard let line = try? line(offset, encoding) else {
      return undecodable("expected text in \(name), found other bytes at \(offset)")
    }
    let place = SourceLocation.Place.line(line.number, column: line.column)
    let other =
      error.reason == .lineInUTF8 ? .utf8 : Self.encoding(ofLine: line.bytes, besides: encoding)
    if let other {
      return failure(
        .textUndecodable, at: place,
        "expected text in \(name) as in other lines, found a line in \(other.name)",
        remedy: "save the whole file in one encoding, best as UTF-8")
    }
    if line.isLast, line.behind.count < 4, !line.behind.contains(where: { $0 < 0x80 }) {
      return failure(
        .textUndecodable, at: place,
        "expected a whole character at the end of the text, found one that is cut off in \(name)",
        remedy: "ask for the whole file; if no more is missing, end its last line")
    }
    let byte = line.behind.first.map { "the byte 0x" + String($0, radix: 16, uppercase: true) }
    return failure(
      .textUndecodable, at: place,
      "expected text in \(name), found \(byte ?? "the end") at byte \(offset + 1) of the file",
      remedy: "correct the line; where all of the text is in another encoding, \(Self.remedy)")
  }

  private func undecodable(_ message: Diagnostic.Message) -> RunFailure {
    failure(.textUndecodable, message, remedy: "\(Self.remedy)")
  }

  /// The encoding that a line is in for certain, if that is another one.
  private static func encoding(
    ofLine bytes: [UInt8], besides encoding: TextEncoding
  ) -> TextEncoding? {
    guard bytes.contains(where: { $0 >= 0x80 }), !encoding.isWide,
      let found = try? TextEncoding.detected(in: bytes), found.doubt == nil,
      found.encoding != encoding
    else { return nil }
    return found.encoding
  }
}
