/// How a village's name is written in a row.
package enum Spelling: String, Hashable, Sendable, CaseIterable {
  /// As the gazetteer has it.
  case published
  /// Without 村.
  case bare
  /// With 行政村.
  case administrative
  /// With 村委会.
  case committee
  /// With 村民委员会.
  case fullCommittee = "full-committee"
  /// With 村 and 村委会.
  case stacked
  /// With 社区居委会.
  case community
  /// Stretched with spaces.
  case spaced
  /// With a stop, or in quotation marks.
  case punctuated
  /// Behind the township's name.
  case inTownship = "in-township"
  /// Behind the county's and the township's name.
  case inCounty = "in-county"
  /// With a group of the village behind it.
  case group
  /// With radicals that only look like its characters.
  case lookalike
  /// With one Traditional character among Simplified ones.
  case mixedScript = "mixed-script"
  /// With variants of its characters.
  case variant
  /// By the name before a merger or a change of name.
  case former
  /// With the former name in brackets behind it.
  case formerNote = "former-note"
  /// In Traditional characters.
  case traditional
  /// With one character of the same sound; only a decision can tell.
  case homophone
  /// With one character of another sound; only a decision can tell.
  case misspelt
  /// With one character left out; only a decision can tell.
  case dropped
  /// With two characters exchanged; only a decision can tell.
  case swapped

  /// Whether rules must undo it.
  package var isRuled: Bool {
    switch self {
    case .homophone, .misspelt, .dropped, .swapped: false
    default: true
    }
  }

  /// Writes a village's name without 村 in this form; those that change the stem itself add 村.
  ///
  /// - Parameters:
  ///   - stem: The name without 村.
  ///   - township: The township's name.
  ///   - number: The household's number, which decides the group.
  /// - Returns: The name as a row has it, in Simplified characters but for one form.
  func write(_ stem: String, in township: String, number: Int) -> String {
    switch self {
    case .published, .former, .formerNote, .traditional, .homophone, .misspelt, .dropped, .swapped:
      stem + "村"
    case .bare: stem
    case .administrative: stem + "行政村"
    case .committee: stem + "村委会"
    case .fullCommittee: stem + "村民委员会"
    case .stacked: stem + "村村委会"
    case .community: stem + "社区居委会"
    case .spaced: stem.map(String.init).joined(separator: " ") + " 村"
    case .punctuated: number.isMultiple(of: 2) ? stem + "村。" : "“\(stem)”村"
    case .inTownship: township + stem + "村"
    case .inCounty: County.name + township + stem + "村"
    case .group: stem + "村" + Self.group(1 + number % 12, form: number % 4)
    case .lookalike: String(stem.map { Self.lookalikes[$0] ?? $0 }) + "村"
    case .mixedScript: stem.dropLast() + TraditionalScript.convert(String(stem.suffix(1))) + "村"
    case .variant: String(stem.map { $0 == "柏" ? "栢" : $0 }) + "邨"
    }
  }

  /// Whether writing a stem in this form changes anything.
  func changes(_ stem: String) -> Bool {
    write(stem, in: "", number: 0) != stem + "村" || self == .inTownship || self == .inCounty
  }

  private static func group(_ number: Int, form: Int) -> String {
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    return switch form {
    case 0: "\(number)组"
    case 1: "第\(numerals[number - 1])村民小组"
    case 2: "\(fullWidth(number))队"
    default: "\(numerals[number - 1])组"
    }
  }

  private static let lookalikes: [Character: Character] = [
    "石": "⽯", "土": "⼟", "羊": "⽺", "马": "⻢", "鹿": "⿅", "青": "⻘", "龙": "⻰", "黄": "⻩",
    "角": "⻆", "牛": "⽜", "金": "⾦", "门": "⻔", "白": "⽩", "西": "⻄", "大": "⼤", "小": "⼩",
  ]

  /// The forms that rules can undo, with the likelier ones more than once.
  static let ruled: [Self] = [
    .bare, .bare, .bare, .administrative, .administrative, .committee, .committee, .fullCommittee,
    .spaced, .stacked, .community, .punctuated, .inTownship, .inTownship, .inCounty, .group, .group,
    .lookalike, .lookalike, .mixedScript, .mixedScript, .variant,
  ]
}
