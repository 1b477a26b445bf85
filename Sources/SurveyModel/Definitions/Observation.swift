/// Where the runs of a pipeline are told of, besides what the command line says.
package struct Observation: Hashable, Sendable, Encodable {
  /// A catalogue of data lineage.
  package struct Lineage: Hashable, Sendable, Encodable {
    /// A file, relative to the root, or the address of an endpoint.
    package enum Place: Hashable, Sendable, Encodable {
      /// Behind the lines of a file.
      case file(String)
      /// To an HTTP endpoint.
      case url(String)
    }

    /// Where it is told.
    package let place: Place
    /// The namespace of the pipeline, or nil for that of the environment.
    package let namespace: String?

    /// Says where it is told.
    package init(_ place: Place, namespace: String? = nil) {
      self.place = place
      self.namespace = namespace
    }

    /// The address, or the path of the file below a root.
    package func place(in root: String) -> String {
      switch place {
      case .url(let url): url
      case .file(let path): PathBelowRoot.path(path, in: root)
      }
    }
  }

  /// The log: a file, relative to the root, or `syslog`; nil for none.
  package let log: String?
  /// The file of metrics, relative to the root; nil for none.
  package let metrics: String?
  /// The catalogue of data lineage; nil for none.
  package let lineage: Lineage?

  /// Says where runs are told of.
  package init(log: String? = nil, metrics: String? = nil, lineage: Lineage? = nil) {
    self.log = log
    self.metrics = metrics
    self.lineage = lineage
  }
}
