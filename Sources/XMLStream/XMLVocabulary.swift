/// The names that a reader knows: elements and attributes, by namespace.
///
/// A name is known to the reader by its index in ``names``, so that events carry small integers
/// and no strings. Several namespace URIs may mean the same (transitional and strict OOXML); they
/// stand in one group, and the empty URI stands for names without a namespace.
package struct XMLVocabulary: Sendable {
  /// A name: the index of its group in ``groups``, and its local part.
  package struct Name: Hashable, Sendable {
    /// The index of the group of namespaces.
    package let group: Int
    /// The name without prefix.
    package let local: String

    /// Makes a name.
    package init(_ group: Int, _ local: String) {
      self.group = group
      self.local = local
    }
  }

  /// Namespace URIs that mean the same.
  package let groups: [[String]]
  /// The known names.
  package let names: [Name]

  /// Makes a vocabulary.
  package init(groups: [[String]], names: [Name]) {
    self.groups = groups
    self.names = names
  }
}
