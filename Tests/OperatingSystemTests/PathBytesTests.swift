import OperatingSystem
import Testing

@Suite struct PathBytesTests {
  @Test(arguments: [
    ("registers/一.csv", "registers/一.csv"), ("a\\b", "a\\b"), ("a\\x41", "a\\x5Cx41"),
    ("a\nb", "a\\x0Ab"), ("a\u{1B}[31m", "a\\x1B[31m"),
  ])
  func `a path of UTF-8 is shown as it is, but for what a terminal would obey`(
    path: String, shown: String
  ) {
    #expect(PathBytes(path).shown == shown)
  }

  @Test func `bytes that are no UTF-8 are shown one by one`() {
    #expect(PathBytes(bytes: [0x61, 0xD2, 0xD2, 0x2E]).shown == #"a\xD2\xD2."#)
    #expect(PathBytes(bytes: [0xE4, 0xB8, 0x80, 0xE4, 0xB8]).shown == #"一\xE4\xB8"#)
    #expect(PathBytes(bytes: [0xFF, 0x5C]).shown == #"\xFF\x5C"#)
  }

  @Test func `two paths are never shown alike`() {
    let bytes: [UInt8] = [0x5C, 0x78, 0x46, 0x31, 0xFF, 0xC3, 0xA9, 0x0A]
    var shown: [String: [UInt8]] = [:]
    for number in 0..<4096 {
      let path = [0, 3, 6, 9].map { bytes[number >> $0 & 7] }
      let text = PathBytes(bytes: path).shown
      #expect(shown[text] == nil || shown[text] == path, "\(text)")
      shown[text] = path
    }
  }
}
