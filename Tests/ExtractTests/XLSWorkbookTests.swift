import SurveyModel
import Testing

@testable import Extract

@Suite struct XLSWorkbookTests {
  private func place(_ row: Int, _ column: Int, style: Int = 0) -> [UInt8] {
    BIFFStream.u16(row) + BIFFStream.u16(column) + BIFFStream.u16(style)
  }

  private func cells(_ bytes: [UInt8], name: String = "a.xls") throws -> [FoundCell] {
    let fixture = try WorkbookFixture()
    return try FoundCell.all(at: fixture.file(bytes, name: name))
  }

  @Test(arguments: ["a.xls", "a.et", "a.xlsx"])
  func `cells of every kind are read, whatever the file is called`(name: String) throws {
    let u16 = BIFFStream.u16
    let packed = BIFFStream.u32(1234 << 2 | 3)
    let found = try cells(
      BIFFStream.workbook(
        cells: [
          (0x00FD, place(0, 0) + BIFFStream.u32(1)), (0x0203, place(0, 1) + BIFFStream.double(1.5)),
          (0x027E, place(0, 2) + packed), (0x0205, place(0, 3) + [1, 0]),
          (0x0205, place(0, 4) + [0x2A, 1]), (0x0204, place(2, 0) + BIFFStream.wide("007")),
          (0x00BD, u16(3) + u16(1) + u16(0) + packed + u16(0) + packed + u16(2)),
          (0x0203, place(4, 0, style: 1) + BIFFStream.double(44500)),
          (0x0006, place(5, 0) + BIFFStream.double(2) + [UInt8](repeating: 0, count: 6)),
          (0x0006, place(5, 1) + [0, 0, 0, 0, 0, 0, 255, 255] + [UInt8](repeating: 0, count: 6)),
          (0x0207, BIFFStream.wide("自来水")),
        ], strings: ["x", "上坝村"], formats: [0, 14]), name: name)
    let expected: [(String, Value)] = [
      ("A1", .text("上坝村")), ("B1", .number(1.5)), ("C1", .number(12.34)), ("D1", .boolean(true)),
      ("E1", .error("#N/A")), ("A3", .text("007")), ("B4", .number(12.34)), ("C4", .number(12.34)),
      ("A5", try dateTime("2021-10-31")), ("A6", .number(2)), ("B6", .text("自来水")),
    ]
    #expect(found.map(\.reference) == expected.map(\.0))
    #expect(found.map(\.value) == expected.map(\.1))
    #expect(Set(found.map(\.sheet)) == ["户表"])
  }

  @Test func `what a cell shows beside its value is told`() throws {
    let packed = BIFFStream.u32(1 << 2 | 2)
    let found = try cells(
      BIFFStream.workbook(
        cells: [
          (0x0203, place(0, 0, style: 1) + BIFFStream.double(0.5)),
          (0x027E, place(0, 1, style: 1) + packed),
          (0x0203, place(0, 2, style: 2) + BIFFStream.double(44470)),
          (0x0203, place(0, 3) + BIFFStream.double(0.5)),
        ], formats: [0, 10, 17]))
    #expect(found.map(\.shown) == ["%", "%", "Oct-21", nil])
  }

  @Test func `raised digits make no number longer`() throws {
    let u16 = BIFFStream.u16
    let found = try cells(
      BIFFStream.workbook(
        cells: (0..<4).map { (0x00FD, place(0, $0) + BIFFStream.u32($0)) } + [
          (0x00D6, place(1, 0) + BIFFStream.wide("98%2") + u16(1) + u16(3) + u16(6)),
          (0x00D6, place(2, 0) + BIFFStream.wide("98%2") + u16(9) + u16(3) + u16(0)),
        ], strings: ["121"], raisedFonts: [false, true, false, false, false, true],
        richStrings: [
          ("121人", [(2, 1), (3, 0)]), ("km2", [(2, 6)]), ("121", [(2, 5)]),
        ]))
    #expect(
      found.map(\.value) == [
        .text("121"), .text("12¹人"), .text("km2"), .text("121"), .text("98%²"), .text("98%2"),
      ])
  }

  @Test func `a cell whose font is struck through is told`() throws {
    // All cells have the first style, whose font is the first.
    for flags in [0, 8] {
      let found = try cells(
        BIFFStream.workbook(
          cells: [(0x0203, place(0, 0) + [UInt8](repeating: 0, count: 6) + [0x1C, 0x40])],
          fonts: [(flags, 0)]))
      #expect(found.map(\.value) == [.number(7)])
      #expect(found.map { $0.shown == "struck" } == [flags == 8])
    }
  }

  @Test func `lowered and struck digits make no number longer`() throws {
    let found = try cells(
      BIFFStream.workbook(
        cells: (0..<4).map { (0x00FD, place(0, $0) + BIFFStream.u32($0)) },
        fonts: [(0, 0), (0, 2), (8, 0), (8, 1)],
        richStrings: [
          ("121", [(2, 1)]), ("H2O", [(1, 1), (2, 0)]), ("120135", [(0, 2), (3, 0)]),
          ("123", [(2, 3)]),
        ]))
    #expect(
      found.map(\.value) == [.text("12₁"), .text("H2O"), .text("1̶2̶0̶135"), .text("123̶")])
  }

  @Test(arguments: [
    // A number or an empty text, flags, the engine, another formula with a value.
    (false, 0, false, false, true), (true, 0, false, false, true), (false, 2, true, false, true),
    (true, 3, true, false, true), (false, 0, true, false, false), (true, 0, true, false, false),
    (false, 2, true, true, false), (false, 0, false, true, false),
  ])
  func `a zero that was never calculated is no number`(
    isText: Bool, flags: Int, hasEngine: Bool, hasOther: Bool, isPlaceholder: Bool
  ) throws {
    let value = isText ? [3, 0, 0, 0, 0, 0, 255, 255] : BIFFStream.double(0)
    let rest = BIFFStream.u16(flags) + BIFFStream.u32(0)
    var written = [
      (0x0006, place(0, 0) + value + rest), (0x0203, place(0, 1) + BIFFStream.double(0)),
    ]
    if hasOther { written.append((0x0006, place(0, 2) + BIFFStream.double(7) + rest)) }
    let found = try cells(BIFFStream.workbook(cells: written, hasEngine: hasEngine))
    let first = found.first { $0.reference == "A1" }?.value
    let none = Value.error(Value.uncalculatedCode)
    #expect(first == (isPlaceholder ? none : isText ? nil : .number(0)))
    #expect(found.first { $0.reference == "B1" }?.value == .number(0))
  }

  @Test func `a formula whose text does not follow is no blank cell`() throws {
    let text: [UInt8] = [0, 0, 0, 0, 0, 0, 255, 255]
    let empty: [UInt8] = [3, 0, 0, 0, 0, 0, 255, 255]
    let rest = [UInt8](repeating: 0, count: 6)
    let found = try cells(
      BIFFStream.workbook(cells: [
        (0x0006, place(0, 0) + text + rest), (0x0006, place(0, 1) + empty + rest),
      ]))
    #expect(found.map(\.value) == [.error(Value.uncalculatedCode)])
  }

  @Test func `the epoch of 1904 and a hidden worksheet are told`() throws {
    let found = try cells(
      BIFFStream.workbook(
        cells: [(0x0203, place(0, 0) + BIFFStream.double(43038))], formats: [14],
        epoch1904: true, hidden: true))
    #expect(found.map(\.value) == [try dateTime("2021-10-31")])
    #expect(found.map(\.isHidden) == [true])
  }

  @Test func `the records of Excel 2 are a workbook`() throws {
    var stream = BIFFStream()
    stream.add(0x0009, BIFFStream.u16(2) + BIFFStream.u16(0x0010))
    stream.add(0x0002, BIFFStream.u16(0) + BIFFStream.u16(0) + [0, 0, 0] + BIFFStream.u16(7))
    stream.add(0x0004, BIFFStream.u16(1) + BIFFStream.u16(1) + [0, 0, 0, 2] + Array("ab".utf8))
    stream.add(0x000A)
    let found = try cells(stream.bytes)
    #expect(found.map(\.reference) == ["A1", "B2"])
    #expect(found.map(\.value) == [.number(7), .text("ab")])
  }

  /// A worksheet of Excel 4 with a text in bytes, and the code page that it names.
  private func biff4(_ text: [UInt8], codePage: Int?) -> [UInt8] {
    var stream = BIFFStream()
    stream.add(0x0409, BIFFStream.u16(4) + BIFFStream.u16(0x0010) + [0, 0])
    if let codePage { stream.add(0x0042, BIFFStream.u16(codePage)) }
    stream.add(0x0204, place(0, 1) + BIFFStream.u16(text.count) + text)
    stream.add(0x000A)
    return stream.bytes
  }

  @Test(
    arguments: [
      (1251, [0xD1, 0xE5, 0xEB, 0xEE], "Село"), (932, [0x91, 0xBA], "村"), (949, [0xB0, 0xA1], "가"),
      (936, [0xB4, 0xE5], "村"), (10000, [0x8E], "é"), (850, [0x82], "é"), (32769, [0xE9], "é"),
    ] as [(Int, [UInt8], String)])
  func `texts in bytes are in the code page that the workbook names`(
    codePage: Int, bytes: [UInt8], text: String
  ) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(biff4(bytes, codePage: codePage))
    let workbook = try WorkbookReader.open(path: path, name: "a.xls")
    #expect(workbook.log.diagnostics.isEmpty)
    #expect(try FoundCell.all(in: workbook).map(\.value) == [.text(text)])
  }

  @Test(arguments: [720, 4711, nil])
  func `a code page that nobody knows, or none, is told with the encoding that was taken`(
    codePage: Int?
  ) throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file(biff4([0xE9], codePage: codePage))
    let workbook = try WorkbookReader.open(path: path, name: "a.xls")
    #expect(workbook.log.diagnostics.map(\.code) == [.textEncodingDoubtful])
    #expect(try FoundCell.all(in: workbook).map(\.value) == [.text("é")])
    let stated = try WorkbookReader.open(path: path, name: "a.xls", encoding: "koi8-r")
    #expect(stated.log.diagnostics.isEmpty)
    #expect(try FoundCell.all(in: stated).map(\.value) == [.text("И")])
    let plain = try fixture.file(biff4(Array("ab".utf8), codePage: codePage))
    #expect(try WorkbookReader.open(path: plain, name: "a.xls").log.diagnostics.isEmpty)
  }

  @Test func `bytes that the code page does not know are refused with their cell`() throws {
    let failure = #expect(throws: RunFailure.self) {
      try cells(biff4([0x98], codePage: 1251))
    }
    #expect(failure?.diagnostic.code == .textUndecodable)
    #expect(
      failure?.diagnostic.location.place
        == .cell(sheet: "Sheet1", CellReference(row: 0, column: 1)))
  }

  @Test func `a text that would start behind its record is none`() throws {
    var stream = BIFFStream()
    stream.add(0x0409, BIFFStream.u16(4) + BIFFStream.u16(0x0010) + [0, 0])
    stream.add(0x041E)
    stream.add(0x0203, place(0, 0) + BIFFStream.double(3))
    stream.add(0x000A)
    #expect(try cells(stream.bytes).map(\.value) == [.number(3)])
  }

  @Test func `a workbook cut at any byte is refused or gives the cells before the cut`() throws {
    let whole = BIFFStream.workbook(
      cells: (0..<5).map { (0x0203, place($0, 0) + BIFFStream.double(Double($0))) },
      strings: ["自来水"])
    for length in stride(from: 1, to: whole.count, by: 3) {
      do {
        #expect(try cells(Array(whole.prefix(length))).count <= 5)
      } catch is RunFailure {
        continue
      }
    }
  }

  @Test func `a compound file whose chains run in circles is refused`() throws {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 16) + BIFFStream.u16(0x3E) + BIFFStream.u16(3)
    bytes += BIFFStream.u16(0xFFFE) + BIFFStream.u16(9) + BIFFStream.u16(6)
    bytes += [UInt8](repeating: 0, count: 10) + BIFFStream.u32(1) + BIFFStream.u32(1)
    bytes += BIFFStream.u32(0) + BIFFStream.u32(4096) + BIFFStream.u32(1) + BIFFStream.u32(1)
    bytes += BIFFStream.u32(0) + BIFFStream.u32(1) + BIFFStream.u32(0)
    bytes += [UInt8](repeating: 0xFF, count: 512 - bytes.count)
    // Every sector of the table says that it is followed by sector 1, which is the directory.
    bytes += (0..<128).flatMap { _ in BIFFStream.u32(1) }
    bytes += [UInt8](repeating: 0, count: 1024)
    #expect(throws: RunFailure.self) { try cells(bytes) }
  }

  @Test func `a circle of large sectors takes no more memory than the file`() throws {
    // Sectors of 64 KiB: a table of 16,384 entries for the four sectors that the file has.
    var bytes: [UInt8] = CompoundFile.signature
    bytes += [UInt8](repeating: 0, count: 16) + BIFFStream.u16(0x3E) + BIFFStream.u16(3)
    bytes += BIFFStream.u16(0xFFFE) + BIFFStream.u16(16) + BIFFStream.u16(6)
    bytes += [UInt8](repeating: 0, count: 10) + BIFFStream.u32(1) + BIFFStream.u32(1)
    bytes += BIFFStream.u32(0) + BIFFStream.u32(4096) + BIFFStream.u32(1) + BIFFStream.u32(1)
    bytes += BIFFStream.u32(0xFFFF_FFFE) + BIFFStream.u32(0) + BIFFStream.u32(0)
    bytes += [UInt8](repeating: 0xFF, count: (1 << 16) - bytes.count)
    bytes += (0..<(1 << 14)).flatMap { _ in BIFFStream.u32(1) }
    bytes += [UInt8](repeating: 0, count: 3 << 16)
    let clock = ContinuousClock()
    let took = clock.measure {
      let damage = #expect(throws: CompoundFile.Damage.self) { try CompoundFile(bytes) }
      #expect(damage?.reason == "its sectors run in a circle")
    }
    // A gigabyte was copied before.
    #expect(took < .seconds(1))
  }
}
