public import SurveyModel

/// Where lineage is told, and under which namespace.
public struct LineageSettings: Hashable, Sendable {
  /// Where events go.
  enum Destination: Hashable, Sendable {
    /// Behind those of a file, one a line.
    case file(String)
    /// To an HTTP endpoint, with the key that it asks for.
    case endpoint(url: String, key: String?)
  }

  /// Where events go.
  let destination: Destination
  /// The namespace of the job.
  let namespace: String

  private static let standardNamespace = "default"

  /// What the command line, the pipeline and the environment say; nil where none of them does.
  ///
  /// The variables are those of OpenLineage's own clients: `OPENLINEAGE_URL`, `OPENLINEAGE_ENDPOINT`
  /// (`api/v1/lineage`), `OPENLINEAGE_API_KEY`, `OPENLINEAGE_NAMESPACE` and `OPENLINEAGE_DISABLED`.
  ///
  /// - Parameters:
  ///   - word: A path or an address of the command line, or nil.
  ///   - definition: The pipeline.
  ///   - environment: The variables.
  public init?(
    _ word: String?, _ definition: PipelineDefinition, environment: [String: String]
  ) {
    func variable(_ name: String) -> String? {
      // A key that is read from a file mostly has the end of its line.
      let value = environment["OPENLINEAGE_\(name)"]?.filter { !$0.isNewline }
      return value.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard variable("DISABLED")?.lowercased() != "true" else { return nil }
    let own = definition.observation.lineage
    let base = variable("URL")
      .map { base in
        let endpoint = variable("ENDPOINT") ?? "api/v1/lineage"
        return "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/\(endpoint)"
      }
    guard let place = word ?? own?.place(in: definition.root) ?? base else { return nil }
    destination =
      Self.isAddress(place)
      ? .endpoint(url: place, key: variable("API_KEY")) : .file(place)
    namespace = own?.namespace ?? variable("NAMESPACE") ?? Self.standardNamespace
  }

  /// Whether a word is the address of an endpoint, and not the path of a file.
  private static func isAddress(_ word: String) -> Bool {
    word.hasPrefix("http://") || word.hasPrefix("https://")
  }
}
