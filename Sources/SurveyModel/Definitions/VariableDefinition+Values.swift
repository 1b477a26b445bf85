extension VariableDefinition.Kind {
  /// Whether a value is one of a variable of this kind; a missing one never is.
  package func takes(_ value: Value) -> Bool {
    switch (self, value) {
    case (.integer, .number(let number)): number == number.rounded() && abs(number) < 1e15
    case (.number, .number(let number)): number.isFinite
    case (.date, .date), (.boolean, .boolean): true
    case (.text, .text), (.code, .text), (.answers, .text), (.place, .text), (.residentID, .text),
      (.identifier, .text):
      true
    default: false
    }
  }
}
