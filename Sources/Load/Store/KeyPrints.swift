internal import SQLiteBulk
internal import SurveyModel

/// What tells at a glance that no two rows have the same key: a hash of each row's key.
///
/// Most stores hold nothing twice, and a sort of hashes says so in a tenth of the time that grouping
/// the keys takes. Where two hashes are equal the store is asked.
struct KeyPrints {
  private var prints: [Int] = []

  /// Adds the keys of a block's rows; one that lacks a value is none.
  ///
  /// - Parameters:
  ///   - columns: The columns of the key, in an order that is the same for every block.
  ///   - block: The rows.
  mutating func add(_ columns: [Int], of block: BulkBlock) {
    for row in 0..<block.rows {
      var hasher = Hasher()
      var isWhole = true
      for column in columns where isWhole {
        isWhole = block.feed(column * block.rows + row, to: &hasher)
      }
      if isWhole { prints.append(hasher.finalize()) }
    }
  }

  /// Whether two rows may have the same key; false only when none have.
  mutating func mayRepeat() -> Bool {
    prints.sort()
    return zip(prints, prints.dropFirst()).contains { $0 == $1 }
  }
}

extension StoreLayout {
  /// Empty prints for each key and evidence of each record.
  ///
  /// A variable that sources give in different kinds is stored as that of the first of them, so that
  /// unequal values may become equal: a key with such a variable has no prints.
  func keyPrints(for pipeline: PipelineDefinition) -> [String: [[String]: KeyPrints]] {
    var prints: [String: [[String]: KeyPrints]] = [:]
    for record in records {
      let evidences = pipeline.records.first { $0.name == record.name }?.evidences ?? []
      let variables = schemas.filter { $0.schema.record == record.name }
        .flatMap(\.schema.variables)
      for names in [record.key] + evidences where !names.isEmpty {
        let isUniform = names.allSatisfy { name in
          Set(variables.filter { $0.name == name }.map { Self.columnType(of: $0.kind) }).count == 1
        }
        if isUniform { prints[record.name, default: [:]][names] = KeyPrints() }
      }
    }
    return prints
  }
}
