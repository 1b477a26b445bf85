internal import CLibZip
package import OperatingSystem

/// Writes a zip archive whose bytes depend on its parts alone: no clock, no time zone, no user.
package struct ZipArchiveWriter: Sendable {
  /// How a part is kept.
  package enum Compression: Hashable, Sendable {
    /// As it is.
    case stored
    /// Deflated at level 9.
    case deflated
  }

  /// Where the content of a part is.
  package enum Content: Hashable, Sendable {
    /// Here.
    case bytes([UInt8])
    /// In a file, which is read when the archive is written.
    case file(path: String)
  }

  /// One file of an archive.
  package struct Part: Hashable, Sendable {
    /// The path inside the archive, with `/`.
    package let path: String
    /// The content before compression.
    package let content: Content
    /// How it is kept.
    package let compression: Compression

    /// Names a part.
    package init(path: String, content: Content, compression: Compression = .deflated) {
      self.path = path
      self.content = content
      self.compression = compression
    }
  }

  /// Why an archive could not be written.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The archive's path and what libzip said.
    package let description: String
    /// What the system refused, where it was that.
    package let fault: SystemFault?

    init(_ description: String, _ fault: SystemFault? = nil) {
      self.description = description
      self.fault = fault
    }
  }

  /// The parts, in the order in which they are written.
  package var parts: [Part] = []

  /// Makes an empty archive.
  package init() {}

  /// Adds a part behind the others.
  package mutating func append(
    path: String, content: [UInt8], compression: Compression = .deflated
  ) {
    parts.append(Part(path: path, content: .bytes(content), compression: compression))
  }

  /// Adds a part behind the others whose content is a file's.
  package mutating func append(path: String, contentOf file: String) {
    parts.append(Part(path: path, content: .file(path: file)))
  }

  /// Writes the archive, replacing whatever file stands at `path`.
  ///
  /// Every part carries the date 1980-01-01, which is the first that the
  /// format knows.
  ///
  /// - Parameter path: The file to write.
  /// - Throws: ``Failure`` when the file cannot be written.
  package func write(to path: String) throws(Failure) {
    var code: Int32 = 0
    guard let archive = unsafe zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw Failure("\(path): libzip error \(code)")
    }
    // libzip reads the contents when it closes the archive; these copies live until then.
    let contents = unsafe parts.map { part in
      let bytes = if case .bytes(let bytes) = part.content { bytes } else { [UInt8]() }
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
      _ = unsafe copy.update(fromContentsOf: bytes)
      return unsafe copy
    }
    defer { for index in parts.indices { unsafe contents[index].deallocate() } }
    for (index, part) in parts.enumerated() {
      let number = UInt64(index)
      let source =
        switch part.content {
        case .bytes(let bytes):
          unsafe zip_source_buffer(archive, contents[index].baseAddress, UInt64(bytes.count), 0)
        case .file(let path): unsafe zip_source_file(archive, path, 0, -1)
        }
      let (method, level): (Int32, UInt32) =
        part.compression == .stored ? (ZIP_CM_STORE, 0) : (ZIP_CM_DEFLATE, 9)
      guard unsafe zip_file_add(archive, part.path, source, ZIP_FL_ENC_UTF_8) >= 0,
        unsafe zip_set_file_compression(archive, number, method, level) == 0,
        // 1980-01-01 in the DOS form: years since 1980, month and day in one word.
        unsafe zip_file_set_dostime(archive, number, 0, 1 << 5 | 1, 0) == 0
      else {
        unsafe zip_discard(archive)
        throw Failure("\(path): \(part.path) was refused")
      }
    }
    guard unsafe zip_close(archive) == 0 else {
      let code = unsafe zip_error_code_system(zip_get_error(archive))
      unsafe zip_discard(archive)
      throw Failure(
        "\(path): the file cannot be written", code == 0 ? nil : SystemFault(errno: code))
    }
  }
}
