/// The rows of blocks in SQLite's record format.
///
/// A record is a header with the type of each value and then the values; how, is told by
/// [section 2.1 of the file format](https://sqlite.org/fileformat2.html#record_format).
struct RecordFormat {
  /// A row that was measured and not yet written.
  struct Measured {
    /// The row's key.
    fileprivate(set) var key: Int64 = 0
    /// The bytes of the record: header and values.
    fileprivate(set) var payload = 0
    /// The bytes of the header.
    fileprivate var header = 0
    /// The types of the values in order, as the header has them.
    fileprivate var types: [UInt64]

    /// The bytes of the row in a leaf of a table: length, key and record.
    var count: Int {
      Varint.count(UInt64(payload)) + Varint.count(UInt64(bitPattern: key)) + payload
    }
  }

  private let columns: [TableShape.Column]
  /// For each column of the table the one of the blocks, or -1 for NULL.
  private let sources: [Int]
  private let keySource: Int

  /// Prepares rows for a table from blocks with columns of these names; nil where they do not fit it.
  init?(_ shape: TableShape, from names: [String]) {
    columns = shape.columns
    sources = columns.map { column in names.firstIndex(of: column.name) ?? -1 }
    guard names.allSatisfy({ name in shape.columns.contains { $0.name == name } }),
      let key = columns.firstIndex(where: \.isKey), sources[key] >= 0,
      zip(columns, sources).allSatisfy({ $0.isOptional || $1 >= 0 })
    else { return nil }
    keySource = sources[key]
  }

  /// A row to measure into.
  var unmeasured: Measured { Measured(types: Array(repeating: 0, count: columns.count)) }

  /// Measures a row.
  ///
  /// - Returns: False where SQLite itself must judge or convert a value: one that is not of the
  ///   column's kind, or NULL where there must be one.
  func measure(_ row: Int, of block: UnsafeBlock, into measured: inout Measured) -> Bool {
    var header = 0
    var body = 0
    let (storage, key) = unsafe block.value(row, keySource)
    guard storage == .integer else { return false }
    measured.key = Int64(bitPattern: key)
    for index in columns.indices {
      let source = sources[index]
      // The key is not stored a second time.
      guard source >= 0, source != keySource else {
        measured.types[index] = RecordType.null
        header += 1
        continue
      }
      let (storage, bits) = unsafe block.value(row, source)
      let type: UInt64
      switch (storage, columns[index].kind) {
      case (.null, _):
        guard columns[index].isOptional else { return false }
        type = RecordType.null
      case (.integer, .integer), (.integer, .any):
        type = RecordType.integer(Int64(bitPattern: bits))
      case (.real, .real): type = RecordType.real(Double(bitPattern: bits), maybeWhole: true)
      case (.real, .any): type = RecordType.real(Double(bitPattern: bits), maybeWhole: false)
      case (.text, .text), (.text, .any), (.shared, .text), (.shared, .any), (.own, .text),
        (.own, .any):
        type = RecordType.text(count: unsafe block.text(storage, bits).count)
      case (.blob, .any): type = RecordType.emptyBlob
      default: return false
      }
      guard type != RecordType.none else { return false }
      measured.types[index] = type
      header += Varint.count(type)
      body += RecordType.count(of: type)
    }
    measured.header = RecordType.headerCount(ofTypes: header)
    measured.payload = measured.header + body
    return true
  }

  /// Writes a row as it was measured, and returns what stands behind it.
  @unsafe
  func write(
    _ measured: Measured, _ row: Int, of block: UnsafeBlock,
    at start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var target = unsafe Varint.write(UInt64(measured.payload), at: start)
    unsafe target = Varint.write(UInt64(bitPattern: measured.key), at: target)
    unsafe target = Varint.write(UInt64(measured.header), at: target)
    for type in measured.types { unsafe target = Varint.write(type, at: target) }
    for index in columns.indices {
      let type = measured.types[index]
      let count = RecordType.count(of: type)
      guard count > 0 else { continue }
      let (storage, bits) = unsafe block.value(row, sources[index])
      if type >= RecordType.firstText {
        guard let text = unsafe block.text(storage, bits).baseAddress else { continue }
        unsafe target.update(from: text, count: count)
      } else {
        let isWhole = type < RecordType.double && storage == .real
        let number = isWhole ? UInt64(bitPattern: Int64(Double(bitPattern: bits))) : bits
        for byte in 0..<count {
          unsafe target[byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - byte)))
        }
      }
      unsafe target += count
    }
    return unsafe target
  }
}

/// The types of values in a record's header, which are sizes as well.
private enum RecordType {
  static let null: UInt64 = 0
  static let double: UInt64 = 7
  static let emptyBlob: UInt64 = 12
  static let firstText: UInt64 = 13
  /// No type at all.
  static let none: UInt64 = 10

  /// The type of a whole number: the shortest.
  @inline(__always)
  static func integer(_ value: Int64) -> UInt64 {
    let magnitude = UInt64(bitPattern: value < 0 ? ~value : value)
    switch magnitude {
    case 0...1 where value >= 0: return 8 + magnitude
    case 0..<0x80: return 1
    case 0..<0x8000: return 2
    case 0..<0x80_0000: return 3
    case 0..<0x8000_0000: return 4
    case 0..<0x8000_0000_0000: return 5
    default: return 6
    }
  }

  /// The type of a number; of a column of numbers, a whole one takes no more room than it needs.
  ///
  /// SQLite stores no number that is none (NaN), and tells whole numbers of up to six bytes from
  /// others in just this way.
  @inline(__always)
  static func real(_ value: Double, maybeWhole: Bool) -> UInt64 {
    if maybeWhole, value == value.rounded(.towardZero), value.magnitude < 0x8000_0000_0000 {
      return integer(Int64(value))
    }
    return value.isNaN ? none : double
  }

  @inline(__always)
  static func text(count: Int) -> UInt64 { firstText + 2 * UInt64(count) }

  /// The bytes of a value of a type.
  @inline(__always)
  static func count(of type: UInt64) -> Int {
    switch type {
    case 1...4: Int(type)
    case 5: 6
    case 6, 7: 8
    case 13...: Int((type - firstText) / 2)
    default: 0
    }
  }

  /// The bytes of a header with its own length, which comes first.
  static func headerCount(ofTypes count: Int) -> Int {
    var length = 1
    while Varint.count(UInt64(count + length)) > length { length += 1 }
    return count + length
  }
}
