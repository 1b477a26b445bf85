internal import Relational

/// The rows of blocks in SQLite's record format.
///
/// A record is a header with the type of each value and then the values; how, is told by
/// [section 2.1 of the file format](https://sqlite.org/fileformat2.html#record_format).
struct RecordFormat {
  private let columns: [TableShape.Column]
  /// For each column of the table the one of the blocks, or -1 for NULL.
  private let sources: [Int]
  private let keySource: Int
  /// The longest text; one that is longer belongs to no record.
  private let longestText: Int

  /// Prepares rows for a table from blocks with columns of these names; nil where they do not fit it.
  init?(_ shape: TableShape, from names: [String], longestText: Int) {
    columns = shape.columns
    sources = columns.map { column in names.firstIndex(of: column.name) ?? -1 }
    guard names.allSatisfy({ name in shape.columns.contains { $0.name == name } }),
      let key = columns.firstIndex(where: \.isKey), sources[key] >= 0,
      zip(columns, sources).allSatisfy({ $0.isOptional || $1 >= 0 })
    else { return nil }
    keySource = sources[key]
    self.longestText = longestText
  }

  /// Measures the rows of a block.
  ///
  /// - Returns: Nil where SQLite itself must judge or convert a value: one that is not of the column's
  ///   kind, a number that is none, NULL where there must be a value, and a text that is too long.
  @unsafe
  func measure(_ block: UnsafeBlock) -> MeasuredRows? {
    let rows = unsafe block.rows
    var measured = MeasuredRows(rows: rows, columns: columns.count)
    let keys = unsafe block.column(keySource)
    for row in 0..<rows {
      let (storage, key) = unsafe keys.value(row)
      guard storage == .integer else { return nil }
      measured.keys[row] = Int64(bitPattern: key)
    }
    // The key, and what the blocks do not have, is NULL in the record, as all types are at first.
    for (index, source) in sources.enumerated() where source >= 0 && source != keySource {
      let column = columns[index]
      let values = unsafe block.column(source)
      for row in 0..<rows {
        let (storage, bits) = unsafe values.value(row)
        let type: UInt32
        switch (storage, column.kind) {
        case (.null, _):
          guard column.isOptional else { return nil }
          continue
        case (.text, .text), (.text, .any):
          let count = unsafe block.text(bits).count
          guard count <= longestText else { return nil }
          type = RecordType.text(count: count)
        case (.integer, .integer), (.integer, .any):
          type = RecordType.integer(Int64(bitPattern: bits))
        case (.real, .real), (.real, .any):
          let number = Double(bitPattern: bits)
          guard !number.isNaN else { return nil }
          type = RecordType.real(number, maybeWhole: column.kind == .real)
        case (.blob, .any): type = RecordType.emptyBlob
        default: return nil
        }
        measured.set(type, row, index)
      }
    }
    return measured
  }

  /// Writes a row as it was measured, and returns what stands behind it.
  @unsafe
  func write(
    _ row: Int, of block: UnsafeBlock, _ measured: borrowing MeasuredRows,
    at start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let header = measured.header(row)
    var target = unsafe Varint.write(UInt64(header + measured.body(row)), at: start)
    unsafe target = Varint.write(UInt64(bitPattern: measured.keys[row]), at: target)
    unsafe target = Varint.write(UInt64(header), at: target)
    for index in columns.indices {
      unsafe target = Varint.write(UInt64(measured.type(row, index)), at: target)
    }
    for (index, source) in sources.enumerated() {
      let type = measured.type(row, index)
      let count = RecordType.count(of: type)
      guard count > 0 else { continue }
      let column = unsafe block.column(source)
      let bits = unsafe column.bits(row)
      if type >= RecordType.firstText {
        guard let text = unsafe block.text(bits).baseAddress else { continue }
        unsafe copy(count, from: text, to: target)
      } else {
        // True and false take no bytes.
        let isWhole = unsafe type < RecordType.double && !column.isInteger
        let number = isWhole ? UInt64(bitPattern: Int64(Double(bitPattern: bits))) : bits
        for byte in 0..<count {
          unsafe target[byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - byte)))
        }
      }
      unsafe target += count
    }
    return unsafe target
  }

  /// Copies a text, of which most are so short that a call would cost more than the copy.
  @inline(__always) @unsafe
  private func copy(
    _ count: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) {
    guard 8...16 ~= count else {
      if count > 16 { return unsafe target.update(from: source, count: count) }
      for byte in 0..<count { unsafe target[byte] = source[byte] }
      return
    }
    // Two halves of eight bytes, which overlap where the text is shorter.
    let (from, to) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    let first = unsafe from.loadUnaligned(as: UInt64.self)
    let last = unsafe from.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    unsafe to.storeBytes(of: first, as: UInt64.self)
    unsafe to.storeBytes(of: last, toByteOffset: count - 8, as: UInt64.self)
  }
}

/// What the rows of a block will take as records.
struct MeasuredRows: ~Copyable {
  /// The keys of the rows.
  fileprivate(set) var keys: [Int64]
  /// The types of the values, the rows one behind another.
  private var types: [UInt32]
  /// By row, the bytes of the types.
  private var headers: [Int]
  /// By row, the bytes of the values.
  private var bodies: [Int]
  private let columns: Int

  fileprivate init(rows: Int, columns: Int) {
    keys = Array(repeating: 0, count: rows)
    types = Array(repeating: RecordType.null, count: rows * columns)
    headers = Array(repeating: columns, count: rows)
    bodies = Array(repeating: 0, count: rows)
    self.columns = columns
  }

  @inline(__always)
  fileprivate mutating func set(_ type: UInt32, _ row: Int, _ column: Int) {
    types[row * columns + column] = type
    headers[row] += Varint.count(UInt64(type)) - 1
    bodies[row] += RecordType.count(of: type)
  }

  @inline(__always)
  fileprivate borrowing func type(_ row: Int, _ column: Int) -> UInt32 {
    types[row * columns + column]
  }

  /// The bytes of a row's header, its own length among them.
  @inline(__always)
  fileprivate borrowing func header(_ row: Int) -> Int {
    let count = headers[row]
    return count < 0x7F ? count + 1 : RecordType.headerCount(ofTypes: count)
  }

  @inline(__always)
  fileprivate borrowing func body(_ row: Int) -> Int { bodies[row] }

  /// The bytes of a row's record: header and values.
  borrowing func payload(_ row: Int) -> Int { header(row) + bodies[row] }

  /// The bytes of a row in a leaf of a table: length, key and record.
  borrowing func count(_ row: Int) -> Int {
    let payload = payload(row)
    return Varint.count(UInt64(payload)) + Varint.count(UInt64(bitPattern: keys[row])) + payload
  }
}

/// The types of values in a record's header, which are sizes as well.
enum RecordType {
  static let null: UInt32 = 0
  static let double: UInt32 = 7
  static let emptyBlob: UInt32 = 12
  static let firstText: UInt32 = 13

  /// The type of a whole number: the shortest.
  @inline(__always)
  static func integer(_ value: Int64) -> UInt32 {
    let magnitude = UInt64(bitPattern: value < 0 ? ~value : value)
    switch magnitude {
    case 0...1 where value >= 0: return 8 + UInt32(magnitude)
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
  /// SQLite tells whole numbers of up to six bytes from others in just this way.
  @inline(__always)
  static func real(_ value: Double, maybeWhole: Bool) -> UInt32 {
    if maybeWhole, value == value.rounded(.towardZero), value.magnitude < 0x8000_0000_0000 {
      return integer(Int64(value))
    }
    return double
  }

  @inline(__always)
  static func text(count: Int) -> UInt32 { firstText + 2 * UInt32(count) }

  /// The bytes of a value of a type.
  @inline(__always)
  static func count(of type: UInt32) -> Int {
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
