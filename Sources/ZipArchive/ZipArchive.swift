internal import CLibZip
internal import Foundation

/// A zip archive open for reading.
///
/// The directory is read once, by libzip; members are inflated in chunks through
/// ``ZipMemberStream``. Names are never used as paths of the file system.
@safe package final class ZipArchive {
  /// The members, in the order of the directory.
  package private(set) var entries: [ZipEntry] = []
  /// What members may ask for.
  package let limits: ZipLimits
  let handle: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer?
  private var byKey: [String: Int] = [:]

  /// Opens the archive at `path`.
  ///
  /// - Throws: ``ZipFailure`` when there is no readable archive.
  package init(path: String, limits: ZipLimits = .default) throws(ZipFailure) {
    var code: Int32 = 0
    var opened = unsafe zip_open(path, ZIP_RDONLY, &code)
    // A signal that interrupted the call says nothing of the file.
    while unsafe opened == nil, code == ZIP_ER_OPEN, errno == EINTR {
      unsafe opened = zip_open(path, ZIP_RDONLY, &code)
    }
    guard let handle = unsafe opened else {
      throw ZipFailure(.unreadable, Self.reason(of: code))
    }
    unsafe self.handle = handle
    unsafe bytes = nil
    self.limits = limits
    try readDirectory()
  }

  /// Opens an archive held in memory.
  ///
  /// - Throws: ``ZipFailure`` when the bytes are no readable archive.
  package init(bytes source: [UInt8], limits: ZipLimits = .default) throws(ZipFailure) {
    guard !source.isEmpty else { throw ZipFailure(.unreadable, "it is empty") }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(source.count, 1), alignment: 1)
    unsafe copy.copyBytes(from: source)
    var error = unsafe zip_error_t()
    let buffer = unsafe zip_source_buffer_create(
      copy.baseAddress, zip_uint64_t(source.count), 0, &error)
    guard let buffer = unsafe buffer else {
      unsafe copy.deallocate()
      throw ZipFailure(.unreadable, "no memory for the archive")
    }
    guard let handle = unsafe zip_open_from_source(buffer, ZIP_RDONLY, &error) else {
      unsafe zip_source_free(buffer)
      unsafe copy.deallocate()
      throw ZipFailure(.unreadable, Self.reason(of: unsafe error.zip_err))
    }
    unsafe self.handle = handle
    unsafe bytes = copy
    self.limits = limits
    try readDirectory()
  }

  deinit {
    unsafe zip_discard(handle)
    unsafe bytes?.deallocate()
  }

  /// The member of a name, compared as ``ZipEntry/key(_:)`` does; the last one where names repeat.
  package func entry(named name: String) -> ZipEntry? {
    byKey[ZipEntry.key(name)].map { entries[$0] }
  }

  /// Opens a member for reading from its start.
  package func open(_ entry: ZipEntry) throws(ZipFailure) -> ZipMemberStream {
    try ZipMemberStream(of: entry, in: self)
  }

  /// The whole of a member.
  ///
  /// - Parameters:
  ///   - entry: The member.
  ///   - most: The most bytes that are read.
  /// - Returns: The inflated bytes.
  /// - Throws: ``ZipFailure`` of kind `limit` when the member is longer than `most`.
  package func contents(of entry: ZipEntry, most: Int) throws(ZipFailure) -> [UInt8] {
    let stream = try open(entry)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while true {
      let read = try stream.read(into: &bytes, from: count)
      if read == 0 { break }
      count += read
      guard count <= most else {
        throw ZipFailure(.limit, "\(entry.name) has more than \(most) bytes", of: .contents)
      }
      if count == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: count)) }
    }
    bytes.removeSubrange(count...)
    return bytes
  }

  private func readDirectory() throws(ZipFailure) {
    let count = Int(unsafe zip_get_num_entries(handle, 0))
    guard count <= limits.members else {
      throw ZipFailure(.limit, "\(count) members, more than \(limits.members)", of: .members)
    }
    entries.reserveCapacity(max(count, 0))
    for index in 0..<max(count, 0) {
      var stat = unsafe zip_stat_t()
      unsafe zip_stat_init(&stat)
      guard unsafe zip_stat_index(handle, zip_uint64_t(index), 0, &stat) == 0,
        let name = unsafe stat.name, unsafe stat.size <= UInt64(Int.max),
        unsafe stat.comp_size <= UInt64(Int.max)
      else { continue }
      let entry = ZipEntry(
        index: index, name: unsafe String(cString: name), size: Int(unsafe stat.size),
        compressedSize: Int(unsafe stat.comp_size), checksum: unsafe stat.crc,
        isEncrypted: unsafe stat.encryption_method != ZIP_EM_NONE,
        method: Int(unsafe stat.comp_method))
      byKey[ZipEntry.key(entry.name)] = entries.count
      entries.append(entry)
    }
  }

  private static func reason(of code: Int32) -> String {
    var error = unsafe zip_error_t()
    unsafe zip_error_init_with_code(&error, code)
    defer { unsafe zip_error_fini(&error) }
    guard let text = unsafe zip_error_strerror(&error) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
