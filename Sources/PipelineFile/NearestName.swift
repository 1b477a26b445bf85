/// The name of `names` that a misspelt `word` was most likely meant to be, or nil.
///
/// At most a third of the letters may differ (Levenshtein distance).
func nearestName(to word: String, among names: some Sequence<String>) -> String? {
  let best = names.map { (name: $0, distance: editDistance(word, $0)) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
  guard let best, best.distance <= max(1, max(word.count, best.name.count) / 3) else { return nil }
  return best.name
}

private func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in right.indices {
      let substitution = diagonal + (letter == right[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count]
}
