internal import DurableFiles
internal import OperatingSystem
internal import Relational
package import SurveyModel

/// A CSV file as it is written: UTF-8, LF, quoted as RFC 4180 asks and no more; what a spreadsheet
/// program would run as a formula is led by an apostrophe.
package struct CSVFile: ~Copyable {
  private let path: String
  private var file: AppendedFile
  private var buffer: [UInt8] = []

  /// Makes the file, empty, and writes its header.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package init(at path: String, header: [String]) throws(RunFailure) {
    self.path = path
    do throws(SystemFault) {
      file = try AppendedFile(path)
    } catch {
      throw RunFailure(file: path, error)
    }
    encode(header)
  }

  /// Writes a row; nil is an empty field.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package mutating func append(_ fields: [String?]) throws(RunFailure) {
    encode(fields)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes what is left and closes the file.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package consuming func close() throws(RunFailure) { try flush() }

  /// A row as a line of CSV with its newline; nil is an empty field.
  package static func line(_ fields: [String?]) -> String {
    var buffer: [UInt8] = []
    encode(fields, into: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  private mutating func encode(_ fields: [String?]) {
    Self.encode(fields, into: &buffer)
  }

  private static func encode(_ fields: [String?], into buffer: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      if let field {
        append(SpreadsheetText.neutral(field), isAlone: fields.count == 1, to: &buffer)
      }
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  private static func append(_ field: String, isAlone: Bool, to buffer: inout [UInt8]) {
    let needsQuotes =
      (field.isEmpty && isAlone)
      || field.utf8.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
          || byte == UInt8(ascii: "\r")
      }
    guard needsQuotes else {
      buffer.append(contentsOf: field.utf8)
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func flush() throws(RunFailure) {
    do throws(SystemFault) {
      try file.append(buffer)
      try file.flush()
    } catch {
      throw RunFailure(file: path, error)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension StoredValue {
  /// The value as a published file writes it.
  package var published: String {
    switch self {
    case .integer(let integer): String(integer)
    case .real(let number): DecimalText.shortest(number)
    case .text(let text): text
    case .blank: ""
    }
  }

  /// The value with a fixed count of decimals, if it is a number.
  package func published(decimals: Int) -> String {
    switch self {
    case .integer(let integer): DecimalText.rounded(Double(integer), decimals: decimals)
    case .real(let number): DecimalText.rounded(number, decimals: decimals)
    case .text(let text): text
    case .blank: ""
    }
  }
}
