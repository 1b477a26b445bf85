internal import GRDBSQLite
internal import Relational

/// A database of one table, as the bytes of its file.
///
/// The format is [that of SQLite's files](https://sqlite.org/fileformat2.html), which does not change;
/// here are the parts that such a table needs: a first page with the schema, leaves full of rows, and
/// a root above them. A row that does not fit into a page is none for an image.
@safe
struct DatabaseImage: ~Copyable {
  /// The bytes of a page: SQLite knows no larger ones.
  private static let pageSize = 65_536
  /// The pages of an image, so few that one root has room for all.
  private static let pageLimit = 32
  /// The bytes of a row that needs no overflow page, `U - 35` in the words of the format.
  static let longestRow = pageSize - 35

  /// The file, in memory that SQLite can take over.
  private let bytes: UnsafeMutablePointer<UInt8>
  private var pages = 1

  /// A page of rows.
  private struct Leaf {
    /// The number of the page; the first of a file is 1.
    let page: Int
    var rows = 0
    /// Where the rows start, which fill the page from its end.
    var start = DatabaseImage.pageSize
    /// The key of the last row.
    var lastKey: Int64 = 0
    /// The bytes between the list of the rows' places and the rows.
    var room: Int { start - 8 - 2 * rows }
  }

  private init?() {
    guard let bytes = unsafe sqlite3_malloc64(UInt64(Self.pageLimit * Self.pageSize)) else {
      return nil
    }
    unsafe self.bytes = bytes.assumingMemoryBound(to: UInt8.self)
    unsafe self.bytes.update(repeating: 0, count: Self.pageSize)
  }

  deinit { unsafe sqlite3_free(bytes) }

  /// Makes the image of the first rows of a block.
  ///
  /// - Parameters:
  ///   - rows: The rows; those that are taken leave it.
  ///   - block: The block.
  ///   - measured: Its rows, measured.
  ///   - format: How the rows are stored.
  ///   - shape: The table.
  ///   - version: Something else for every image of a connection, by which SQLite tells that what it
  ///     knows of the one before is no longer true.
  /// - Returns: Nil where the rows are for SQLite itself to judge, convert or store: keys that do not
  ///   ascend, and rows longer than a page.
  @unsafe
  static func taking(
    _ rows: inout Range<Int>, of block: UnsafeBlock, _ measured: borrowing MeasuredRows,
    _ format: RecordFormat, _ shape: TableShape, version: UInt32
  ) -> DatabaseImage? {
    guard var image = DatabaseImage() else { return nil }
    var leaves: [Leaf] = []
    var leaf = Leaf(page: image.addPage())
    var taken = 0
    for row in rows {
      let key = measured.keys[row]
      guard measured.payload(row) <= longestRow, taken == 0 || key > leaf.lastKey else {
        return nil
      }
      let count = measured.count(row)
      if leaf.room < count + 2 {
        // One page is for the root.
        if image.pages + 1 == pageLimit { break }
        image.close(leaf)
        leaves.append(leaf)
        leaf = Leaf(page: image.addPage())
      }
      leaf.start -= count
      let base = unsafe image.page(leaf.page)
      let end = unsafe format.write(row, of: block, measured, at: base + leaf.start)
      unsafe precondition(end == base + leaf.start + count)
      unsafe store(leaf.start, in: 2, at: base + 8 + 2 * leaf.rows)
      leaf.rows += 1
      leaf.lastKey = key
      taken += 1
    }
    image.close(leaf)
    leaves.append(leaf)
    let root = leaves.count == 1 ? leaf.page : image.addRoot(over: leaves)
    guard image.addSchema(shape, root: root, version: version) else { return nil }
    rows = (rows.lowerBound + taken)..<rows.upperBound
    return image
  }

  /// Puts the image in the place of an attached database of a connection; SQLite frees it.
  ///
  /// - Returns: SQLite's result code.
  @unsafe
  consuming func attach(to connection: OpaquePointer, as schema: String) -> Int32 {
    let (bytes, count) = unsafe (bytes, Int64(pages * Self.pageSize))
    discard self
    return unsafe sqlite3_deserialize(
      connection, schema, bytes, count, count,
      UInt32(SQLITE_DESERIALIZE_FREEONCLOSE))
  }

  /// The start of a page.
  @unsafe
  private func page(_ number: Int) -> UnsafeMutablePointer<UInt8> {
    precondition(number > 0 && number <= pages)
    return unsafe bytes + (number - 1) * Self.pageSize
  }

  /// Adds a page with an empty head, of which nothing else is known yet, and gives its number.
  private mutating func addPage() -> Int {
    precondition(pages < Self.pageLimit)
    pages += 1
    unsafe page(pages).update(repeating: 0, count: 12)
    return pages
  }

  /// Writes the head of a leaf (section 1.6 of the format).
  private func close(_ leaf: Leaf) {
    let base = unsafe page(leaf.page)
    unsafe base[0] = 0x0D
    unsafe Self.store(leaf.rows, in: 2, at: base + 3)
    unsafe Self.store(leaf.start, in: 2, at: base + 5)
  }

  /// Adds the page above the leaves: the last key of each but the last, which stands in the head.
  private mutating func addRoot(over leaves: [Leaf]) -> Int {
    let root = addPage()
    let base = unsafe page(root)
    var start = Self.pageSize
    for (index, leaf) in leaves.dropLast().enumerated() {
      start -= 4 + Varint.count(UInt64(bitPattern: leaf.lastKey))
      unsafe Self.store(leaf.page, in: 4, at: base + start)
      _ = unsafe Varint.write(UInt64(bitPattern: leaf.lastKey), at: base + start + 4)
      unsafe Self.store(start, in: 2, at: base + 12 + 2 * index)
    }
    unsafe base[0] = 0x05
    unsafe Self.store(leaves.count - 1, in: 2, at: base + 3)
    unsafe Self.store(start, in: 2, at: base + 5)
    unsafe Self.store(leaves[leaves.count - 1].page, in: 4, at: base + 8)
    return root
  }

  /// Writes the first page: the file's head (section 1.3) and the schema's one row; false where its
  /// statement is too long for the page.
  private func addSchema(_ shape: TableShape, root: Int, version: UInt32) -> Bool {
    let texts = ["table", shape.name, shape.name, shape.definition].map { Array($0.utf8) }
    let types = texts.map { UInt64(RecordType.text(count: $0.count)) }
    let header = types.reduce(2) { $0 + Varint.count($1) }
    let payload = header + texts.reduce(1) { $0 + $1.count }
    let count = Varint.count(UInt64(payload)) + 1 + payload
    guard header < 0x80, payload <= Self.longestRow - 100 else { return false }
    let base = unsafe page(1)
    let start = Self.pageSize - count
    var target = unsafe Varint.write(UInt64(payload), at: base + start)
    unsafe target = Varint.write(1, at: target)
    unsafe target = Varint.write(UInt64(header), at: target)
    for (index, type) in types.enumerated() {
      // The page of the root is a whole number of one byte between the names and the statement.
      if index == 3 { unsafe target = Varint.write(1, at: target) }
      unsafe target = Varint.write(type, at: target)
    }
    for (index, text) in texts.enumerated() {
      if index == 3 { unsafe target = Varint.write(UInt64(root), at: target) }
      for byte in text {
        unsafe target.pointee = byte
        unsafe target += 1
      }
    }
    unsafe precondition(target == base + Self.pageSize)
    unsafe base[100] = 0x0D
    unsafe Self.store(1, in: 2, at: base + 103)
    unsafe Self.store(start, in: 2, at: base + 105)
    unsafe Self.store(start, in: 2, at: base + 108)
    for (index, byte) in "SQLite format 3\0".utf8.enumerated() { unsafe base[index] = byte }
    // The page size that does not fit into two bytes is written as 1.
    let numbers: [(place: Int, count: Int, value: Int)] = [
      (16, 2, 1), (18, 1, 1), (19, 1, 1), (21, 1, 64), (22, 1, 32), (23, 1, 32),
      (24, 4, Int(version)), (28, 4, pages), (40, 4, Int(version)), (44, 4, 4), (56, 4, 1),
      (92, 4, Int(version)), (96, 4, Int(sqlite3_libversion_number())),
    ]
    for number in numbers {
      unsafe Self.store(number.value, in: number.count, at: base + number.place)
    }
    return true
  }

  /// Writes a whole number, the highest byte first.
  @inline(__always) @unsafe
  private static func store(_ number: Int, in count: Int, at target: UnsafeMutablePointer<UInt8>) {
    for byte in 0..<count {
      unsafe target[byte] = UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - byte)))
    }
  }
}
