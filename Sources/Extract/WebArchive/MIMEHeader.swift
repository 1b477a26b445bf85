/// The header of a MIME message or of a part of one (RFC 2045).
struct MIMEHeader {
  private var fields: [String: String] = [:]

  /// Reads the lines up to the first blank one; gives the index behind that.
  static func read(_ bytes: ArraySlice<UInt8>) -> (header: Self, body: Int) {
    var header = Self()
    var last = ""
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = String(decoding: bytes[index..<end], as: UTF8.self)
      if line.hasSuffix("\r") { line.removeLast() }
      index = min(end + 1, bytes.endIndex)
      if line.isEmpty { break }
      if line.first == " " || line.first == "\t" {
        // A long field goes on in lines that are set in.
        if !last.isEmpty { header.fields[last]? += " " + line.drop { $0.isWhitespace } }
      } else if let colon = line.firstIndex(of: ":") {
        last = line[..<colon].lowercased()
        header.fields[last] = String(line[line.index(after: colon)...].drop { $0.isWhitespace })
      }
    }
    return (header, index)
  }

  /// The value of a field, without its parameters, in lower case; empty when it is not there.
  func value(_ name: String) -> String {
    let value = (fields[name] ?? "").prefix { $0 != ";" }
    return String(value.lowercased().filter { !$0.isWhitespace })
  }

  /// A field as it stands; nil when it is not there.
  func text(_ name: String) -> String? { fields[name] }

  /// A parameter of a field, such as `charset` of `content-type`.
  func parameter(_ parameter: String, of name: String) -> String? {
    guard let field = fields[name] else { return nil }
    for piece in field.split(separator: ";").dropFirst() {
      let parts = piece.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].lowercased().filter({ !$0.isWhitespace }) == parameter else {
        continue
      }
      let text = parts[1].drop { $0.isWhitespace }
      guard text.first == "\"" else { return String(text.prefix { !$0.isWhitespace }) }
      return String(text.dropFirst().prefix { $0 != "\"" })
    }
    return nil
  }
}
