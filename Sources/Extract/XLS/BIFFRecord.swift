/// The versions of the binary format.
enum BIFFVersion: Int, Comparable, Sendable {
  case biff2 = 2
  case biff3
  case biff4
  case biff5
  case biff8

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The version that a `BOF` record announces; nil for records that are none.
  init?(_ record: BIFFRecord, in view: ByteView) {
    switch record.type {
    case 0x0009: self = .biff2
    case 0x0209: self = .biff3
    case 0x0409: self = .biff4
    case 0x0809:
      switch view.u16(record.body.lowerBound) {
      case 0x0600: self = .biff8
      case 0x0200, 0x0002, 0x0007: self = .biff2
      case 0x0300: self = .biff3
      case 0x0400: self = .biff4
      default: self = .biff5
      }
    default: return nil
    }
  }
}

/// One record of a binary workbook: its type, and where its content stands.
struct BIFFRecord: Sendable {
  let type: Int
  let body: Range<Int>

  /// The record at an offset; nil at the end.
  init?(_ view: ByteView, at offset: Int) {
    guard let type = view.u16(offset), let length = view.u16(offset + 2) else { return nil }
    self.type = type
    let start = offset + 4
    body = start..<min(start + length, view.count)
  }

  /// The offset of the record behind this one.
  var end: Int { body.upperBound }

  static let bof = [0x0009, 0x0209, 0x0409, 0x0809]
  static let eof = 0x000A
  static let `continue` = 0x003C
}
