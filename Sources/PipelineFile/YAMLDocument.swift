import SurveyModel
import Yams

/// The text of a YAML file as nodes, every scalar of which is a text.
enum YAMLDocument {
  /// Parses a file within bounds of depth and of what its aliases stand for.
  ///
  /// - Throws: `RunFailure` of exit status ``ExitStatus/definition`` where it is no YAML, is empty, or
  ///   goes beyond a bound.
  static func root(of yaml: String, file: String) throws(RunFailure) -> Node {
    try YAMLNesting.check(yaml, of: file)
    try YAMLAliases.checkKeys(of: yaml, file: file)
    let root: Node?
    do {
      // The parser's own patterns for other types would only cost time.
      root = try compose(yaml: yaml, .basic)
    } catch {
      throw syntaxFailure(error, file: file)
    }
    guard let root else {
      throw RunFailure(
        Diagnostic(
          .pipelineSyntax, at: SourceLocation(file: file),
          "expected a mapping, found an empty file",
          remedy: "restore the file, or write its keys"), exit: .definition)
    }
    try YAMLAliases.checkSize(of: root, file: file)
    return root
  }

  private static func syntaxFailure(_ error: any Error, file: String) -> RunFailure {
    var place = SourceLocation.Place.wholeFile
    var reason = "\(error)"
    if let error = error as? YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        place = .line(mark.line, column: mark.column)
        reason = problem
      case .duplicatedKeysInMapping(let duplicates, let context):
        place = .line(context.mark.line, column: context.mark.column)
        let names = duplicates.sorted()
        reason = "the key \(names.joined(separator: ", ")) stands twice in one mapping"
      default: break
      }
    }
    return RunFailure(
      Diagnostic(
        .pipelineSyntax, at: SourceLocation(file: file, place), "expected YAML: \(reason)",
        remedy: "check the indentation and the quotation marks there"),
      exit: .definition)
  }
}
