import ChineseText
import Testing

struct TextFolderTests {
  @Test(arguments: [
    ("戶數與貧困戶", "户数与贫困户"), ("自來水", "自来水"), ("Abc 县", "Abc 县"), ("", ""),
  ])
  func `Traditional characters become Simplified one for one`(
    text: String, simplified: String
  )
    throws
  {
    let result = try TextFolder().simplified(text)
    #expect(result == simplified)
    #expect(result.unicodeScalars.count == text.unicodeScalars.count)
  }

  @Test(arguments: [
    ("ＡＢＣ１２３", "abc123"), ("户 号\u{3000}(元)", "户号(元)"), ("⻄⼭鄉", "西山乡"), ("\u{F9DA}", "栗"),
    ("A\u{200B}\u{FEFF}b\n", "ab"), ("参保\u{A0}人数", "参保人数"),
  ])
  func `folding drops width, case, script, lookalikes and spaces`(
    text: String, folded: String
  )
    throws
  {
    #expect(try TextFolder().folded(text) == folded)
  }

  @Test func `folding twice is folding once`() throws {
    let folder = try TextFolder()
    for value in 0..<UInt32(0x10000) {
      guard let scalar = Unicode.Scalar(value), let once = folder.folded(scalar) else { continue }
      #expect(folder.folded(once) == once, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `tasks that meet a character at the same time fold it alike`() async throws {
    let folder = try TextFolder()
    let scalars = (0x3400..<UInt32(0xA000)).compactMap(Unicode.Scalar.init)
    let all = await withTaskGroup(of: [UInt32].self) { group in
      for _ in 0..<4 { group.addTask { scalars.map { folder.folded($0)?.value ?? 0 } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.count == 4)
    for other in all.dropFirst() { #expect(other == all.first) }
    // Most ideographs stand for themselves, and many of the others become one of these.
    let changed = zip(scalars, all.first ?? []).count { $0.value != $1 }
    #expect((2000..<6000).contains(changed))
  }
}
