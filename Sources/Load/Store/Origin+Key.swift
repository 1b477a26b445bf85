internal import Relational
package import SurveyModel

/// The key of a row in every table of the store: file, worksheet and row in one 63-bit number.
///
/// 20 bits are the file, 15 the worksheet, 28 the row: the rows of a worksheet stand together and in
/// their order, however files were appended. Which file comes first, ``FileOrder`` says.
extension Origin {
  /// The key of the row.
  package var key: Int64 {
    precondition(
      file < Self.limit.files && worksheet < Self.limit.worksheets && row < Self.limit.rows)
    return Int64(file) << 43 | Int64(worksheet) << 28 | Int64(row)
  }

  /// The row that a key names.
  package init(key: Int64) {
    self.init(
      file: UInt32(key >> 43), worksheet: UInt32(key >> 28 & 0x7FFF),
      row: UInt32(key & 0xFFF_FFFF))
  }

  /// The key of the first row of a worksheet, which a row of a name tells with its file.
  static func keyOfWorksheet(_ name: String) -> Scalar {
    func part(_ column: String, _ bits: Double) -> Scalar {
      .binary(.column(name, column), .times, .number(bits))
    }
    return .binary(part("file", 0x1p43), .plus, part("worksheet", 0x1p28))
  }

  /// Whether a row is that of the key which is a change's first parameter.
  static let isRow = Scalar.binary(.column(nil, "origin"), .equal, .parameter(1))

  /// The key as a value of a plan: a literal of a plan is a double, which holds no more than 53 bits.
  var scalar: Scalar {
    func part(_ number: UInt32, _ bits: Double) -> Scalar {
      .binary(.number(Double(number)), .times, .number(bits))
    }
    return .binary(
      part(file, 0x1p43), .plus,
      .binary(part(worksheet, 0x1p28), .plus, .number(Double(row))))
  }

  /// Whether a row, known by a name or the only one, is one of some.
  static func isAmong(_ rows: [Origin], of name: String? = nil) -> Scalar {
    .among(.column(name, "origin"), rows.map(\.scalar))
  }

  /// Whether a row is one of those of some keys.
  static func isAmong(_ keys: [Int64]) -> Scalar { isAmong(keys.map { Origin(key: $0) }) }

  /// The number of the file of a row's key.
  static func file(of origin: Scalar) -> Scalar {
    .binary(origin, .wholeQuotient, .number(0x1p43))
  }

  /// The column of the key, and those that spell it out; rows count from 1, as a spreadsheet shows them.
  static var keyColumns: [StoredTable.Column] {
    let key = Scalar.column(nil, "origin")
    let rows = Scalar.number(0x1p28)
    return [
      .required("origin", .integer),
      .required("file", .integer, from: file(of: key)),
      .required(
        "worksheet", .integer,
        from: .binary(.binary(key, .wholeQuotient, rows), .remainder, .number(0x1p15))),
      .required(
        "row", .integer, from: .binary(.binary(key, .remainder, rows), .plus, .number(1))),
    ]
  }
}
