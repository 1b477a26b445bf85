extension Collection<String> {
  /// The first so many names, with commas between them, and how many more there are.
  package func listed(most: Int) -> String {
    let more = count > most ? " and \(count - most) more" : ""
    return prefix(most).joined(separator: ", ") + more
  }
}
