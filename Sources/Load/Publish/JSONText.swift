internal import Relational

/// A JSON value whose members keep their order, so that the same value is always the same bytes.
package indirect enum JSONText: Hashable, Sendable {
  /// Nothing.
  case null
  /// A text.
  case text(String)
  /// A number.
  case number(Double)
  /// Yes or no.
  case boolean(Bool)
  /// Values in order.
  case list([JSONText])
  /// Members in order.
  case object([Member])

  /// One member of an object.
  package struct Member: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its value.
    package let value: JSONText

    /// Names a value.
    package init(_ name: String, _ value: JSONText) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or null.
  package static func text(_ value: String?) -> JSONText {
    value.map { JSONText.text($0) } ?? .null
  }

  /// A whole number.
  package static func count(_ value: Int) -> JSONText { .number(Double(value)) }

  /// The value in one line.
  package var line: String { rendered(indent: nil) }

  /// The value over indented lines, with a newline at the end.
  package var lines: String { rendered(indent: "") + "\n" }

  private func rendered(indent: String?) -> String {
    switch self {
    case .null: "null"
    case .text(let text): Self.quoted(text)
    case .number(let number): number.isFinite ? DecimalText.shortest(number) : "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .list(let values):
      Self.enclosed("[", "]", indent, values.map { $0.rendered(indent: indent.map { $0 + "  " }) })
    case .object(let members):
      Self.enclosed(
        "{", "}", indent,
        members.map { member in
          let value = member.value.rendered(indent: indent.map { $0 + "  " })
          return Self.quoted(member.name) + (indent == nil ? ":" : ": ") + value
        })
    }
  }

  private static func enclosed(
    _ start: String, _ end: String, _ indent: String?, _ parts: [String]
  ) -> String {
    guard let indent, !parts.isEmpty else { return start + parts.joined(separator: ",") + end }
    let inner = parts.map { "\(indent)  \($0)" }.joined(separator: ",\n")
    return "\(start)\n\(inner)\n\(indent)\(end)"
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      return "\"" + text + "\""
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension StoredValue {
  /// The value as JSON.
  package var json: JSONText {
    switch self {
    case .integer(let integer): .number(Double(integer))
    case .real(let number): .number(number)
    case .text(let text): .text(text)
    case .blank: .null
    }
  }
}
