import SurveyModel
import Yams

/// One variable out of its layers: what the source says of it, and behind that the codebook.
struct VariableDecoding {
  private enum Unreadable: String, CaseIterable {
    case quarantine
    case missing
  }

  /// What SDMX has in the place of a value that is not known.
  private static let unknownCode = "_U"
  private static let types = [
    "text", "integer", "number", "date", "boolean", "code", "answers", "place", "resident_id",
    "identifier",
  ]
  /// The keys that say something to variables of some types only.
  private static let typesOfKeys = [
    "codes": ["code", "answers", "boolean"], "separators": ["answers"],
    "decimal": ["integer", "number"],
    "format": ["date"], "ranges": ["integer", "number"],
    "brackets": ["integer", "number"], "footnotes": ["integer", "number"],
    "level": ["place"], "within": ["place"],
  ]

  private let name: String
  private let layers: [YAMLMapping]
  private let headersOnly: [String]?
  private let place: YAMLValue
  private let decimal: DecimalMark?
  private let levels: [PlaceLevel]

  /// Reads the layers; one that is a text or a list is the header texts alone.
  ///
  /// `levels` are those that a place may be of; `decimal` is what separates decimals, unless the variable
  /// says.
  init(
    name: String, layers: [YAMLValue], place: YAMLValue, levels: [PlaceLevel],
    decimal: DecimalMark? = nil
  ) throws(RunFailure) {
    self.levels = levels
    self.decimal = decimal
    self.name = name
    self.place = place
    var mappings: [YAMLMapping] = []
    var headers: [String]?
    for layer in layers where !layer.isNull {
      if layer.node.mapping != nil {
        mappings.append(try layer.mapping(of: .variable))
      } else if headers == nil {
        headers = try layer.texts()
      }
    }
    self.layers = mappings
    headersOnly = headers
  }

  /// The variable.
  func definition() throws(RunFailure) -> VariableDefinition {
    let kind = try kind()
    try refuseKeysOfOthers()
    let derivation = try derivation()
    let isRequired = try value("required")?.boolean() ?? true
    let codes = try codes(of: kind)
    let kept = try kept()
    if [.code, .answers].contains(kind), codes.isEmpty {
      throw place.failure(
        .pipelineMissingKey, "expected “codes” for \(name), found none",
        remedy: "add “codes: {code: [synonym, …]}”")
    }
    if kind.isPlace, kept == .hash, let sensitive = value("sensitive") {
      throw sensitive.failure(
        "expected no hash of \(name), whose type is place: no record would count anywhere",
        remedy: "remove sensitive: true, or read it as type: text")
    }
    return VariableDefinition(
      name: name, label: try layers.first { $0["label"] != nil }?.label() ?? Label(), kind: kind,
      headers: try headers(), codes: codes, separators: try separators(of: kind, codes),
      missing: try missing(of: kind, beside: codes),
      scale: try value("scale")?.factor() ?? 1, unit: try value("unit")?.text(),
      sensitivity: kept == nil ? .open : .sensitive, kept: kept ?? .hash,
      isRequired: isRequired && derivation == nil,
      quarantinesUnreadable: try value("unreadable")?.choice(of: Unreadable.allCases) != .missing,
      confidence: try weight(), derivation: derivation,
      ranges: try value("ranges")?.choice(of: VariableDefinition.Ranges.allCases) ?? .refused,
      dateFormats: try dateFormats(),
      brackets: try value("brackets")?.choice(of: VariableDefinition.Brackets.allCases) ?? .refused,
      footnotes: try footnotes(),
      decimalMark: try value("decimal")?.choice(of: DecimalMark.allCases) ?? decimal,
      column: try column(), categories: try categories(of: kind))
  }

  /// The type in words; the keys say it where the file does not.
  private func typeName() throws(RunFailure) -> String {
    try value("type")?.text() ?? (value("codes") == nil ? "text" : "code")
  }

  /// Refuses keys that would be read and mean nothing.
  private func refuseKeysOfOthers() throws(RunFailure) {
    let type = try typeName()
    for (key, types) in Self.typesOfKeys.sorted(by: { $0.key < $1.key }) {
      guard let value = value(key), !types.contains(type) else { continue }
      throw value.failure(
        "\(key): is for variables of type \(types.joined(separator: " or ")), and \(name) is of type \(type)",
        remedy: "remove \(key):, or write type: \(types[0])")
    }
  }

  /// What stands between the answers of a cell; no text for an answer may have it.
  private func separators(
    of kind: VariableDefinition.Kind, _ codes: [String: String]
  ) throws(RunFailure) -> [String] {
    guard kind == .answers else { return [] }
    let given = try value("separators")?.texts() ?? []
    if let value = value("separators"), given.contains("") {
      throw value.failure("expected what stands between answers, found an empty text")
    }
    let place = value("separators") ?? value("codes") ?? place
    if let code = codes.values.first(where: { $0.contains(Answers.separator) }) {
      throw place.failure(
        "the answers of a cell are kept with “\(Answers.separator)” between them, and the code “\(code)” has it",
        remedy: "give it another code")
    }
    let separators = given.isEmpty ? Answers.separators : given
    for text in codes.keys.sorted() {
      guard let separator = separators.first(where: text.contains) else { continue }
      throw place.failure(
        "“\(text)” is the text of one answer and has “\(separator)”, which stands between two",
        remedy: "say by separators: what stands between the answers of a cell")
    }
    return given
  }

  /// The marks of notes: no mark may be part of a number.
  private func footnotes() throws(RunFailure) -> [String] {
    var marks: [String] = []
    for value in try value("footnotes")?.listOrOne() ?? [] {
      let mark = try value.text()
      guard !mark.isEmpty,
        !mark.contains(where: { $0.isASCII && $0.isNumber || ".,-+%".contains($0) })
      else {
        throw value.failure(
          "expected the mark of a note, found “\(mark)”, which can be part of a number",
          remedy: "write marks such as “*”, “①” or “[a]”")
      }
      marks.append(mark)
    }
    return marks
  }

  private func dateFormats() throws(RunFailure) -> [DateFormat] {
    var formats: [DateFormat] = []
    for value in try value("format")?.listOrOne() ?? [] {
      let text = try value.text()
      do {
        formats.append(try DateFormat(text))
      } catch {
        throw value.failure(
          "no date can match the format “\(text)”: \(error.reason)",
          remedy: "write d, M and yyyy, such as d/M/yyyy, dd.MM.yy, MMM d, yyyy or r/M/d")
      }
    }
    return formats
  }

  /// The formula of a variable without a column.
  private func derivation() throws(RunFailure) -> Expression? {
    guard let value = value("derive") else { return nil }
    let text = try value.text()
    do {
      return try Expression(parsing: text)
    } catch {
      throw value.failure(
        .pipelineExpression, "\(error.reason) in “\(text)”", charactersIn: error.offset)
    }
  }

  /// How the store keeps a sensitive variable, or nil for an open one.
  private func kept() throws(RunFailure) -> VariableDefinition.Kept? {
    guard let value = value("sensitive") else { return nil }
    guard value.node.mapping != nil else { return try value.boolean() ? .hash : nil }
    return try value.mapping(of: .sensitive).required("store")
      .choice(of: VariableDefinition.Kept.allCases)
  }

  private func weight() throws(RunFailure) -> Double {
    guard let value = value("weight") else { return 1 }
    let weight = try value.number()
    guard weight > 0 else { throw value.failure("expected a positive number, found \(weight)") }
    return weight
  }

  private func value(_ key: String) -> YAMLValue? {
    layers.lazy.compactMap { $0[key] }.first
  }

  private func headers() throws(RunFailure) -> [String] {
    if let headersOnly { return headersOnly }
    guard let value = value("headers") ?? value("column") else {
      return value("derive") == nil && value("letter") == nil ? [name] : []
    }
    return try value.texts()
  }

  /// The column that the variable is by its letter.
  private func column() throws(RunFailure) -> Int? {
    guard let value = value("letter") else { return nil }
    let letters = try value.text()
    guard let cell = CellReference("\(letters)1"), cell.row == 0,
      CellReference.letters(ofColumn: cell.column) == letters.uppercased(),
      cell.column < CellReference.limit.columns
    else {
      throw value.failure(
        "expected the letters of a column, found “\(letters)”",
        remedy: "write letter: C or letter: AB")
    }
    if self.value("derive") != nil {
      throw value.failure(
        "letter: and derive: cannot stand together", remedy: "remove one of them")
    }
    if try headers().contains(where: { $0.contains(SourceDefinition.memberMark) }) {
      throw value.failure(
        "letter: and headers with a {n} cannot stand together", remedy: "remove one of them")
    }
    return cell.column
  }

  private func kind() throws(RunFailure) -> VariableDefinition.Kind {
    guard let type = value("type") else { return value("codes") == nil ? .text : .code }
    let word = try type.text()
    switch word {
    case "text": return .text
    case "integer": return .integer
    case "number": return .number
    case "date": return .date
    case "boolean": return .boolean
    case "code": return .code
    case "answers": return .answers
    case "resident_id": return .residentID
    case "identifier": return .identifier
    case "place":
      guard let level = value("level") else {
        throw type.failure(
          .pipelineMissingKey, "expected “level” for the place \(name), found none",
          remedy: "add “level: \(levels.last { !$0.isInformal }?.name ?? "")”")
      }
      return .place(
        try level.level(of: levels), within: try value("within")?.name())
    default: throw type.unknown(word, among: Self.types, what: "a type")
    }
  }

  /// Codes by their texts as written; the transform folds them.
  private func codes(of kind: VariableDefinition.Kind) throws(RunFailure) -> [String: String] {
    guard let value = value("codes") else { return [:] }
    var codes: [String: String] = [:]
    var words = try FoldedMeanings(of: kind)
    for entry in try value.entries() {
      let text = try entry.key.text()
      if text.allSatisfy(\.isWhitespace) || text == Self.unknownCode {
        throw entry.key.failure(
          "expected a code, found “\(text)”, by which tables say that nothing is known",
          remedy: "give it another name, and its text behind it")
      }
      let code = kind == .boolean ? try Self.flag(entry.key) : text
      try words.add(text, meaning: code, at: entry.key)
      codes[text] = code
      for synonym in try Self.texts(of: entry.value) {
        let text = try synonym.text()
        try words.add(text, meaning: code, at: synonym)
        codes[text] = code
      }
    }
    return codes
  }

  /// The texts that stand for a code.
  private static func texts(of value: YAMLValue) throws(RunFailure) -> [YAMLValue] {
    if value.isNull { return [] }
    guard value.node.mapping != nil else { return try value.listOrOne() }
    return try value.mapping(of: .code)["texts"]?.listOrOne() ?? []
  }

  /// The codes in the order of the file, with what they are called.
  ///
  /// Where the file does not say it is the first of their texts in each language; those of a yes/no variable
  /// are called yes and no.
  private func categories(of kind: VariableDefinition.Kind) throws(RunFailure) -> [Category] {
    guard [.code, .answers, .boolean].contains(kind), let value = value("codes") else { return [] }
    var categories: [Category] = []
    for entry in try value.entries() {
      var label = Label()
      if entry.value.node.mapping != nil {
        label = try entry.value.mapping(of: .code).label()
      }
      guard kind != .boolean else {
        categories.append(Category(try Self.flag(entry.key), label: label))
        continue
      }
      var texts: [String] = []
      for text in try Self.texts(of: entry.value) { texts.append(try text.text()) }
      if label.zh?.isEmpty == true || label.en?.isEmpty == true {
        throw entry.value.failure(
          "expected what the code is called, found an empty text", remedy: "leave the label out")
      }
      label = Label(
        zh: label.zh ?? texts.first(where: \.isInChinese),
        en: label.en ?? texts.first(where: \.isInLatin))
      categories.append(Category(try entry.key.text(), label: label))
    }
    return categories
  }

  /// The code of yes or no.
  private static func flag(_ value: YAMLValue) throws(RunFailure) -> String {
    switch try value.text().lowercased() {
    case "true", "yes", "1": return "true"
    case "false", "no", "0": return "false"
    case let word:
      throw value.failure(
        "expected yes or no as the code of a boolean, found “\(word)”",
        remedy: "write codes: {yes: […], no: […]}, or type: code for other codes")
    }
  }

  private func missing(
    of kind: VariableDefinition.Kind, beside codes: [String: String]
  ) throws(RunFailure) -> [String: MissingReason] {
    guard let value = value("missing") else { return [:] }
    var words = try FoldedMeanings(of: kind)
    for (text, code) in codes.sorted(by: { $0.key < $1.key }) {
      try words.add(text, meaning: "the code \(code)", at: value)
    }
    return try value.missingTexts(in: &words)
  }
}

extension String {
  /// Whether a Chinese character stands in it.
  fileprivate var isInChinese: Bool {
    unicodeScalars.contains { $0.properties.isIdeographic }
  }

  /// Whether it has a word of Latin letters, and no Chinese character.
  ///
  /// A number, a letter or a sign says nothing.
  fileprivate var isInLatin: Bool {
    !isInChinese && utf8.count { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } > 1
  }
}
