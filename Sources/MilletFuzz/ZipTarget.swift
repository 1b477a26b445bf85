import ZipArchive

/// Opens the bytes as an archive and inflates every member.
enum ZipTarget: FuzzTarget {
  static let name = "zip"

  static func consume(_ bytes: [UInt8]) throws {
    var limits = ZipLimits()
    limits.inflatedBytes = 16 << 20
    limits.inflatedBytesAlwaysAllowed = 1 << 20
    let archive = try ZipArchive(bytes: bytes, limits: limits)
    for entry in archive.entries.prefix(100) {
      _ = archive.entry(named: entry.name)
      // One damaged member says nothing of the next.
      _ = try? archive.contents(of: entry, most: 4 << 20)
    }
  }
}
