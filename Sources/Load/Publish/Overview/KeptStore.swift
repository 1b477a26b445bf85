/// A run that is kept beside the one that is made.
package struct KeptStore: Hashable, Sendable {
  /// The most runs whose figures a page shows.
  package static let most = 24

  /// When it began, a day and time as people read them.
  package let began: String
  /// Its store.
  package let path: String

  /// Names a run.
  package init(began: String, path: String) {
    self.began = began
    self.path = path
  }
}
