import Foundation
import PropertyTesting
import SurveyModel
import Testing
import Transform

@testable import Pipeline

/// Pieces, which files gave in an earlier run, in the place of the files.
@Suite struct PieceTests {
  private static func pieces(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("out/order/pieces")).sorted()
  }

  private static func run(
    _ folder: TemporaryFolder, into output: String = "out"
  ) async throws -> (files: [String: String], reading: String) {
    try await RandomCounty.run(folder, into: output, reading: .changed)
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

  /// What becomes of the gazetteer or the decisions, and how many of two registers are read again: one
  /// names 甲村 and 无名村, the other 丙村.
  private static let changedPlaces: [(file: String, old: String, new: String, read: Int)] = [
    // Nobody asked for it.
    ("gazetteer.csv", "122,丁村,village,12,,", "122,丁家村,village,12,,", 0),
    ("gazetteer.csv", "122,丁村,village,12,,", "122,丁村,village,12,,\n123,戊村,village,12,,", 0),
    ("gazetteer.csv", "112,乙村,village,11,,\n", "", 0),
    // Another place bears the name, or the place another one.
    ("gazetteer.csv", "122,丁村,village,12,,", "122,丁村,village,12,,\n123,甲村,village,12,,", 1),
    ("gazetteer.csv", "111,甲村,village,11,,", "111,甲家村,village,11,,", 1),
    ("gazetteer.csv", "121,丙村,village,12,,", "129,丙村,village,12,,", 1),
    ("gazetteer.csv", "121,丙村,village,12,,", "121,丙村,village,12,,2021-01-01", 1),
    // A name that was unknown is one, is like one, or is decided.
    ("gazetteer.csv", "122,丁村,village,12,,", "122,无名村,village,12,,", 1),
    ("gazetteer.csv", "122,丁村,village,12,,", "122,无民村,village,12,,", 1),
    (
      "decisions.csv", "name,level,within,code,decided_on,note\n",
      "name,level,within,code,decided_on,note\n无名村,village,,122,2021-01-01,\n", 1
    ),
    (
      "decisions.csv", "name,level,within,code,decided_on,note\n",
      "name,level,within,code,decided_on,note\n戊村,village,,122,2021-01-01,\n", 0
    ),
  ]

  private static func twoRegisters() throws -> TemporaryFolder {
    var random = SeededGenerator(seed: 33)
    let folder = try RandomCounty.folder(&random)
    for name in 0..<7 {
      try FileManager.default.removeItem(atPath: folder.path("registers/\(name).csv"))
    }
    try folder.write(
      "户编号,行政村,人口数,参保人数\nH1,甲村,3,2\nH2,无名村,4,1\n", to: "registers/0.csv")
    try folder.write("户编号,行政村,人口数,参保人数\nH3,丙村,3,2\n合计,,3,2\n", to: "registers/1.csv")
    try folder.write("name,level,within,code,decided_on,note\n", to: "decisions.csv")
    try folder.write(
      RandomCounty.pipeline.replacing(
        "{gazetteer: gazetteer.csv}", with: "{gazetteer: gazetteer.csv, decisions: decisions.csv}"),
      to: "pipeline.yml")
    return folder
  }

  @Test(arguments: changedPlaces)
  func `a change of places makes the pieces anew that asked for them`(
    change: (file: String, old: String, new: String, read: Int)
  ) async throws {
    let folder = try Self.twoRegisters()
    let first = try await Self.run(folder)
    let text = try folder.text(change.file)
    let changed = text.replacing(change.old, with: change.new)
    try #require(changed != text)
    try folder.write(changed, to: change.file)
    let again = try await Self.run(folder)
    #expect(again.reading == "2 of 2 files read, \(2 - change.read) of them from pieces")
    #expect(again.files == (try await RandomCounty.run(folder, into: "full")).files)
    // Yesterday's places find yesterday's pieces.
    try folder.write(text, to: change.file)
    let back = try await Self.run(folder)
    #expect(back.reading == "2 of 2 files read, 2 of them from pieces")
    #expect(back.files == first.files)
  }

  @Test func `names are read otherwise with a gazetteer than without`() async throws {
    let folder = try Self.twoRegisters()
    let with = try folder.text("pipeline.yml")
    let table = try #require(with.firstRange(of: "tables:")).lowerBound
    // Without tables, which would need the places.
    let given = String(with[..<table])
    let none = given.replacing(
      "reference: {gazetteer: gazetteer.csv, decisions: decisions.csv}\n", with: "")
    try #require(none != given)
    for (definition, other) in [(none, given), (given, none)] {
      for text in [definition, other] {
        try folder.write(text, to: "pipeline.yml")
        let pieces = try await RandomCounty.run(folder, into: "out", reading: .changed)
        let files = try await RandomCounty.run(folder, into: "full-\(text.utf8.count)")
        #expect(pieces.files == files.files)
      }
    }
    #expect(try Self.pieces(folder).count == 4)
  }

  @Test func `of pieces with other places the latest stay`() async throws {
    let folder = try Self.twoRegisters()
    let text = try folder.text("gazetteer.csv")
    for number in 0...(PieceFolder.most + 2) {
      try folder.write(
        text.replacing("111,甲村", with: "11\(number)9,甲村"), to: "gazetteer.csv")
      _ = try await Self.run(folder)
    }
    // Those of the last run come to the ones that stayed when it began, and 丙村 stayed as it was.
    #expect(try Self.pieces(folder).count == PieceFolder.most + 1 + 1)
    #expect(try await Self.run(folder).reading == "2 of 2 files read, 2 of them from pieces")
  }

  @Test func `the name of a piece says nothing of its questions without the key`() async throws {
    var answers: Set<Substring> = []
    for _ in 0..<2 {
      let folder = try Self.twoRegisters()
      _ = try await Self.run(folder)
      for name in try Self.pieces(folder) {
        #expect(answers.insert(name.split(separator: "-")[2]).inserted)
      }
    }
    #expect(answers.count == 4)
  }

  @Test func `a report is read again for a place of its day, and for no decision`() async throws {
    let folder = try Self.twoRegisters()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try FileManager.default.copyItem(
      at: root.appending(path: "Pipelines/catalogue.yml"),
      to: folder.url.appending(path: "catalogue.yml"))
    try folder.write("截至2021年10月底，全县户籍人口12345人。\n", to: "report.txt")
    try folder.write(
      try folder.text("pipeline.yml")
        .replacing(
          "decisions: decisions.csv}", with: "decisions: decisions.csv}\ncatalogue: catalogue.yml"
        )
        .replacing("#others", with: "  reports: {files: report.txt, record: fact}"),
      to: "pipeline.yml")
    let first = try await Self.run(folder)
    #expect(first.reading == "3 of 3 files read, 0 of them from pieces")
    #expect(first.files["reconciliation.csv"]?.contains("12345") == true)
    let decisions = try folder.text("decisions.csv")
    try folder.write(decisions + "戊村,village,,122,2021-01-01,\n", to: "decisions.csv")
    #expect(try await Self.run(folder).reading == "3 of 3 files read, 3 of them from pieces")
    try folder.write(
      try folder.text("gazetteer.csv") + "123,己村,village,12,,\n", to: "gazetteer.csv")
    #expect(try await Self.run(folder).reading == "3 of 3 files read, 2 of them from pieces")
  }

  @Test(arguments: 0..<8)
  func `pieces under random changes of places are what files give`(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(900 + seed))
    let folder = try RandomCounty.folder(&random)
    try folder.write("date,kind,from,to\n", to: "changes.csv")
    try folder.write(
      RandomCounty.pipeline.replacing(
        "{gazetteer: gazetteer.csv}", with: "{gazetteer: gazetteer.csv, changes: changes.csv}"),
      to: "pipeline.yml")
    // Registers of one village each beside those of all.
    for (number, name) in ["甲村", "乙村", "丙村", "丁村"].enumerated() {
      try folder.write(
        "户编号,行政村,人口数,参保人数\nH\(number),\(name),3,2\n", to: "registers/\(number).csv")
    }
    var taken = 0
    for step in 0..<5 {
      let pieces = try await Self.run(folder)
      let files = try await RandomCounty.run(folder, into: "full-\(step)")
      #expect(pieces.files == files.files)
      let isTaken = !pieces.reading.contains(" 0 of them from pieces")
      taken += isTaken ? 1 : 0
      if random.happens(30) {
        try folder.write(
          "date,kind,from,to\n2021-01-01,\(random.pick(["merge", "rename"])),11\(1 + step % 2),"
            + "\(random.pick(["121", "122"]))\n", to: "changes.csv")
      }
      var lines = try folder.text("gazetteer.csv").split(separator: "\n").map(String.init)
      let at = 4 + Int(random.next() % UInt64(lines.count - 4))
      let names = ["甲村", "乙村", "丙村", "丁村", "无名村", "甲材", "无民村", "戊村", "甲村村"]
      switch random.next() % 5 {
      case 0:
        lines.append("\(200 + step),\(random.pick(names)),village,\(random.pick(["11", "12"])),,")
      case 1 where lines.count > 5: lines.remove(at: at)
      case 2:
        var fields = lines[at].split(separator: ",", omittingEmptySubsequences: false)
          .map(String.init)
        fields[1] = random.pick(names)
        lines[at] = fields.joined(separator: ",")
      case 3:
        var fields = lines[at].split(separator: ",", omittingEmptySubsequences: false)
          .map(String.init)
        fields[3] = fields[3] == "11" ? "12" : "11"
        lines[at] = fields.joined(separator: ",")
      default:
        let fields = lines[at].split(separator: ",", omittingEmptySubsequences: false).prefix(5)
        lines[at] =
          fields.joined(separator: ",") + "," + random.pick(["", "2020-01-01", "2022-01-01"])
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "gazetteer.csv")
    }
    #expect(taken > 0)
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
    let (summary, _) = try await RandomCounty.summary(folder, into: "out", reading: .changed)
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
      reference: {gazetteer: gazetteer.csv}
      sources:
        households:
          files: register.csv
          record: household
          variables:
            household_id: {headers: 户编号, type: identifier}
            head_name: {headers: 户主姓名, sensitive: true}
            village: {headers: 行政村, type: place, level: village}
            members: {headers: 人口数, type: integer}
      records: {household: {key: household_id}}
      tables: {households: {of: household, measures: {households: count(*)}}}

      """, to: "pipeline.yml")
    // A name, and telephones with another name that no variable reads.
    try folder.write(
      "户编号,户主姓名,行政村,联系电话,人口数\nH1,某甲某,甲村,13900000000,3\n"
        + "H2,某乙某,某丁某,13900000001 某丙某转,x\n",
      to: "register.csv")
    try folder.write(
      "code,name,level,parent,valid_from,valid_to\n1,试验县,county,,,\n11,某镇,township,1,,\n"
        + "111,甲村,village,11,,\n", to: "gazetteer.csv")
    _ = try await RandomCounty.summary(folder, into: "out", reading: .changed)
    let names = try Self.pieces(folder)
    #expect(names.count == 1)
    let bytes = try Data(contentsOf: URL(filePath: folder.path("out/order/pieces/\(names[0])")))
    #expect(bytes.firstRange(of: Data("H1".utf8)) != nil)
    for text in ["某甲某", "某乙某", "某丙某", "某丁某", "13900000000", "13900000001"] {
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
    let key = try SensitiveKey(path: folder.path("key"))
    let asked = AnsweredQuestions(questions: PlaceQuestions(), answers: "a\(seed)", places: "p")
    let source = SourceFile(
      number: UInt32(seed), rank: 0, path: "a.csv", sources: ["s"], size: 1, sha256: "")
    let writer = try PieceWriter(in: folder.url.path, of: fingerprint, source, key)
    for batch in batches { try writer.append(.records(batch, source: "s")) }
    let (name, content) = try writer.finish(asked)
    let path = folder.path(name.file)
    let reader = try #require(PieceReader(path, of: fingerprint))
    #expect(reader.isWhole)
    #expect(try reader.content() == content && content.count == 32)
    #expect(PieceReader(path, of: PieceFingerprint(digest: "x"))?.isWhole == false)
    #expect(try reader.questions(key) == asked)
    let other = try SensitiveKey(path: folder.path("other"))
    #expect(throws: (any Error).self) { try reader.questions(other) }
    var found: [String] = []
    try reader.read(["s": batches[0].schema], key) { part in
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
