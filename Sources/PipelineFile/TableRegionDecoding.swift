import SurveyModel
import TextPattern

extension TableRegion {
  /// Reads `{from: …, to: …, columns: A:F}`.
  init(_ value: YAMLValue) throws(RunFailure) {
    let mapping = try value.mapping(of: .region)
    self.init(
      from: try mapping["from"].map(RowMark.init), to: try mapping["to"].map(RowMark.init),
      columns: try mapping["columns"].map(Self.columns))
  }

  private static func columns(_ value: YAMLValue) throws(RunFailure) -> ClosedRange<Int> {
    let ends = try value.text().split(separator: ":", omittingEmptySubsequences: false)
      .map { CellReference("\($0)1")?.column }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
      throw value.failure(
        "expected the first and the last column, found \(value.kindName)",
        remedy: "write columns: A:F")
    }
    return first...last
  }
}

extension TableRegion.RowMark {
  /// Reads the beginning of a text, or a regular expression between slashes.
  init(_ value: YAMLValue) throws(RunFailure) {
    if let pattern = try value.expression() {
      self = .matching(pattern)
    } else {
      self = .beginning(try value.text())
    }
  }
}

extension YAMLValue {
  /// The regular expression of a text between slashes; nil for a text without them.
  func expression() throws(RunFailure) -> String? {
    let text = try text()
    guard text.count >= 2, text.hasPrefix("/"), text.hasSuffix("/") else { return nil }
    let pattern = String(text.dropFirst().dropLast())
    do {
      _ = try TextPattern(pattern)
    } catch {
      throw failure("expected a regular expression between slashes, found \(kindName)")
    }
    return pattern
  }
}
