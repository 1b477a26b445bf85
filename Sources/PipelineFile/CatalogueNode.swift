internal import SurveyModel
internal import Yams

/// A node of a catalogue's YAML, which knows its place in the file.
struct CatalogueNode {
  private let node: Node
  private let file: String

  /// Parses a file.
  init(yaml: String, file: String) throws(RunFailure) {
    self.init(try YAMLDocument.root(of: yaml, file: file), file: file)
  }

  /// Takes a node of a file.
  init(_ node: Node, file: String) {
    self.node = node
    self.file = file
  }

  private var location: SourceLocation {
    guard let mark = node.mark else { return SourceLocation(file: file) }
    return SourceLocation(file: file, .line(mark.line, column: mark.column))
  }

  /// Whether it is a mapping.
  var isMapping: Bool { node.mapping != nil }

  /// The entries of a mapping, in the order of the file.
  func entries() throws(RunFailure) -> [(key: String, value: CatalogueNode)] {
    guard case .mapping(let mapping) = node else { throw invalid("a mapping") }
    var entries: [(key: String, value: CatalogueNode)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw CatalogueNode(key, file: file).invalid("a name") }
      entries.append((name, CatalogueNode(value, file: file)))
    }
    return entries
  }

  /// The entries of a mapping that the reference describes.
  func fields(of object: FileObject) throws(RunFailure) -> [String: CatalogueNode] {
    guard case .mapping(let mapping) = node else { throw invalid("a mapping") }
    let known = object.keys.map(\.name)
    var fields: [String: CatalogueNode] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard known.contains(name) else {
        let nearest = known.min { Self.distance($0, name) < Self.distance($1, name) }
        throw RunFailure(
          Diagnostic(
            .pipelineUnknownKey, at: CatalogueNode(key, file: file).location,
            "expected one of \(known.joined(separator: ", ")), found \(name, .open)",
            remedy: nearest.map { "did you mean \($0)?" }), exit: .definition)
      }
      fields[name] = CatalogueNode(value, file: file)
    }
    return fields
  }

  /// The values within a mapping that the reference describes, by the paths of their keys
  /// (`bounds.before.about`): objects within it stand for what is in them.
  func leaves(of object: FileObject) throws(RunFailure) -> [String: CatalogueNode] {
    let fields = try fields(of: object)
    var leaves: [String: CatalogueNode] = [:]
    for key in object.keys {
      guard let value = fields[key.name] else { continue }
      guard case .object(let inner) = key.shape else {
        leaves[key.name] = value
        continue
      }
      for (path, leaf) in try value.leaves(of: inner) { leaves["\(key.name).\(path)"] = leaf }
    }
    return leaves
  }

  /// The elements of a sequence; a single value is a sequence of one.
  func elements() throws(RunFailure) -> [CatalogueNode] {
    switch node {
    case .sequence(let sequence): return sequence.map { CatalogueNode($0, file: file) }
    case .scalar: return [self]
    default: throw invalid("a list")
    }
  }

  /// The text of a scalar.
  func string() throws(RunFailure) -> String {
    guard let text = node.scalar?.string else { throw invalid("a text") }
    return text
  }

  /// The texts of a sequence of scalars.
  func strings() throws(RunFailure) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  /// The value of a number.
  func number() throws(RunFailure) -> Double {
    guard let value = Double(try string()), value.isFinite else { throw invalid("a number") }
    return value
  }

  /// A text that must be one of a set.
  func choice(of known: Set<String>) throws(RunFailure) -> String {
    let text = try string()
    if known.contains(text) { return text }
    let nearest = known.sorted().min { Self.distance($0, text) < Self.distance($1, text) }
    throw RunFailure(
      Diagnostic(
        .pipelineInvalidValue, at: location, "expected a known name, found \(text, .open)",
        remedy: nearest.map { "did you mean \($0)?" }), exit: .definition)
  }

  /// The case that a text names.
  func choice<Choice>() throws(RunFailure) -> Choice
  where Choice: CaseIterable & RawRepresentable<String> {
    let name = try choice(of: Set(Choice.allCases.map(\.rawValue)))
    guard let choice = Choice(rawValue: name) else { throw invalid("a known name") }
    return choice
  }

  /// The cases that the texts of a sequence name.
  func choices<Choice>() throws(RunFailure) -> Set<Choice>
  where Choice: CaseIterable & RawRepresentable<String> {
    var choices: Set<Choice> = []
    for element in try elements() { choices.insert(try element.choice()) }
    return choices
  }

  /// Says that a key is missing.
  func missing(_ key: String, remedy: Diagnostic.Message? = nil) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineMissingKey, at: location, "expected the key \(key), found none",
        remedy: remedy ?? "add \(key)"), exit: .definition)
  }

  /// Says that the node is not what its key takes.
  func invalid(_ expected: String) -> RunFailure {
    let found =
      switch node {
      case .scalar(let scalar): "“\(scalar.string)”"
      case .mapping: "a mapping"
      case .sequence: "a list"
      case .alias: "an alias"
      }
    return RunFailure(
      Diagnostic(.pipelineInvalidValue, at: location, "expected \(expected), found \(found)"),
      exit: .definition)
  }

  /// The number of edits between two words.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (index, character) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let cost = diagonal + (character == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
