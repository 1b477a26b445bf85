extension SourceDefinition {
  /// One of the groups of columns that a row repeats, each a record of its own.
  package struct Member: Hashable, Sendable, Encodable {
    /// What formulas know it by, as ``SourceDefinition/memberName``.
    package let name: String
    /// The texts that stand for it in headers, in the place of ``SourceDefinition/memberMark``.
    package let texts: [String]
    /// Whether a worksheet may lack it.
    package let mayBeAbsent: Bool

    /// Describes a group, whose columns every worksheet has.
    package init(name: String, texts: [String]) {
      self.name = name
      self.texts = texts
      mayBeAbsent = false
    }

    /// The group of a number from 1 to 99, which headers have in Arabic or in Chinese.
    ///
    /// Worksheets of small households lack those behind the first.
    package init(number: Int) {
      name = String(number)
      texts = [String(number), Self.numeral(number)]
      mayBeAbsent = number > 1
    }

    /// A number from 1 to 99 as Chinese writes it.
    private static func numeral(_ number: Int) -> String {
      let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
      let (tens, ones) = (number / 10 % 10, digits[number % 10])
      return tens == 0 ? ones : (tens == 1 ? "" : digits[tens]) + "十" + ones
    }
  }

  /// What stands in a header for a repeated group of columns.
  package static let memberMark = "{n}"
  /// The variable by which formulas of a repeated group know which one it is.
  package static let memberName = "member"

  /// The variables of one repeated group of columns.
  ///
  /// - Parameters:
  ///   - member: The group.
  ///   - schema: The variables with `{n}` in the headers of those that are repeated.
  /// - Returns: The variables, by the headers of the group; derived ones know its name.
  package static func schema(of member: Member, _ schema: RecordSchema) -> RecordSchema {
    let isNamed = schema.index(of: memberName) == nil
    return RecordSchema(
      record: schema.record,
      variables: schema.variables.map { variable in
        guard variable.isRepeated else {
          return isNamed ? variable.deriving { $0.naming(member) } : variable
        }
        let headers = variable.headers.flatMap { header in
          let parts = header.split(separator: memberMark, omittingEmptySubsequences: false)
          return member.texts.map { parts.joined(separator: $0) }
        }
        return variable.with(headers: headers, isRequired: variable.isRequired)
      })
  }
}

extension Expression {
  /// The formula with the name of a group in the place of the variable that stands for it.
  fileprivate func naming(_ member: SourceDefinition.Member) -> Expression {
    replacing { $0 == .variable(SourceDefinition.memberName) ? .text(member.name) : $0 }
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

  /// The same variable by another formula, where it has one.
  package func deriving(_ other: (Expression) -> Expression) -> Self {
    var copy = self
    copy.derivation = derivation.map(other)
    return copy
  }
}
