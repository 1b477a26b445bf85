import Foundation
import PropertyTesting
import Testing

@testable import Pipeline

@Suite struct ProgramIdentityTests {
  /// An ELF file of 64 bits with one segment of notes: one of another maker, then the build id.
  private func program(id: [UInt8], marks: [UInt8] = [2, 1]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let other =
      number(5, 4) + number(2, 4) + number(3, 4) + Array("made\0\0\0\0".utf8) + [9, 9, 0, 0]
    let padding = [UInt8](repeating: 0, count: (4 - id.count % 4) % 4)
    let own = number(4, 4) + number(id.count, 4) + number(3, 4) + Array("GNU\0".utf8) + id + padding
    let notes = other + own
    let head =
      [0x7F, 0x45, 0x4C, 0x46] + marks + [UInt8](repeating: 0, count: 26) + number(64, 8)
      + [UInt8](repeating: 0, count: 14) + number(56, 2) + number(2, 2) + number(0, 6)
    let load = number(1, 4) + [UInt8](repeating: 0, count: 52)
    let note =
      number(4, 4) + number(0, 4) + number(176, 8) + number(0, 16) + number(notes.count, 8)
      + number(0, 16)
    return head + load + note + notes
  }

  private func identity(_ bytes: [UInt8]) throws -> (id: String?, identity: String) {
    let path = NSTemporaryDirectory() + "program-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (ProgramIdentity.buildID(of: path), try ProgramIdentity.of(path))
  }

  @Test func `a program is known by its build id`() throws {
    let found = try identity(program(id: [0x00, 0xAB, 0x10, 0xFF, 0x07]))
    #expect(found.id == "00ab10ff07")
    #expect(found.identity == "build-id:00ab10ff07")
  }

  @Test func `a file without a build id is known by all of its content`() throws {
    for bytes in [[], Array("#!/bin/sh".utf8), program(id: []), program(id: [1], marks: [1, 1])] {
      let found = try identity(bytes)
      #expect(found.id == nil)
      #expect(found.identity.count == 64)
    }
    #expect(try identity(program(id: [])).identity != identity(program(id: []) + [0]).identity)
  }

  @Test func `a damaged file is read to its end and no further`() throws {
    var random = SeededGenerator(seed: 11)
    let whole = program(id: [1, 2, 3, 4])
    for _ in 0..<300 {
      var bytes = Array(whole.prefix(Int(random.next() % UInt64(whole.count + 1))))
      for _ in 0..<(random.next() % 4) where !bytes.isEmpty {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      #expect(try !identity(bytes).identity.isEmpty)
    }
  }
}
