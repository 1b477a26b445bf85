extension SourceDefinition {
  /// What stands in a header for the number of a repeated group of columns.
  package static let memberMark = "{n}"

  /// The variables of one repeated group of columns: each header's `{n}` is the group's number.
  ///
  /// - Parameters:
  ///   - number: The number of the group, from 1 to 99.
  ///   - schema: The variables with `{n}` in the headers of those that are repeated.
  /// - Returns: The variables, by headers with Arabic and with Chinese numerals.
  package static func schema(ofMember number: Int, _ schema: RecordSchema) -> RecordSchema {
    RecordSchema(
      record: schema.record,
      variables: schema.variables.map { variable in
        guard variable.isRepeated else { return variable }
        let headers = variable.headers.flatMap { header in
          let parts = header.split(separator: memberMark, omittingEmptySubsequences: false)
          return [String(number), numeral(number)].map { parts.joined(separator: $0) }
        }
        return variable.with(headers: headers, isRequired: variable.isRequired)
      })
  }

  /// A number from 1 to 99 as Chinese writes it.
  private static func numeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let (tens, ones) = (number / 10 % 10, digits[number % 10])
    return tens == 0 ? ones : (tens == 1 ? "" : digits[tens]) + "十" + ones
  }
}

extension VariableDefinition {
  /// Whether the variable has a column in each repeated group.
  package var isRepeated: Bool {
    headers.contains {
      !$0.split(
        separator: SourceDefinition.memberMark, maxSplits: 1, omittingEmptySubsequences: false
      )
      .dropFirst().isEmpty
    }
  }

  /// The same variable under other headers.
  package func with(headers: [String], isRequired: Bool) -> Self {
    var copy = self
    copy.headers = headers
    copy.isRequired = isRequired
    return copy
  }
}
