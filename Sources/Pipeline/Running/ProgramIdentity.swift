import Foundation
import OperatingSystem
import SurveyModel

/// What tells one build of the program from another.
enum ProgramIdentity {
  /// The identity of the program that runs, with its version.
  ///
  /// - Throws: `RunFailure` when its file cannot be read.
  static func current() throws(RunFailure) -> String {
    guard let program = Bundle.main.executablePath else { return MilletVersion.current }
    return "\(MilletVersion.current) \(try of(program))"
  }

  /// The identity of an executable file: the build id that the linker made from its content, or, where
  /// there is none, a hash of all of it.
  ///
  /// A program carries symbols of several times its own size; to hash them at every run takes longer
  /// than to read a small workbook.
  ///
  /// - Throws: `RunFailure` when the file cannot be read.
  static func of(_ path: String) throws(RunFailure) -> String {
    if let id = buildID(of: path) { return "build-id:\(id)" }
    do throws(SystemFault) {
      return try ContentHash.of(RegularFile(PathBytes(path)))
    } catch {
      throw RunFailure(reading: path, error)
    }
  }

  /// The build id of an ELF file of 64 bits, in hexadecimal; nil for any other file and for one
  /// without.
  ///
  /// Source: System V ABI, chapters 4 and 5 (header, program header, note section), as x86-64 and
  /// AArch64 have it; a note named `GNU` of type 3 holds the id.
  static func buildID(of path: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    func bytes(_ count: Int, at offset: Int) -> [UInt8]? {
      guard offset >= 0, (0...1 << 20).contains(count),
        (try? handle.seek(toOffset: UInt64(offset))) != nil,
        let data = try? handle.read(upToCount: count), data.count == count
      else { return nil }
      return Array(data)
    }
    // A file of 64 bits, the lowest byte first.
    guard let head = bytes(64, at: 0), head.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
      let table = number(8, at: 32, of: head), let size = number(2, at: 54, of: head),
      let count = number(2, at: 56, of: head), size >= 56,
      let headers = bytes(size * count, at: table)
    else { return nil }
    for start in stride(from: 0, to: headers.count, by: size) {
      // Only segments of notes.
      guard number(4, at: start, of: headers) == 4,
        let offset = number(8, at: start + 8, of: headers),
        let length = number(8, at: start + 32, of: headers), let notes = bytes(length, at: offset)
      else { continue }
      if let id = buildID(in: notes) { return id }
    }
    return nil
  }

  private static func buildID(in notes: [UInt8]) -> String? {
    var start = 0
    while let name = number(4, at: start, of: notes),
      let length = number(4, at: start + 4, of: notes),
      let type = number(4, at: start + 8, of: notes)
    {
      let first = start + 12 + (name + 3) / 4 * 4
      guard first + length <= notes.count else { return nil }
      if type == 3, notes[(start + 12)...].starts(with: [0x47, 0x4E, 0x55, 0]), length > 0 {
        return ContentHash.hexadecimal(notes[first..<(first + length)])
      }
      start = first + (length + 3) / 4 * 4
    }
    return nil
  }

  /// A whole number of some bytes, the lowest first; nil beyond the end and where it is no `Int`.
  private static func number(_ count: Int, at offset: Int, of bytes: [UInt8]) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    return Int(
      exactly: bytes[offset..<(offset + count)].reversed()
        .reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
