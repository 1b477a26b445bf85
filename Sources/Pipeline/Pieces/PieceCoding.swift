import Foundation
import Load
import SurveyModel

/// How the parts of a piece become bytes: columns and texts as they are, what is rare as JSON.
struct PieceCoding {
  /// What a part is.
  enum Kind: UInt8 {
    case records = 1
    case worksheet
    case facts
    case findings
    /// The digest of all bytes before it.
    case end
    /// What the file asked of places, locked.
    case questions
    /// The digest of what the file gives.
    case content
    /// Records with sensitive values that the pipeline keeps as they were read, locked.
    case lockedRecords
  }

  /// What a batch holds beside its columns.
  private struct Remarks: Codable {
    let source: String
    let changes: [CellChange]
    let quarantine: [QuarantineEntry]
    let findings: [RuleFinding]
    let decisions: [Int]
    let ruleTallies: [RuleTally]
    let located: [Int]
    let otherRows: [OtherRow]
  }

  private let encoder: JSONEncoder
  private let decoder: JSONDecoder

  init() {
    encoder = JSONEncoder()
    // The same content has the same bytes.
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }

  /// The bytes of a part.
  func bytes(of part: PiecePart) throws -> (Kind, [UInt8]) {
    switch part {
    case .records(let batch, let source): (.records, try bytes(of: batch, source))
    case .worksheet(let outcome): (.worksheet, Array(try encoder.encode(outcome)))
    case .facts(let facts): (.facts, Array(try encoder.encode(facts)))
    case .findings(let log): (.findings, Array(try encoder.encode(log)))
    }
  }

  private func bytes(of batch: RecordBatch, _ source: String) throws -> [UInt8] {
    let remarks = Remarks(
      source: source, changes: batch.changes, quarantine: batch.quarantine,
      findings: batch.findings, decisions: batch.decisions.sorted(),
      ruleTallies: batch.ruleTallies, located: batch.located, otherRows: batch.otherRows)
    var bytes = PieceBytes()
    bytes.append(try encoder.encode(remarks))
    bytes.append(batch.origins.map { UInt64(bitPattern: $0.key) })
    bytes.append(batch.statuses.lazy.map(\.rawValue))
    var named = NamedTexts(of: batch)
    for column in batch.raw + batch.values { bytes.append(named.renamed(column)) }
    bytes.append(named.texts)
    return bytes.bytes
  }

  /// The bytes of what a file asked of places.
  func bytes(of asked: AnsweredQuestions) throws -> [UInt8] { Array(try encoder.encode(asked)) }

  /// What a file asked of places.
  ///
  /// - Throws: A `DecodingError` when these are no such bytes.
  func questions(_ bytes: [UInt8]) throws -> AnsweredQuestions {
    try decoder.decode(AnsweredQuestions.self, from: Data(bytes))
  }

  /// The part that bytes are of.
  ///
  /// - Parameters:
  ///   - kind: What part it is.
  ///   - bytes: Its bytes.
  ///   - schemas: The variables of each source.
  /// - Returns: The part; nil for the end, for the digest of the others, and for what is locked.
  /// - Throws: ``PieceDamage``, or a `DecodingError`, when these are no such bytes.
  func part(
    _ kind: Kind, _ bytes: [UInt8], _ schemas: [String: RecordSchema]
  ) throws -> PiecePart? {
    func decoded<Part: Decodable>(_ type: Part.Type) throws -> Part {
      try decoder.decode(type, from: Data(bytes))
    }
    return switch kind {
    case .end, .questions, .content, .lockedRecords: nil
    case .records: try records(bytes, schemas)
    case .worksheet: .worksheet(try decoded(WorksheetOutcome.self))
    case .facts: .facts(try decoded([Fact].self))
    case .findings: .findings(try decoded(DiagnosticLog.self))
    }
  }

  private func records(
    _ bytes: [UInt8], _ schemas: [String: RecordSchema]
  ) throws -> PiecePart {
    var reader = PieceBytesReader(bytes)
    let remarks = try decoder.decode(Remarks.self, from: Data(try reader.block()))
    guard let schema = schemas[remarks.source] else { throw PieceDamage() }
    var batch = RecordBatch(schema: schema)
    let keys = try reader.numbers().map { Int64(bitPattern: $0) }
    guard keys.allSatisfy({ $0 >= 0 }) else { throw PieceDamage() }
    batch.origins = keys.map { Origin(key: $0) }
    let statuses = try reader.block()
    batch.statuses = statuses.compactMap(RecordStatus.init)
    for index in batch.raw.indices { batch.raw[index] = try reader.column() }
    for index in batch.values.indices { batch.values[index] = try reader.column() }
    batch.texts = try reader.texts()
    batch.changes = remarks.changes
    batch.quarantine = remarks.quarantine
    batch.findings = remarks.findings
    batch.decisions = Set(remarks.decisions)
    batch.ruleTallies = remarks.ruleTallies
    batch.located = remarks.located
    batch.otherRows = remarks.otherRows
    guard reader.isAtEnd, batch.statuses.count == batch.count, statuses.count == batch.count,
      batch.values.allSatisfy({ $0.count == batch.count }),
      batch.raw.allSatisfy({ $0.count == batch.count || $0.count == 0 }),
      (batch.raw + batch.values).allSatisfy({ $0.isReadable(with: batch.texts) })
    else { throw PieceDamage() }
    return .records(batch, source: remarks.source)
  }
}

extension ValueColumn {
  /// Whether the bits of every value mean something, with texts that are all there.
  fileprivate func isReadable(with texts: TextTable) -> Bool {
    for (kind, bits) in zip(kinds, payloads) {
      switch kind {
      case .text, .error: guard bits < UInt64(texts.count) else { return false }
      case .missing: guard bits < UInt64(MissingReason.allCases.count) else { return false }
      case .blank, .number, .boolean, .date, .dateTime, .time, .duration: continue
      }
    }
    return true
  }
}
