import PropertyTesting
import Relational
import SQLiteBulk
import SurveyModel
import Testing

@testable import Load

@Suite struct KeyPrintsTests {
  /// Blocks of two key columns, their texts in any of the arenas, and the keys they spell.
  private func blocks(
    _ random: inout SeededGenerator
  ) -> (blocks: [RowBlock], keys: [[String]]) {
    var blocks: [RowBlock] = []
    var keys: [[String]] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let rows = Int.random(in: 1...12, using: &random)
      let texts = ["", "a", "ab", "b", "abb"]
      let table = TextTable(texts)
      var block = RowBlock(rows: rows, texts: table, shared: SharedTexts(table))
      var words: [[String?]] = []
      for _ in 0..<2 {
        var column: [String?] = []
        var values = ValueColumn()
        let isWhole = random.happens(50)
        for _ in 0..<rows {
          let number = Int.random(in: 0..<40, using: &random)
          let text = Int.random(in: 0..<texts.count, using: &random)
          let (kind, bits, word): (ValueKind, UInt64, String?) =
            switch Int.random(in: 0..<12, using: &random) {
            case 0: (.blank, 0, nil)
            case 1...6:
              (
                .number, isWhole ? UInt64(number) : Double(number).bitPattern, "number \(number)"
              )
            case 7...8: (.text, UInt64(TextID.local(text).bits), texts[text])
            case 9...10: (.text, UInt64(TextID.shared(text).bits), texts[text])
            default: (.text, block.keep(texts[text]), texts[text])
            }
          values.append(kind, bits)
          column.append(word)
        }
        block.append(RowBlock.Column(values, isWhole ? .integers : .whole))
        words.append(column)
      }
      blocks.append(block)
      for row in 0..<rows {
        let key = words.compactMap { $0[row] }
        if key.count == 2 { keys.append(key) }
      }
    }
    return (blocks, keys)
  }

  @Test func `keys that SQLite holds for equal are never taken for different ones`() {
    var found: [Bool: Int] = [:]
    for seed in UInt64(1)...300 {
      var random = SeededGenerator(seed: seed)
      let (blocks, keys) = blocks(&random)
      var prints = KeyPrints()
      for block in blocks { prints.add([0, 1], of: block) }
      let isRepeated = Set(keys).count < keys.count
      #expect(prints.mayRepeat() == isRepeated, "seed \(seed)")
      found[isRepeated, default: 0] += 1
    }
    #expect((found[true] ?? 0) > 20 && (found[false] ?? 0) > 20, "\(found)")
  }

  @Test func `a key with a variable of two kinds is not watched`() throws {
    let sample = try SampleStore.pipeline()
    func watched(_ kind: VariableDefinition.Kind) throws -> [[String]] {
      let other = RecordSchema(
        record: "household", variables: [VariableDefinition(name: "household_id", kind: kind)])
      let pipeline = PipelineDefinition(
        name: "sample", title: sample.title, path: "sample.yml", root: "/", asOf: sample.asOf,
        levels: .ofCounty, reference: nil, catalogue: nil,
        sources: sample.sources + [
          SourceDefinition(name: "more", files: [], content: .records(other))
        ], records: sample.records, rules: [], tables: [], reconciliations: [],
        gates: sample.gates, publications: [], keep: .all)
      let layout = try StoreLayout(pipeline)
      return layout.watched(of: try #require(layout.record("household")), for: pipeline)
    }
    #expect(try watched(.identifier) == [["household_id"]])
    #expect(try watched(.integer).isEmpty)
  }
}

extension TextTable {
  fileprivate init(_ texts: [String]) {
    self.init()
    for text in texts { append(text) }
  }
}
