/// Paths of a pipeline file, which are relative to its root.
package enum PathBelowRoot {
  /// A path below a root; an absolute one stays as it is.
  package static func path(_ path: String, in root: String) -> String {
    path.hasPrefix("/") ? path : "\(root)/\(path)"
  }
}
