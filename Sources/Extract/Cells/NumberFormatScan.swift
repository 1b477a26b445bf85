/// Reads the first section of a number format's code.
struct NumberFormatScan {
  private let code: [Unicode.Scalar]
  private var index = 0
  private var hasDay = false
  private var hasClock = false
  private var hasMonthOrMinute = false
  private var hasLongMonth = false
  private var hasDigits = false
  private var isElapsed = false
  private var isExponent = false
  private var isBehindSeconds = false

  init(_ code: some StringProtocol) {
    self.code = Array(code.lowercased().unicodeScalars)
  }

  /// What the section makes of a number.
  mutating func meaning() -> NumberFormat {
    while index < code.count, code[index] != ";" { step() }
    if isElapsed { return .elapsed }
    if isExponent || hasDigits { return .number }
    if hasDay || hasLongMonth { return .date }
    if hasClock { return .time }
    return hasMonthOrMinute ? .date : .number
  }

  private mutating func step() {
    switch code[index] {
    case "\"": index = code[(index + 1)...].firstIndex(of: "\"") ?? code.count
    case "\\", "_", "*": index += 1
    case "[":
      let end = code[index...].firstIndex(of: "]") ?? code.count
      let inside = code[min(index + 1, end)..<end]
      if let first = inside.first, "hms".unicodeScalars.contains(first),
        inside.allSatisfy({ $0 == first })
      {
        isElapsed = true
      }
      index = end
    case "0": if !isBehindSeconds { hasDigits = true }
    case "#", "?": hasDigits = true
    case let scalar where Self.isLetter(scalar): return readLetters()
    default: break
    }
    index += 1
  }

  /// Reads letters that stand together: codes of dates, or a word.
  private mutating func readLetters() {
    if let length = clockMark(at: index) {
      hasClock = true
      index += length
      return
    }
    var end = index
    while end < code.count, Self.isLetter(code[end]), clockMark(at: end) == nil { end += 1 }
    let run = code[index..<end]
    if run == ["g"] && isGeneral(at: end) || run.elementsEqual("general".unicodeScalars) {
      hasDigits = true
    } else if !isWord(run) {
      var start = run.startIndex
      while start < end {
        let length = run[start...].prefix { $0 == run[start] }.count
        read(run[start], length, behind: start + length)
        start += length
      }
    }
    index = end
  }

  /// The length of an `AM/PM` or `A/P` at a place; nil where none stands.
  private func clockMark(at place: Int) -> Int? {
    guard code[place] == "a" else { return nil }
    return ["am/pm", "a/p"].first { code[place...].starts(with: $0.unicodeScalars) }?.count
  }

  /// Whether `G` is that of `G/通用格式`, as East Asian programs call General.
  private func isGeneral(at slash: Int) -> Bool {
    guard slash + 1 < code.count, code[slash] == "/" else { return false }
    let word = code[(slash + 1)...]
    return !code[slash + 1].isASCII || isWord(word.prefix(while: Self.isLetter))
  }

  private mutating func read(_ letter: Unicode.Scalar, _ length: Int, behind end: Int) {
    switch letter {
    case "y", "d", "g", "b": hasDay = true
    case "e":
      let next = end < code.count ? code[end] : " "
      if next == "+" || next == "-" { isExponent = true } else { hasDay = true }
    case "h": hasClock = true
    case "s":
      hasClock = true
      isBehindSeconds = true
    case "m": if length > 2 { hasLongMonth = true } else { hasMonthOrMinute = true }
    case "a": if length > 2 { hasDay = true }
    default: break
    }
  }

  /// Whether letters make a word and no codes of dates: one of them stands alone that no code has, and
  /// none that codes repeat stands twice.
  private func isWord(_ run: ArraySlice<Unicode.Scalar>) -> Bool {
    var isWord = false
    var start = run.startIndex
    while start < run.endIndex {
      let letter = run[start]
      let length = run[start...].prefix { $0 == letter }.count
      if length > 1, "ymdhs".unicodeScalars.contains(letter) { return false }
      if length == 1, !"ymdhsgeb".unicodeScalars.contains(letter) { isWord = true }
      start += length
    }
    return isWord
  }

  /// Whether a character can be of a word in an alphabet that has capitals; ideographs and the like
  /// stand between codes (`yyyy年m月`).
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }
}
