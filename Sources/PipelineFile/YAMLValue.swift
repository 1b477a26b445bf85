import SurveyModel
import Yams

/// A node of a YAML file that knows its place, and reads itself as what the definition needs.
///
/// Every reader throws a ``RunFailure`` of exit status ``ExitStatus/definition`` that names the line
/// and column.
struct YAMLValue {
  /// A value that the command line puts in the place of the file's.
  private struct Setting {
    /// The keys from here to the value.
    let keys: ArraySlice<String>
    /// The option, as diagnostics cite it.
    let option: String
  }

  let node: Node
  /// The file, or the option of the command line that the value stands in.
  let file: String
  private var settings: [Setting] = []
  private var isSetting = false

  /// Takes a node of a file.
  init(node: Node, file: String) {
    self.node = node
    self.file = file
  }

  /// Reads the text of a file.
  static func parse(_ yaml: String, file: String) throws(RunFailure) -> YAMLValue {
    YAMLValue(node: try YAMLDocument.root(of: yaml, file: file), file: file)
  }

  /// The place of the node.
  var location: SourceLocation {
    guard !isSetting, let mark = node.mark else { return SourceLocation(file: file) }
    return SourceLocation(file: file, .line(mark.line, column: mark.column))
  }

  /// A failure over the value of the node.
  func failure(
    _ message: Diagnostic.Message, remedy: Diagnostic.Message? = nil
  ) -> RunFailure {
    failure(.pipelineInvalidValue, message, remedy: remedy)
  }

  /// A failure at the node, or a number of characters into its text.
  func failure(
    _ code: Diagnostic.Code, _ message: Diagnostic.Message,
    remedy: Diagnostic.Message? = nil, charactersIn: Int = 0
  ) -> RunFailure {
    var location = location
    if charactersIn > 0, case .line(let line, let column) = location.place {
      let quote = node.scalar?.style == .plain ? 0 : 1
      location = SourceLocation(file: file, .line(line, column: column + charactersIn + quote))
    }
    return RunFailure(Diagnostic(code, at: location, message, remedy: remedy), exit: .definition)
  }

  /// What kind of node it is, in words.
  var kindName: String {
    switch node {
    case .scalar(let scalar): "“\(scalar.string)”"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension YAMLValue {
  /// Whether the node stands for nothing (`null`, `~` or an empty value).
  var isNull: Bool { node.null != nil }

  /// A text.
  func text() throws(RunFailure) -> String {
    guard let text = node.scalar?.string else {
      throw failure("expected a text, found \(kindName)")
    }
    return text
  }

  /// A text that is a name: letters, digits, `_`.
  func name() throws(RunFailure) -> String {
    let text = try text()
    guard Self.isName(text) else {
      throw failure("expected a name of letters, digits and “_”, found “\(text)”")
    }
    return text
  }

  /// A name, or two with a point between them.
  func path() throws(RunFailure) -> String {
    let text = try text()
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(Self.isName) else { return try name() }
    return text
  }

  /// Whether a text is a name of letters, digits and “_”.
  static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return (first.properties.isAlphabetic || first == "_")
      && text.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
  }

  /// A number.
  func number() throws(RunFailure) -> Double {
    guard let number = Double(try text()), number.isFinite else {
      throw failure("expected a number, found \(kindName)")
    }
    return number
  }

  /// A number that others are multiplied by: above 0, and within what units differ by.
  func factor() throws(RunFailure) -> Double {
    let number = try number()
    guard (1e-12...1e12).contains(number) else {
      throw failure("expected a factor from 1e-12 to 1e12, found \(kindName)")
    }
    return number
  }

  /// A whole number of a range.
  func integer(in range: ClosedRange<Int>) throws(RunFailure) -> Int {
    guard let number = Int(try text()), range.contains(number) else {
      throw failure(
        "expected a whole number from \(range.lowerBound) to \(range.upperBound), found \(kindName)"
      )
    }
    return number
  }

  /// `true` or `false`.
  func boolean() throws(RunFailure) -> Bool {
    guard let flag = node.bool else {
      throw failure("expected true or false, found \(kindName)")
    }
    return flag
  }

  /// A date in ISO 8601.
  func date() throws(RunFailure) -> CalendarDate {
    guard let date = CalendarDate(iso: try text()) else {
      throw failure("expected a date such as 2021-10-31, found \(kindName)")
    }
    return date
  }

  /// A day; of a month or a year it would be open which one is meant.
  func day() throws(RunFailure) -> CalendarDate {
    let date = try date()
    guard date.precision == .day else {
      throw failure(
        "expected a day such as 2020-12-31, found \(date)", remedy: "write the whole date")
    }
    return date
  }

  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable<String>>(
    of words: [Choice]
  ) throws(RunFailure) -> Choice {
    let text = try text()
    guard let choice = Choice(rawValue: text) else {
      throw unknown(text, among: words.map(\.rawValue))
    }
    return choice
  }

  /// A failure over a word that is none of the known ones.
  func unknown(_ word: String, among names: [String], what: String = "a value") -> RunFailure {
    let nearest = nearestName(to: word, among: names)
    return failure(
      "expected \(what) of \(names.joined(separator: ", ")), found “\(word)”",
      remedy: nearest.map { "write \($0)" })
  }

  /// The elements of a list.
  func list() throws(RunFailure) -> [YAMLValue] {
    guard let sequence = node.sequence else {
      throw failure("expected a list, found \(kindName)")
    }
    return sequence.map { element in
      var value = YAMLValue(node: element, file: file)
      value.isSetting = isSetting
      return value
    }
  }

  /// The elements of a list, or the one value that stands in its place.
  func listOrOne() throws(RunFailure) -> [YAMLValue] {
    node.sequence == nil ? [self] : try list()
  }

  /// The texts of a list, or the one text that stands in its place.
  func texts() throws(RunFailure) -> [String] {
    var texts: [String] = []
    for value in try listOrOne() { texts.append(try value.text()) }
    return texts
  }

  /// The pairs of a mapping whose keys are names of the user's choice, in the order of the file.
  func entries() throws(RunFailure) -> [(key: YAMLValue, value: YAMLValue)] {
    guard let mapping = node.mapping else {
      throw failure("expected a mapping, found \(kindName)")
    }
    return mapping.map { (part($0.key, under: $0.key), part($0.value, under: $0.key)) }
  }

  /// The key or value of a pair, which knows whether the command line put it there.
  private func part(_ node: Node, under key: Node) -> YAMLValue {
    let deeper = settings.filter { $0.keys.first == key.string }
      .map { Setting(keys: $0.keys.dropFirst(), option: $0.option) }
    let option = deeper.last { $0.keys.isEmpty || node.mark == nil }?.option
    var value = YAMLValue(node: node, file: option ?? file)
    value.settings = deeper
    value.isSetting = isSetting || option != nil
    return value
  }

  /// The same file with another value at a dotted key, which is cited as the option that set it.
  func setting(_ key: String, to text: String) throws(RunFailure) -> YAMLValue {
    let option = "--set \(key)"
    let value = try YAMLValue.parse(text.isEmpty ? "''" : text, file: option).node
    let keys = key.split(separator: ".").map(String.init)
    guard let last = keys.last else {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: "--set"),
          "expected KEY=VALUE, found no key"),
        exit: .usage)
    }
    func replaced(_ node: Node, _ path: ArraySlice<String>) -> Node {
      var mapping = node.mapping ?? Node.Mapping([])
      if let first = path.first {
        mapping[Node(first)] = replaced(
          mapping[Node(first)] ?? .mapping(Node.Mapping([])), path.dropFirst())
      } else {
        mapping[Node(last)] = value
      }
      return .mapping(mapping)
    }
    var copy = YAMLValue(node: replaced(node, keys.dropLast()[...]), file: file)
    copy.settings = settings + [Setting(keys: keys[...], option: option)]
    return copy
  }

  /// The pairs of a mapping that the reference describes.
  func mapping(of object: FileObject) throws(RunFailure) -> YAMLMapping {
    try mapping(of: object.keys.map(\.name))
  }

  /// A mapping whose keys are all known ones.
  func mapping(of keys: [String]) throws(RunFailure) -> YAMLMapping {
    var values: [String: YAMLValue] = [:]
    for entry in try entries() {
      let key = try entry.key.text()
      guard keys.contains(key) else {
        let nearest = nearestName(to: key, among: keys)
        throw entry.key.failure(
          .pipelineUnknownKey,
          "unknown key “\(key)”, known here are \(keys.joined(separator: ", "))",
          remedy: nearest.map { "write \($0)" } ?? "remove the key")
      }
      // Only the command line takes a key away by giving it nothing.
      guard !entry.value.isNull || entry.value.isSetting else {
        throw entry.key.failure(
          "expected a value behind “\(key)”, found none", remedy: "write one, or remove the key")
      }
      if !entry.value.isNull { values[key] = entry.value }
    }
    return YAMLMapping(values: values, whole: self)
  }
}

/// A mapping of known keys.
struct YAMLMapping {
  let values: [String: YAMLValue]
  let whole: YAMLValue

  /// The value of a key, or nil where the file leaves it out.
  subscript(key: String) -> YAMLValue? { values[key] }

  /// The value of a key that must be there.
  func required(_ key: String) throws(RunFailure) -> YAMLValue {
    guard let value = values[key] else {
      throw whole.failure(
        .pipelineMissingKey, "expected the key “\(key)”, found none", remedy: "add “\(key): …” here"
      )
    }
    return value
  }

  /// A title in both languages.
  func label(_ key: String = "label") throws(RunFailure) -> Label {
    guard let value = values[key] else { return Label() }
    if value.node.scalar != nil {
      let text = try value.text()
      return Label(zh: text, en: text)
    }
    let titles = try value.mapping(of: .label)
    return Label(zh: try titles["zh"]?.text(), en: try titles["en"]?.text())
  }
}
