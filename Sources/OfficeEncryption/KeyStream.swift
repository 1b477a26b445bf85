/// The bytes that the records of an old workbook are combined with, by their place.
package protocol KeyStream {
  /// Decrypts bytes where they stand.
  ///
  /// - Parameters:
  ///   - bytes: The whole stream of records.
  ///   - range: What to decrypt of it; ranges are given in ascending order.
  ///   - record: The content of the record that it stands in.
  mutating func decrypt(_ bytes: inout [UInt8], _ range: Range<Int>, of record: Range<Int>)
}
