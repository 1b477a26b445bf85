/// The place of a text in a batch: in its own ``TextTable``, or in the one its workbook shares.
@usableFromInline
package struct TextID: Hashable, Sendable {
  @inlinable static var sharedBit: UInt32 { 1 << 31 }

  /// The bits that a ``ValueColumn`` stores.
  @usableFromInline package let bits: UInt32

  /// Makes an id of stored bits.
  @inlinable
  package init(bits: UInt32) {
    self.bits = bits
  }

  /// The text at `index` of the batch's own table.
  @inlinable
  package static func local(_ index: Int) -> Self { Self(bits: UInt32(index)) }

  /// The text at `index` of the workbook's shared strings.
  @inlinable
  package static func shared(_ index: Int) -> Self { Self(bits: UInt32(index) | sharedBit) }

  /// Whether the text is one of the workbook's shared strings.
  @inlinable package var isShared: Bool { bits & Self.sharedBit != 0 }

  /// The index in the table that holds the text.
  @inlinable package var index: Int { Int(bits & ~Self.sharedBit) }
}

/// Texts one behind another in one arena of UTF-8, known by their number.
package struct TextTable: Sendable {
  /// The UTF-8 of all texts.
  package private(set) var bytes: [UInt8] = []
  /// Where each text starts in ``bytes``, and, last, where the last one ends.
  package private(set) var offsets: [Int] = [0]

  /// Makes an empty table.
  package init() {}

  /// The number of texts.
  package var count: Int { offsets.count - 1 }

  /// Adds a text and gives its index.
  @discardableResult
  package mutating func append(_ text: some StringProtocol) -> Int {
    bytes.append(contentsOf: text.utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Adds a text given as valid UTF-8 and gives its index.
  @discardableResult
  package mutating func append(utf8: some Collection<UInt8>) -> Int {
    bytes.append(contentsOf: utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Adds a text given as valid UTF-8 and gives its index.
  ///
  /// The same as the generic one, which is slow when called from another module.
  @discardableResult
  package mutating func append(utf8: [UInt8]) -> Int {
    bytes.append(contentsOf: utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Makes room for texts of so many bytes in all.
  package mutating func reserveCapacity(utf8 count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Adds several texts that stand one behind another in valid UTF-8.
  ///
  /// `ends` says where each ends, in ascending order; what stands behind the last is no text.
  package mutating func append(utf8: [UInt8], ends: [Int]) {
    let start = bytes.count
    bytes.append(contentsOf: utf8[..<(ends.last ?? 0)])
    for end in ends { offsets.append(start + end) }
  }

  /// The bytes of a text.
  package func utf8(at index: Int) -> ArraySlice<UInt8> {
    bytes[offsets[index]..<offsets[index + 1]]
  }

  /// The text at an index.
  package subscript(index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }

  /// Forgets every text and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }
}

/// The shared strings of a workbook: read once, then only looked up, from any thread.
package final class SharedTexts: Sendable {
  /// A workbook without shared strings.
  package static let none = SharedTexts(TextTable())

  /// The texts.
  package let table: TextTable

  /// Keeps the texts of one workbook.
  package init(_ table: TextTable) {
    self.table = table
  }
}
