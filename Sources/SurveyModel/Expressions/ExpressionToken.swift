/// A word of an expression.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case text(String)
    case word(String)
    case symbol(String)
    case end
  }

  let kind: Kind
  /// The characters of the text before the token.
  let offset: Int

  /// How the token is named in an error.
  var name: String {
    switch kind {
    case .number(let number): "\(number)"
    case .text(let text): "'\(text)'"
    case .word(let word): "“\(word)”"
    case .symbol(let symbol): "“\(symbol)”"
    case .end: "the end"
    }
  }

  /// Splits a text into tokens, the last of which is ``Kind/end``.
  static func all(in text: String) throws(ExpressionSyntaxError) -> [ExpressionToken] {
    var scanner = Scanner(characters: Array(text))
    var tokens: [ExpressionToken] = []
    while let token = try scanner.next() { tokens.append(token) }
    tokens.append(ExpressionToken(kind: .end, offset: scanner.characters.count))
    return tokens
  }

  private struct Scanner {
    let characters: [Character]
    var position = 0

    mutating func next() throws(ExpressionSyntaxError) -> ExpressionToken? {
      while position < characters.count, characters[position].isWhitespace { position += 1 }
      guard position < characters.count else { return nil }
      let start = position
      let first = characters[position]
      if first.isASCII, first.isNumber { return try number(from: start) }
      if first.isLetter || first == "_" {
        var word = take { $0.isLetter || $0.isNumber || $0 == "_" }
        if position + 1 < characters.count, characters[position] == ".",
          characters[position + 1].isLetter || characters[position + 1] == "_"
        {
          position += 1
          word += "." + take { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        return ExpressionToken(kind: .word(word), offset: start)
      }
      if first == "'" { return try quoted(from: start) }
      for symbol in ["<=", ">=", "!=", "<>"] where characters[position...].starts(with: symbol) {
        position += 2
        return ExpressionToken(kind: .symbol(symbol == "<>" ? "!=" : symbol), offset: start)
      }
      guard "=<>+-*/(),".contains(first) else {
        throw ExpressionSyntaxError("unexpected “\(first)”", offset: start)
      }
      position += 1
      return ExpressionToken(kind: .symbol(String(first)), offset: start)
    }

    private mutating func number(from start: Int) throws(ExpressionSyntaxError) -> ExpressionToken {
      let digits = take { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
      guard let number = Double(digits.filter { $0 != "_" }) else {
        throw ExpressionSyntaxError("expected a number, found “\(digits)”", offset: start)
      }
      return ExpressionToken(kind: .number(number), offset: start)
    }

    /// A text in single quotes; a quote inside it is written twice, as in SQL.
    private mutating func quoted(from start: Int) throws(ExpressionSyntaxError) -> ExpressionToken {
      var text = ""
      position += 1
      while position < characters.count {
        if characters[position] == "'" {
          position += 1
          guard position < characters.count, characters[position] == "'" else {
            return ExpressionToken(kind: .text(text), offset: start)
          }
        }
        text.append(characters[position])
        position += 1
      }
      throw ExpressionSyntaxError("expected a closing quotation mark", offset: start)
    }

    private mutating func take(while belongs: (Character) -> Bool) -> String {
      let start = position
      while position < characters.count, belongs(characters[position]) { position += 1 }
      return String(characters[start..<position])
    }
  }
}
