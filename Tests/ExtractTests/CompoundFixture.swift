/// Makes compound files of a few streams, all of them in sectors of 512 bytes.
enum CompoundFixture {
  private static let sectorSize = 512
  private static let end = 0xFFFF_FFFE
  private static let free = 0xFFFF_FFFF

  static func file(_ streams: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    let sizes = streams.map { ($0.bytes.count + sectorSize - 1) / sectorSize }
    let directorySize = (streams.count + 1 + 3) / 4
    let content = directorySize + sizes.reduce(0, +)
    var tableSize = 1
    while tableSize * sectorSize / 4 < tableSize + content { tableSize += 1 }
    var table = [Int](repeating: 0xFFFF_FFFD, count: tableSize)
    func chain(_ count: Int) -> Int {
      guard count > 0 else { return end }
      let start = table.count
      for index in 0..<count { table.append(index == count - 1 ? end : start + index + 1) }
      return start
    }
    let directory = chain(directorySize)
    var listing = entry("Root Entry", type: 5, start: end, size: 0)
    var data: [UInt8] = []
    for (stream, size) in zip(streams, sizes) {
      listing += entry(stream.name, type: 2, start: chain(size), size: stream.bytes.count)
      data += stream.bytes + [UInt8](repeating: 0, count: size * sectorSize - stream.bytes.count)
    }
    listing += [UInt8](repeating: 0, count: directorySize * sectorSize - listing.count)
    table += [Int](repeating: free, count: tableSize * sectorSize / 4 - table.count)
    return header(tables: tableSize, directory: directory)
      + table.flatMap { BIFFStream.u32($0) } + listing + data
  }

  private static func header(tables: Int, directory: Int) -> [UInt8] {
    let u16 = BIFFStream.u16
    let u32 = BIFFStream.u32
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 16) + u16(0x3E) + u16(3) + u16(0xFFFE) + u16(9) + u16(6)
    bytes += [UInt8](repeating: 0, count: 10) + u32(tables) + u32(directory) + u32(0)
    // No stream is so small that it would stand among the small ones.
    bytes += u32(0) + u32(end) + u32(0) + u32(end) + u32(0)
    return bytes + (0..<109).flatMap { u32($0 < tables ? $0 : free) }
  }

  private static func entry(_ name: String, type: UInt8, start: Int, size: Int) -> [UInt8] {
    let units = BIFFStream.utf16(name + "\0")
    var bytes = units + [UInt8](repeating: 0, count: 64 - units.count)
    bytes += BIFFStream.u16(units.count) + [type, 1] + [UInt8](repeating: 0xFF, count: 12)
    bytes += [UInt8](repeating: 0, count: 36) + BIFFStream.u32(start) + BIFFStream.u32(size)
    return bytes + [0, 0, 0, 0]
  }
}
