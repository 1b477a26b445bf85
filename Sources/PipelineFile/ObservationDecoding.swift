import SurveyModel

extension Observation {
  /// Reads `observe:`, where runs are told of.
  init(_ value: YAMLValue) throws(RunFailure) {
    let mapping = try value.mapping(of: .observe)
    self.init(
      log: try mapping["log"]?.text(),
      metrics: try mapping["metrics"]
        .map { value throws(RunFailure) in
          let path = try value.text()
          guard path.hasSuffix(".prom") else {
            throw value.failure(
              "expected a file whose name ends in .prom, which collectors look for; found “\(path)”"
            )
          }
          return path
        }, lineage: try mapping["lineage"].map(Lineage.init))
  }
}

extension Observation.Lineage {
  fileprivate init(_ value: YAMLValue) throws(RunFailure) {
    let mapping = try value.mapping(of: .lineage)
    self.init(try Self.place(mapping), namespace: try mapping["namespace"]?.text())
  }

  private static func place(_ mapping: YAMLMapping) throws(RunFailure) -> Place {
    switch (mapping["file"], mapping["url"]) {
    case (let file?, nil): return .file(try file.text())
    case (nil, let value?):
      let url = try value.text()
      guard url.wholeMatch(of: /https?:\/\/[^\/\s@]+(\/[^\s@]*)?/) != nil else {
        throw value.failure(
          "expected an address that begins with http:// or https:// and names no user",
          remedy: "give the key in the variable OPENLINEAGE_API_KEY, where no file shows it")
      }
      return .url(url)
    default:
      throw mapping.whole.failure(
        "expected a file or a url, and not both", remedy: "write lineage: {file: lineage.jsonl}")
    }
  }
}
