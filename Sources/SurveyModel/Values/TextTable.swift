/// The place of a text in a batch: in its own ``TextTable``, or in the one its workbook shares.
public struct TextID: Hashable, Sendable {
  private static let sharedBit: UInt32 = 1 << 31

  /// The bits that a ``ValueColumn`` stores.
  public let bits: UInt32

  /// Makes an id of stored bits.
  public init(bits: UInt32) {
    self.bits = bits
  }

  /// The text at `index` of the batch's own table.
  public static func local(_ index: Int) -> Self { Self(bits: UInt32(index)) }

  /// The text at `index` of the workbook's shared strings.
  public static func shared(_ index: Int) -> Self { Self(bits: UInt32(index) | sharedBit) }

  /// Whether the text is one of the workbook's shared strings.
  public var isShared: Bool { bits & Self.sharedBit != 0 }

  /// The index in the table that holds the text.
  public var index: Int { Int(bits & ~Self.sharedBit) }
}

/// Texts one behind another in one arena of UTF-8, known by their number.
public struct TextTable: Sendable {
  /// The UTF-8 of all texts.
  public private(set) var bytes: [UInt8] = []
  /// Where each text starts in ``bytes``, and, last, where the last one ends.
  public private(set) var offsets: [Int] = [0]

  /// Makes an empty table.
  public init() {}

  /// The number of texts.
  public var count: Int { offsets.count - 1 }

  /// Adds a text and gives its index.
  @discardableResult
  public mutating func append(_ text: some StringProtocol) -> Int {
    bytes.append(contentsOf: text.utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Adds a text given as valid UTF-8 and gives its index.
  @discardableResult
  public mutating func append(utf8: some Collection<UInt8>) -> Int {
    bytes.append(contentsOf: utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Adds a text given as valid UTF-8 and gives its index.
  ///
  /// The same as the generic one, which is slow when called from another module.
  @discardableResult
  public mutating func append(utf8: [UInt8]) -> Int {
    bytes.append(contentsOf: utf8)
    offsets.append(bytes.count)
    return offsets.count - 2
  }

  /// Makes room for texts of so many bytes in all.
  public mutating func reserveCapacity(utf8 count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Adds several texts that stand one behind another in valid UTF-8.
  ///
  /// `ends` says where each ends, in ascending order; what stands behind the last is no text.
  public mutating func append(utf8: [UInt8], ends: [Int]) {
    let start = bytes.count
    bytes.append(contentsOf: utf8[..<(ends.last ?? 0)])
    for end in ends { offsets.append(start + end) }
  }

  /// The bytes of a text.
  public func utf8(at index: Int) -> ArraySlice<UInt8> {
    bytes[offsets[index]..<offsets[index + 1]]
  }

  /// The text at an index.
  public subscript(index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }

  /// Forgets every text and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }
}

/// The shared strings of a workbook: read once, then only looked up, from any thread.
public final class SharedTexts: Sendable {
  /// A workbook without shared strings.
  public static let none = SharedTexts(TextTable())

  /// The texts.
  public let table: TextTable

  /// Keeps the texts of one workbook.
  public init(_ table: TextTable) {
    self.table = table
  }
}
