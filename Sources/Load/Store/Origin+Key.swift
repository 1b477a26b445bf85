internal import Relational
package import SurveyModel

/// The key of a row in every table of the store: file, worksheet and row in one 63-bit number.
///
/// It orders rows as ``Origin`` does, so that a table read by its key is in the order of the files,
/// however they were appended. 20 bits are the file, 15 the worksheet, 28 the row.
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

  /// The columns that spell a key out; rows count from 1, as a spreadsheet shows them.
  static let columnsOfKey = """
    "file" INTEGER NOT NULL GENERATED ALWAYS AS ("origin" >> 43) VIRTUAL,
    "worksheet" INTEGER NOT NULL GENERATED ALWAYS AS (("origin" >> 28) & 32767) VIRTUAL,
    "row" INTEGER NOT NULL GENERATED ALWAYS AS (("origin" & 268435455) + 1) VIRTUAL
    """
}
