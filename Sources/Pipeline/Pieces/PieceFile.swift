import Crypto

/// The form of a stored piece: a mark with its fingerprint, then parts, each with its kind, its length and
/// its bytes, the last of them the SHA-256 of all before.
enum PieceFile {
  /// The number of the form.
  static let form = 5

  /// What a stored piece begins with; the number is that of the form.
  static func mark(of fingerprint: PieceFingerprint) -> [UInt8] {
    Array("millet piece \(form) \(fingerprint.digest)\n".utf8)
  }

  /// How many bytes stand before those of a part: its kind and its length.
  static let headBytes = 9
  /// The bytes of the last part.
  static let endBytes = headBytes + SHA256.byteCount

  /// The bytes before those of a part.
  static func head(_ kind: PieceCoding.Kind, count: Int) -> [UInt8] {
    var bytes = PieceBytes()
    bytes.append(UInt64(count))
    return [kind.rawValue] + bytes.bytes
  }
}
