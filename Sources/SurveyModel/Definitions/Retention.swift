/// Which runs stay, beside the latest and the one that it was held against.
package struct Retention: Hashable, Sendable, Encodable {
  /// The newest runs that stay in any case, or nil where their number says nothing.
  package let count: Int?
  /// For how many days a run stays in any case, or nil where its age says nothing.
  package let days: Int?

  /// Says which runs stay; one goes where nothing says that it stays.
  package init(count: Int? = nil, days: Int? = nil) {
    self.count = count
    self.days = days
  }
}
