internal import SurveyModel

/// Finds the digits of a text that count nothing: names, codes, addresses, telephones, pages.
struct SpacedCodes: Sendable {
  let words: SpacedLexicon

  /// The tokens of a text that no figure may begin at.
  func codes(in text: SpacedText) -> Set<Int> {
    var codes = Set<Int>()
    readAddresses(text, &codes)
    readContacts(text, &codes)
    for index in text.tokens.indices where text.tokens[index].kind == .number {
      if !codes.contains(index), isCode(index, text, codes) { codes.insert(index) }
    }
    return codes
  }

  /// Runs without a space that hold an @ or a scheme: e-mails and addresses.
  private func readAddresses(_ text: SpacedText, _ codes: inout Set<Int>) {
    var start = 0
    for index in 1...max(1, text.tokens.count) {
      if index < text.tokens.count, text.touches(index) { continue }
      let run = start..<min(index, text.tokens.count)
      start = index
      let isAddress = run.contains { at in
        text.tokens[at].text == "@" || text.tokens[at].text == "www"
          || text.tokens[at].text == "/" && text[at + 1]?.text == "/"
      }
      if isAddress { codes.formUnion(run) }
    }
  }

  /// What stands behind "Tel." to the end of the line, and digits behind a plus that opens them.
  private func readContacts(_ text: SpacedText, _ codes: inout Set<Int>) {
    var at = 0
    while at < text.tokens.count {
      guard let length = words[.contacts].length(at: at, in: text),
        isContact(at + length, text)
      else {
        if isDialled(at, text) {
          at = end(ofDigitsAt: at + 1, text, &codes)
        } else {
          at += 1
        }
        continue
      }
      at = end(ofDigitsAt: at + length, text, &codes)
    }
  }

  /// Whether digits stand right behind a word such as "phone", or behind a mark behind it.
  private func isContact(_ index: Int, _ text: SpacedText) -> Bool {
    var at = index
    while let token = text[at], token.kind == .mark, token.text != SpacedText.cell, at < index + 4 {
      at += 1
    }
    return text[at]?.kind == .number
  }

  /// Whether a plus opens a number of a telephone: many digits, and none of them grouped.
  private func isDialled(_ index: Int, _ text: SpacedText) -> Bool {
    guard text.tokens[index].text == "+", text.touches(index + 1) else { return false }
    var digits = 0
    var at = index + 1
    while let token = text[at], token.plain != nil || token.isDash {
      digits += token.plain == nil ? 0 : token.text.utf8.count
      at += 1
    }
    return digits >= 8
  }

  private func end(ofDigitsAt start: Int, _ text: SpacedText, _ codes: inout Set<Int>) -> Int {
    var at = start
    while let token = text[at], token.kind != .word, token.text != SpacedText.cell {
      if token.text == ".", text[at + 1]?.gap != SpacedText.Gap.none, text[at - 1]?.kind == .number
      {
        break
      }
      codes.insert(at)
      at += 1
    }
    return max(at, start)
  }

  private func isCode(_ index: Int, _ text: SpacedText, _ codes: Set<Int>) -> Bool {
    let token = text.tokens[index]
    // 0473, 1.2.3
    if token.text.first == "0", token.text.utf8.count > 1, !token.text.hasPrefix("0.") {
      return true
    }
    if SpacedNumber(token.text) == nil { return true }
    return isJoinedBefore(index, text) || isJoinedBehind(index, text)
      || isNamed(index, text, codes) || isEnumerator(index, text)
      || words[.codesBefore].length(at: index + 1, in: text) != nil
      || words.units.match(at: index + 1, in: text)
        .flatMap { words[.codesBefore].length(at: index + 1 + $0.length, in: text) } != nil
  }

  /// NH-53, M2, #4, 10:30: what touches digits before them makes them a name.
  private func isJoinedBefore(_ index: Int, _ text: SpacedText) -> Bool {
    guard text.touches(index), let before = text[index - 1] else { return false }
    if before.kind == .word {
      return words.currencies.match(endingAt: index, in: text) == nil
    }
    if words.currencies.match(endingAt: index, in: text) != nil { return false }
    switch before.text {
    case "#", "_", "@", "\\", "^": return true
    case "/", ":", "-", "–", "‐", "‑", "—", "−", ".":
      guard text.touches(index - 1), let first = text[index - 2] else { return false }
      if before.isDash, first.kind == .number {
        return text.touches(index - 2) && text[index - 3]?.isDash == true
      }
      if first.text == "%" { return false }
      return first.kind == .word || first.kind == .number
    default: return false
    }
  }

  /// 10:30, 3/4, 5-member, 3rd, 42b: what touches digits behind them makes them a name.
  private func isJoinedBehind(_ index: Int, _ text: SpacedText) -> Bool {
    guard text.touches(index + 1), let behind = text[index + 1] else { return false }
    if behind.kind == .word {
      if words[.ordinalEnds].length(at: index + 1, in: text) != nil { return true }
      return words.scales[behind.text] == nil && words.scaleLetters[behind.text] == nil
        && words.units.match(at: index + 1, in: text) == nil
    }
    let next = text[index + 2]
    switch behind.text {
    case ":", "/":
      guard text.touches(index + 2), next?.kind == .number else { return false }
      return SpacedNumeralReader.fraction(at: index, in: text) == nil
    case "_", "@": return text.touches(index + 2)
    case "-", "–", "‐", "‑":
      guard text.touches(index + 2), let next else { return false }
      if next.kind == .word { return words.units.match(at: index + 2, in: text) == nil }
      // 0471-232-113 is no range, and 3-5 is one.
      return text.touches(index + 3) && text[index + 3]?.isDash == true
        && text[index + 4]?.kind == .number
    default: return false
    }
  }

  /// Section 3, Tables 3 and 4: behind such words digits name, and so do those that go on from them.
  private func isNamed(_ index: Int, _ text: SpacedText, _ codes: Set<Int>) -> Bool {
    if words[.codesBehind].length(endingAt: index, in: text) != nil {
      return words[.counters].length(endingAt: index, in: text) == nil
    }
    guard index > 1, let joint = text[index - 1], codes.contains(index - 2),
      text[index - 2]?.kind == .number, !text.touches(index - 2)
    else { return joinsReference(index, text) }
    return joint.isDash || joint.text == "," || joint.text == "&"
      || words[.to].length(endingAt: index, in: text) != nil
      || words[.betweenJoints].length(endingAt: index, in: text) != nil
        && words.units.match(at: index + 1, in: text) == nil
  }

  /// Whether digits in brackets refer to a source.
  private func joinsReference(_ index: Int, _ text: SpacedText) -> Bool {
    text[index - 1]?.text == "[" && (text[index + 1]?.text == "]" || text[index + 1]?.text == ",")
  }

  /// Whether digits number a heading or a line in a list: "2.1 Population", "4) Roads".
  private func isEnumerator(_ index: Int, _ text: SpacedText) -> Bool {
    let token = text.tokens[index]
    guard index == 0 || index == 1 && text[0]?.text == "(", token.text.utf8.count <= 4 else {
      return false
    }
    guard let behind = text[index + 1] else { return false }
    if behind.text == ")" { return true }
    if behind.text == "." { return text[index + 2].map { $0.gap != .none } ?? false }
    let isShort = (token.plain ?? 100) < 100 || token.text.contains(".")
    return isShort && behind.kind == .word && behind.isCapital
  }
}
