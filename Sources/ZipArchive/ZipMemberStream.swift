internal import CIsal
internal import CLibZip

/// The inflated bytes of one member, in order.
///
/// Deflated members go through ISA-L, stored ones as they are, and other methods through libzip.
/// Length and checksum are compared with the directory when the end is reached, and nothing beyond
/// the limits of the archive is ever inflated.
@safe package final class ZipMemberStream {
  /// The member.
  package let entry: ZipEntry
  /// The inflated bytes so far.
  package private(set) var position = 0

  private let archive: ZipArchive
  private let file: OpaquePointer
  private let inflater: UnsafeMutablePointer<inflate_state>?
  private let input: UnsafeMutablePointer<UInt8>
  private let allowance: Int
  private var consumed = 0
  private var checksum: UInt32 = 0
  private var isAtEnd = false

  private static let chunk = 1 << 16

  init(of entry: ZipEntry, in archive: ZipArchive) throws(ZipFailure) {
    guard !entry.isEncrypted else {
      throw ZipFailure(.encrypted, "\(entry.name) is encrypted")
    }
    let isDeflated = entry.method == Int(ZIP_CM_DEFLATE)
    let flags = isDeflated ? zip_flags_t(ZIP_FL_COMPRESSED) : 0
    guard let file = unsafe zip_fopen_index(archive.handle, zip_uint64_t(entry.index), flags)
    else {
      throw ZipFailure(.damaged, "\(entry.name) cannot be opened")
    }
    self.entry = entry
    self.archive = archive
    unsafe self.file = file
    allowance = archive.limits.allowance(compressed: entry.compressedSize)
    if isDeflated {
      let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
      unsafe isal_inflate_init(state)
      unsafe inflater = state
    } else {
      unsafe inflater = nil
    }
    // Only from here on does a failure run the deinitialiser, which frees what was allocated.
    unsafe input = .allocate(capacity: Self.chunk)
    guard entry.size <= allowance else {
      throw ZipFailure(
        .limit,
        "\(entry.name) would inflate from \(entry.compressedSize) to \(entry.size) bytes",
        of: .inflation)
    }
  }

  deinit {
    unsafe zip_fclose(file)
    unsafe inflater?.deallocate()
    unsafe input.deallocate()
  }

  /// The share of the member that was read, by its stored bytes.
  package var progress: (done: Int, total: Int) {
    unsafe inflater == nil ? (position, entry.size) : (consumed, entry.compressedSize)
  }

  /// Fills `bytes` from index `start` with the next bytes.
  ///
  /// - Returns: How many bytes were read; 0 at the end, or where there is no room.
  package func read(into bytes: inout [UInt8], from start: Int) throws(ZipFailure) -> Int {
    try read(into: &bytes, from: start, most: .max)
  }

  /// Fills `bytes` from index `start` with the next bytes, but no more than `most` of them.
  ///
  /// - Returns: How many bytes were read; 0 at the end, or where there is no room.
  package func read(
    into bytes: inout [UInt8], from start: Int, most: Int
  ) throws(ZipFailure) -> Int {
    guard start < bytes.count, !isAtEnd else { return 0 }
    let room = min(bytes.count - start, most)
    let outcome: Result<Int, ZipFailure> = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .success(0) }
      return Result { () throws(ZipFailure) in try unsafe fill(base + start, room) }
    }
    return try outcome.get()
  }

  private func fill(_ target: UnsafeMutablePointer<UInt8>, _ room: Int) throws(ZipFailure) -> Int {
    var count = 0
    while count < room, !isAtEnd {
      let read = try unsafe step(target + count, min(room - count, 1 << 30))
      unsafe checksum = crc32_gzip_refl(checksum, target + count, UInt64(read))
      count += read
      position += read
      guard position <= allowance else {
        throw ZipFailure(
          .limit, "\(entry.name) inflates from \(consumed) to more than \(position) bytes",
          of: .inflation)
      }
    }
    if isAtEnd { try verify() }
    return count
  }

  private func step(_ target: UnsafeMutablePointer<UInt8>, _ room: Int) throws(ZipFailure) -> Int {
    guard let inflater = unsafe inflater else {
      let read = Int(unsafe zip_fread(file, target, zip_uint64_t(room)))
      guard read >= 0 else { throw damaged("cannot be inflated") }
      isAtEnd = read == 0
      return read
    }
    if unsafe inflater.pointee.avail_in == 0 {
      let read = Int(unsafe zip_fread(file, input, zip_uint64_t(Self.chunk)))
      guard read >= 0 else { throw damaged("cannot be read") }
      consumed += read
      unsafe inflater.pointee.next_in = input
      unsafe inflater.pointee.avail_in = UInt32(read)
    }
    let before = unsafe inflater.pointee.avail_in
    unsafe inflater.pointee.next_out = target
    unsafe inflater.pointee.avail_out = UInt32(room)
    guard unsafe isal_inflate(inflater) == ISAL_DECOMP_OK else {
      throw damaged("holds no valid deflate stream")
    }
    let read = room - Int(unsafe inflater.pointee.avail_out)
    isAtEnd = unsafe inflater.pointee.block_state == ISAL_BLOCK_FINISH
    guard read > 0 || isAtEnd || before > 0 else { throw damaged("is truncated") }
    return read
  }

  private func verify() throws(ZipFailure) {
    guard position == entry.size else {
      throw damaged("has \(position) bytes, its directory says \(entry.size)")
    }
    guard checksum == entry.checksum else { throw damaged("fails its checksum") }
  }

  private func damaged(_ reason: String) -> ZipFailure {
    ZipFailure(.damaged, "\(entry.name) \(reason)")
  }
}
