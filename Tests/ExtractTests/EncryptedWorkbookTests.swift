import Foundation
import SurveyModel
import Testing

@testable import Extract

/// Workbooks that are encrypted with the password that programs try by themselves, and others.
@Suite struct EncryptedWorkbookTests {
  private static let fallback = "VelvetSweatshop"

  private func read(_ bytes: [UInt8]) throws -> [Value] {
    let fixture = try WorkbookFixture()
    return try FoundCell.all(at: fixture.file(bytes)).map(\.value)
  }

  private func failure(_ bytes: [UInt8]) -> Diagnostic? {
    let failure = #expect(throws: RunFailure.self) { try read(bytes) }
    return failure?.diagnostic
  }

  /// An old workbook with more records than one key is for.
  private func records(_ scheme: RecordEncryptor.Scheme, password: String) -> [UInt8] {
    let encryptor = RecordEncryptor(scheme: scheme, password: password)
    let cells = (0..<300)
      .map { row in
        (
          type: 0x0203,
          body: BIFFStream.u16(row) + BIFFStream.u16(0) + BIFFStream.u16(0)
            + BIFFStream.double(Double(row))
        )
      }
    return encryptor.encrypted(
      BIFFStream.workbook(
        cells: cells + [
          (0x00FD, BIFFStream.u16(300) + BIFFStream.u16(0) + BIFFStream.u16(0) + BIFFStream.u32(0))
        ], strings: ["自来水"], filePass: encryptor.filePass))
  }

  private func package(
    _ scheme: PackageEncryptor.Scheme, password: String, rounds: Int = 1000
  ) throws -> [UInt8] {
    let fixture = try WorkbookFixture()
    let rows = (1...400).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
    let path = try fixture.xlsx(sheet: rows.joined())
    return try PackageEncryptor(scheme: scheme, password: password, rounds: rounds)
      .file(Array(Data(contentsOf: URL(filePath: path))))
  }

  @Test(arguments: RecordEncryptor.Scheme.allCases)
  func `an old workbook with the default password is read`(scheme: RecordEncryptor.Scheme) throws {
    let bytes = records(scheme, password: Self.fallback)
    let expected = (0..<300).map { Value.number(Double($0)) } + [.text("自来水")]
    #expect(try read(bytes) == expected)
    #expect(try read(CompoundFixture.file([("Workbook", bytes)])) == expected)
  }

  @Test(arguments: PackageEncryptor.Scheme.allCases)
  func `a package with the default password is read`(scheme: PackageEncryptor.Scheme) throws {
    let bytes = try package(scheme, password: Self.fallback)
    #expect(try read(bytes) == (1...400).map { .number(Double($0)) })
  }

  @Test(arguments: RecordEncryptor.Scheme.allCases)
  func `an old workbook with another password is refused`(scheme: RecordEncryptor.Scheme) {
    let diagnostic = failure(records(scheme, password: "another"))
    #expect(diagnostic?.code == .sourceEncrypted)
    #expect(diagnostic?.remedy?.description.contains("save a copy without one") == true)
  }

  @Test(arguments: PackageEncryptor.Scheme.allCases)
  func `a package with another password is refused`(scheme: PackageEncryptor.Scheme) throws {
    #expect(failure(try package(scheme, password: "another"))?.code == .sourceEncrypted)
  }

  @Test func `a password that is hashed without end is refused at once`() throws {
    let bytes = try package(.agileSHA512, password: Self.fallback, rounds: 999_999_999)
    let took = ContinuousClock()
      .measure {
        #expect(failure(bytes)?.code == .sourceLimit)
      }
    #expect(took < .seconds(1))
  }

  @Test(arguments: [
    [UInt8](), [4, 0], [4, 0, 4, 0, 0x40, 0, 0, 0], Array("\u{4}\0\u{4}\0\u{40}\0\0\0<a/>".utf8),
    [4, 0, 2, 0, 0x24, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [3, 0, 3, 0, 0, 0, 0, 0],
  ])
  func `a broken or unknown description is refused`(description: [UInt8]) {
    let bytes = CompoundFixture.file([
      ("EncryptionInfo", description), ("EncryptedPackage", [UInt8](repeating: 7, count: 64)),
    ])
    let code = failure(bytes)?.code
    #expect(code == .sourceUnreadable || code == .sourceEncrypted)
  }

  @Test func `an encrypted package that lacks its end is refused`() throws {
    let whole = try package(.agileSHA1, password: Self.fallback, rounds: 10)
    for length in stride(from: 8, to: whole.count - 1024, by: 97) {
      #expect(throws: RunFailure.self) { try read(Array(whole.prefix(length))) }
    }
  }
}
