import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Pipeline

/// Pieces, which files gave in an earlier run, in the place of the files.
@Suite struct PieceTests {
  private static func pieces(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("out/order/pieces")).sorted()
  }

  private static func run(
    _ folder: TemporaryFolder, into output: String = "out"
  ) async throws -> (files: [String: String], reading: String) {
    try await RandomCounty.run(folder, into: output, keepsPieces: true)
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `a run of pieces publishes what a run of files does`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try RandomCounty.folder(&random)
    let read = try await RandomCounty.run(folder, into: "read")
    let stored = try await Self.run(folder)
    #expect(stored.files == read.files)
    #expect(stored.reading == "7 of 7 files read, 0 of them from pieces")
    let found = try await Self.run(folder)
    #expect(found.files == read.files)
    #expect(found.reading == "7 of 7 files read, 7 of them from pieces")
  }

  @Test func `only what changed is read`() async throws {
    var random = SeededGenerator(seed: 21)
    let folder = try RandomCounty.folder(&random)
    _ = try await Self.run(folder)
    // Another file, a changed one and one that is gone leave the pieces of the others as they are.
    try folder.write("户编号,行政村,人口数,参保人数\nH900,甲村,3,2\n", to: "registers/00.csv")
    try folder.write("户编号,行政村,人口数,参保人数\nH901,乙村,4,1\n", to: "registers/3.csv")
    try FileManager.default.removeItem(atPath: folder.path("registers/5.csv"))
    let changed = try await Self.run(folder)
    #expect(changed.reading == "7 of 7 files read, 5 of them from pieces")
    let full = try await RandomCounty.run(folder, into: "full")
    #expect(changed.files["tables/enrolment.csv"] == full.files["tables/enrolment.csv"])
    #expect(changed.files["quarantine.csv"] == full.files["quarantine.csv"])
    #expect(changed.files["duplicates.csv"] == full.files["duplicates.csv"])
    // A table of its own, a comment and another source decide nothing of what a register gives.
    try folder.write(
      RandomCounty.pipeline.replacing("#others", with: RandomCounty.others)
        .replacing("persons: sum(members)", with: "persons: sum(members)\n      most: max(members)")
        + "# remark\n", to: "pipeline.yml")
    try folder.write("编号,行政村\nV1,甲村\n", to: "visits/0.csv")
    let extended = try await Self.run(folder)
    #expect(extended.reading == "8 of 8 files read, 7 of them from pieces")
  }

  @Test(arguments: [
    ("pipeline.yml", "insured <= members", "insured < members"),
    ("pipeline.yml", "headers: 人口数, type: integer", "headers: 人口数, type: number"),
    ("pipeline.yml", "as_of: 2021-10-31", "as_of: 2021-10-30"),
    ("pipeline.yml", "root: .", "root: .\nkeep: records"),
    ("pipeline.yml", "record: household\n", "record: household\n    encoding: utf-8\n"),
    ("gazetteer.csv", "丁村", "丁家村"),
    ("gazetteer.csv", "112,乙村,village,11,,", "112,乙村,village,11,,2021-01-01"),
  ])
  func `what decides the rows makes every piece anew`(
    file: String, old: String, new: String
  ) async throws {
    var random = SeededGenerator(seed: 31)
    let folder = try RandomCounty.folder(&random)
    _ = try await Self.run(folder)
    let text = try folder.text(file)
    let changed = text.replacing(old, with: new)
    try #require(changed != text)
    try folder.write(changed, to: file)
    let again = try await Self.run(folder)
    #expect(again.reading == "7 of 7 files read, 0 of them from pieces")
    #expect(again.files == (try await RandomCounty.run(folder, into: "full")).files)
  }

  @Test func `the order of the gazetteer's lines decides nothing`() async throws {
    var random = SeededGenerator(seed: 32)
    let folder = try RandomCounty.folder(&random)
    _ = try await Self.run(folder)
    var lines = try folder.text("gazetteer.csv").split(separator: "\n")
    lines.append(lines.remove(at: 2))
    try folder.write(lines.joined(separator: "\n") + "\n", to: "gazetteer.csv")
    #expect(try await Self.run(folder).reading == "7 of 7 files read, 7 of them from pieces")
  }

  @Test func `a piece that is not whole is made anew`() async throws {
    var random = SeededGenerator(seed: 41)
    let folder = try RandomCounty.folder(&random)
    let first = try await Self.run(folder)
    let names = try Self.pieces(folder)
    try #require(names.count == 7)
    let path = { (index: Int) in URL(filePath: folder.path("out/order/pieces/\(names[index])")) }
    // Cut off, emptied, one bit turned, bytes behind the end, replaced by another's, and gone.
    let whole = try names.indices.map { try Data(contentsOf: path($0)) }
    try whole[0].dropLast(1).write(to: path(0))
    try Data().write(to: path(1))
    var turned = whole[2]
    // The kind of the last part, which its digest does not cover.
    turned[turned.count - PieceFile.endBytes] ^= 4
    try turned.write(to: path(2))
    try (whole[3] + [0]).write(to: path(3))
    try FileManager.default.removeItem(at: path(4))
    try folder.write("leftover", to: "out/order/pieces/\(names[0]).0\(PieceFolder.unfinished)")
    let again = try await Self.run(folder)
    #expect(again.reading == "7 of 7 files read, 2 of them from pieces")
    #expect(again.files == first.files)
    #expect(try Self.pieces(folder) == names)
    #expect(try names.indices.map { try Data(contentsOf: path($0)) } == whole)
  }

  @Test func `a file that cannot be read leaves no piece`() async throws {
    var random = SeededGenerator(seed: 51)
    let folder = try RandomCounty.folder(&random)
    try folder.write("户编号,行政村\nH1,甲村\n", to: "registers/2.csv")
    let (summary, _) = try await RandomCounty.summary(folder, into: "out", keepsPieces: true)
    #expect(summary.status == .failed)
    #expect(try Self.pieces(folder).count == 6)
  }

  @Test func `the piece of another file is none`() async throws {
    var random = SeededGenerator(seed: 42)
    let folder = try RandomCounty.folder(&random)
    let first = try await Self.run(folder)
    let names = try Self.pieces(folder)
    let path = { (index: Int) in URL(filePath: folder.path("out/order/pieces/\(names[index])")) }
    try Data(contentsOf: path(0)).write(to: path(1))
    let again = try await Self.run(folder)
    #expect(again.reading == "7 of 7 files read, 6 of them from pieces")
    #expect(again.files == first.files)
  }

  @Test func `a piece that no run takes for a month goes`() async throws {
    var random = SeededGenerator(seed: 43)
    let folder = try RandomCounty.folder(&random)
    _ = try await Self.run(folder)
    let old = Date.now.addingTimeInterval(-Double(PieceFolder.days + 1) * 24 * 3600)
    for name in try Self.pieces(folder) {
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: folder.path("out/order/pieces/\(name)"))
    }
    let again = try await Self.run(folder)
    #expect(again.reading == "7 of 7 files read, 0 of them from pieces")
    #expect(try await Self.run(folder).reading == "7 of 7 files read, 7 of them from pieces")
  }

  @Test func `a folder that nothing can be written to is the fault that is told`() async throws {
    var random = SeededGenerator(seed: 44)
    let folder = try RandomCounty.folder(&random)
    _ = try await Self.run(folder)
    try FileManager.default.removeItem(atPath: folder.path("out/order/pieces"))
    try folder.write("", to: "out/order/pieces")
    let failure = await #expect(throws: RunFailure.self) { try await Self.run(folder) }
    #expect(failure?.diagnostic.code == .storeFailed)
    #expect(failure?.diagnostic.location.file.hasSuffix("pieces") == true)
  }

  @Test(arguments: ["records", "all"])
  func `a piece holds no more of a register than a store does`(keep: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      pipeline: order
      root: .
      as_of: 2021-10-31
      keep: \(keep)
      sources:
        households:
          files: register.csv
          record: household
          variables:
            household_id: {headers: 户编号, type: identifier}
            head_name: {headers: 户主姓名, sensitive: true}
            members: {headers: 人口数, type: integer}
      records: {household: {key: household_id}}
      tables: {households: {of: household, measures: {households: count(*)}}}

      """, to: "pipeline.yml")
    // A name, and telephones with another name that no variable reads.
    try folder.write(
      "户编号,户主姓名,联系电话,人口数\nH1,某甲某,13900000000,3\nH2,某乙某,13900000001 某丙某转,x\n",
      to: "register.csv")
    _ = try await RandomCounty.summary(folder, into: "out", keepsPieces: true)
    let names = try Self.pieces(folder)
    #expect(names.count == 1)
    let bytes = try Data(contentsOf: URL(filePath: folder.path("out/order/pieces/\(names[0])")))
    #expect(bytes.firstRange(of: Data("H1".utf8)) != nil)
    for text in ["某甲某", "某乙某", "某丙某", "13900000000", "13900000001"] {
      #expect(bytes.firstRange(of: Data(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func `pieces are for their owner alone`() async throws {
    var random = SeededGenerator(seed: 61)
    let folder = try RandomCounty.folder(&random)
    try FileManager.default.createDirectory(
      atPath: folder.path("out/order/pieces"), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o777])
    _ = try await Self.run(folder)
    for path in [""] + (try Self.pieces(folder)).map({ "/\($0)" }) {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.path("out/order/pieces\(path)"))
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(path)")
    }
  }

  // MARK: parts

  private static func batch(_ random: inout SeededGenerator) -> RecordBatch {
    let schema = RecordSchema(
      record: "household",
      variables: ["a", "b", "c"].map { VariableDefinition(name: $0, kind: .text) })
    var shared = TextTable()
    for text in ["", "井", "自来水\n"] { shared.append(text) }
    var batch = RecordBatch(
      schema: schema, sharedTexts: random.happens(50) ? SharedTexts(shared) : .none)
    let rows = Int(random.next() % 20)
    func value() -> Value {
      switch random.next() % 10 {
      case 0: .missing(random.pick(MissingReason.allCases))
      case 1: .number(random.pick([0, -0.0, 1e300, .nan, .infinity, 0.1, .leastNonzeroMagnitude]))
      case 2: .text(random.pick(["", "甲", "\u{1F33E}", "a\u{0}b"]))
      case 3: .boolean(random.happens(50))
      case 4: CalendarDate(year: 2021, month: Int(random.next() % 13)).map(Value.date) ?? .blank
      case 5: .dateTime(44_500.25)
      case 6: .time(3_600.5)
      case 7: .duration(-1)
      case 8: .error("#N/A")
      default: .blank
      }
    }
    for row in 0..<rows {
      batch.origins.append(
        Origin(file: 1 << 19, worksheet: UInt32(random.next() % 3), row: UInt32(row)))
      batch.statuses.append(random.pick(RecordStatus.allCases))
    }
    for index in batch.values.indices {
      batch.values[index] = ValueColumn((0..<rows).map { _ in value() }, texts: &batch.texts)
      if random.happens(70) {
        batch.raw[index] = ValueColumn((0..<rows).map { _ in value() }, texts: &batch.texts)
      }
    }
    if let origin = batch.origins.first {
      batch.changes = [
        CellChange(
          origin: origin, column: nil, variable: "a", old: .number(.nan), new: value(),
          rule: .placeDecided)
      ]
      batch.quarantine = [
        QuarantineEntry(
          origin: origin, column: 3, variable: nil, value: value(), code: .placeUnknown,
          message: "expected \("x", .sensitive), found \(3)", remedy: "none")
      ]
      batch.otherRows = [OtherRow(origin, random.pick(OtherRow.Kind.allCases))]
    }
    batch.decisions = Set((0..<Int(random.next() % 9)).map { $0 * 7 })
    batch.located = [1, 0, 2]
    var tally = RuleTally()
    tally.tested = rows
    batch.ruleTallies = [tally]
    return batch
  }

  /// All that a batch holds, as text: a value that is no number is not the same as itself.
  private static func text(of batch: RecordBatch) -> String {
    var text = ""
    dump(batch.origins, to: &text)
    dump(batch.statuses, to: &text)
    for variable in batch.values.indices {
      for record in 0..<batch.count {
        dump(batch.value(record: record, variable: variable), to: &text)
        if batch.raw[variable].count > 0 {
          dump(batch.rawValue(record: record, variable: variable), to: &text)
        }
      }
    }
    dump(batch.changes, to: &text)
    dump(batch.quarantine, to: &text)
    dump(batch.decisions.sorted(), to: &text)
    dump(batch.located, to: &text)
    dump(batch.ruleTallies, to: &text)
    dump(batch.otherRows, to: &text)
    return text
  }

  @Test(arguments: 0..<40) func `a batch comes back as it was`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let folder = try TemporaryFolder()
    let batches = (0..<3).map { _ in Self.batch(&random) }
    let fingerprint = PieceFingerprint(digest: "\(seed)")
    let writer = try PieceWriter(folder.path("piece"), of: fingerprint)
    for batch in batches { try writer.append(.records(batch, source: "s")) }
    try writer.finish()
    let reader = try #require(PieceReader(folder.path("piece"), of: fingerprint))
    #expect(PieceReader(folder.path("piece"), of: PieceFingerprint(digest: "x")) == nil)
    var found: [String] = []
    try reader.read(["s": batches[0].schema]) { part in
      guard case .records(let batch, let source) = part else { return }
      #expect(source == "s")
      found.append(Self.text(of: batch))
    }
    #expect(found == batches.map(Self.text))
  }

  @Test(arguments: 0..<40) func `bytes that are none of a part are refused`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let coding = PieceCoding()
    let batch = Self.batch(&random)
    let (kind, whole) = try coding.bytes(of: .records(batch, source: "s"))
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<(1 + random.next() % 3) {
        if random.happens(30) { bytes.removeLast(min(bytes.count, Int(random.next() % 40))) }
        if bytes.isEmpty { break }
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      // Whatever comes of it, it comes without a trap, and can be looked at.
      guard
        case .records(let found, _)? = try? coding.part(kind, bytes, ["s": batch.schema])
      else { continue }
      #expect(!Self.text(of: found).isEmpty)
    }
    #expect(throws: (any Error).self) {
      try coding.part(kind, Array(whole.dropLast()), ["s": batch.schema])
    }
  }
}
