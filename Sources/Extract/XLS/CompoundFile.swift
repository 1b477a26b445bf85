/// A compound file: the file system inside old Office documents ([MS-CFB]).
///
/// Every chain of sectors is bounded by the number of sectors, so that loops end.
struct CompoundFile {
  /// A stream of the file.
  private struct Entry {
    let name: String
    let start: Int
    let size: Int
  }

  /// Why a compound file cannot be read.
  struct Damage: Error {
    let reason: String
  }

  private let view: ByteView
  private let sectorSize: Int
  private let miniSize: Int
  private let miniCutoff: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var entries: [Entry] = []
  private var miniStream: [UInt8] = []

  /// How a compound file starts.
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private static let lastSector: UInt32 = 0xFFFF_FFFA

  /// Reads the directory of a compound file.
  init(_ bytes: [UInt8]) throws(Damage) {
    view = ByteView(bytes: bytes)
    guard bytes.starts(with: Self.signature), let shift = view.u16(30),
      let miniShift = view.u16(32),
      (7...16).contains(shift), (2...shift).contains(miniShift),
      let directory = view.u32(48), let cutoff = view.u32(56), let mini = view.u32(60)
    else { throw Damage(reason: "its header is damaged") }
    sectorSize = 1 << shift
    miniSize = 1 << miniShift
    miniCutoff = cutoff
    try readTable()
    miniTable = Self.words(try chain(from: mini))
    let listing = try chain(from: directory)
    for offset in stride(from: 0, to: listing.count - 127, by: 128) { addEntry(listing, offset) }
    if let root = entries.first, root.size > 0 { miniStream = (try? chain(from: root.start)) ?? [] }
  }

  /// How many sectors the file has room for.
  private var sectors: Int { view.count / sectorSize }

  /// The bytes of the stream of a name, whatever its case; nil when there is none.
  func stream(named name: String) throws(Damage) -> [UInt8]? {
    guard
      let entry = entries.dropFirst().first(where: { $0.name.lowercased() == name.lowercased() })
    else { return nil }
    var bytes: [UInt8]
    if entry.size < miniCutoff {
      bytes = try miniChain(from: entry.start)
    } else {
      bytes = try chain(from: entry.start)
    }
    // A wrong size must not hide what is there.
    if entry.size > 0, entry.size < bytes.count { bytes.removeSubrange(entry.size...) }
    return bytes
  }

  private mutating func addEntry(_ listing: [UInt8], _ offset: Int) {
    let view = ByteView(bytes: Array(listing[offset..<(offset + 128)]))
    guard let length = view.u16(64), let start = view.u32(116), let size = view.u32(120),
      let type = view.u8(66)
    else { return }
    let units = (0..<max(0, min(length, 64) / 2 - 1))
      .compactMap {
        view.u16($0 * 2).map(UInt16.init)
      }
    let isStream = type == 2 || entries.isEmpty
    entries.append(
      Entry(
        name: String(decoding: units, as: UTF16.self), start: isStream ? start : Int(UInt32.max),
        size: isStream ? size : 0))
  }

  private mutating func readTable() throws(Damage) {
    var places = (0..<109).compactMap { view.u32(76 + $0 * 4) }
    var next = view.u32(68) ?? Int(UInt32.max)
    var seen = 0
    // The table has an entry for each sector, so that so many sectors hold all of it.
    while next < sectors, seen <= sectors, places.count <= 109 + sectors {
      let base = (next + 1) * sectorSize
      let entries = sectorSize / 4 - 1
      places += (0..<entries).compactMap { view.u32(base + $0 * 4) }
      next = view.u32(base + entries * 4) ?? Int(UInt32.max)
      seen += 1
    }
    guard seen <= sectors else { throw Damage(reason: "its sector tables run in a circle") }
    for place in places.prefix(sectors) where place < sectors {
      table += Self.words(Array(view.slice((place + 1) * sectorSize..<(place + 2) * sectorSize)))
      if table.count > sectors + sectorSize { break }
    }
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] {
    let view = ByteView(bytes: bytes)
    return (0..<(bytes.count / 4)).compactMap { view.u32($0 * 4).map(UInt32.init) }
  }

  /// The bytes of a chain of sectors.
  private func chain(from start: Int) throws(Damage) -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = UInt32(truncatingIfNeeded: start)
    var length = 0
    while sector < Self.lastSector {
      guard length < sectors else { throw Damage(reason: "its sectors run in a circle") }
      guard Int(sector) < table.count, (Int(sector) + 1) * sectorSize < view.count else {
        throw Damage(reason: "it is truncated")
      }
      let base = (Int(sector) + 1) * sectorSize
      bytes += view.slice(base..<(base + sectorSize))
      sector = table[Int(sector)]
      length += 1
    }
    return bytes
  }

  private func miniChain(from start: Int) throws(Damage) -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = UInt32(truncatingIfNeeded: start)
    var length = 0
    while sector < Self.lastSector {
      let base = Int(sector) * miniSize
      guard length <= miniStream.count / miniSize else {
        throw Damage(reason: "its sectors run in a circle")
      }
      guard Int(sector) < miniTable.count, base < miniStream.count else {
        throw Damage(reason: "it is truncated")
      }
      bytes += miniStream[base..<min(base + miniSize, miniStream.count)]
      sector = miniTable[Int(sector)]
      length += 1
    }
    return bytes
  }
}
