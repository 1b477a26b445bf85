/// What an archive's directory says of one member.
package struct ZipEntry: Hashable, Sendable {
  /// The place in the directory.
  package let index: Int
  /// The name as the directory has it.
  package let name: String
  /// The length of the inflated bytes, as the directory claims.
  package let size: Int
  /// The length of the stored bytes.
  package let compressedSize: Int
  /// The CRC-32 of the inflated bytes, as the directory claims.
  package let checksum: UInt32
  /// Whether the member is encrypted.
  package let isEncrypted: Bool
  /// The compression method: 0 stored, 8 deflated; others are left to libzip.
  let method: Int

  /// The name as a path inside the archive: forward slashes, none in front, and in lower case,
  /// because package part names are equivalent without regard to case (ECMA-376 part 2, 6.3.5).
  package static func key(_ name: String) -> String {
    var key = name.replacing("\\", with: "/").lowercased()
    while key.hasPrefix("/") { key.removeFirst() }
    return key
  }
}
