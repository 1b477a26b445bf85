internal import Synchronization

/// How names are read aloud, to tell names that sound alike.
///
/// One table serves all threads; each character is looked up once.
package final class NameSounds: Sendable {
  private let readings = Mutex(PinyinReadings())

  /// Makes a table that has been asked nothing yet.
  package init() {}

  /// The readings of each character of a name, toneless.
  package func sounds(of name: String) -> [Set<String>] {
    readings.withLock { table in name.unicodeScalars.map { table.readings(of: $0) } }
  }

  /// Whether two names have the same number of characters and each pair has a reading in common.
  package static func areEqual(_ left: [Set<String>], _ right: [Set<String>]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { !$0.isDisjoint(with: $1) && !$0.contains("") }
  }

  /// Readings without what dialects and typists confuse: `zh`/`z`, `n`/`l`, `f`/`h`, `ang`/`an`.
  package static func blurred(_ sounds: [Set<String>]) -> [Set<String>] {
    sounds.map { readings in
      Set(
        readings.map { reading in
          var text = reading
          for (from, to) in [("zh", "z"), ("ch", "c"), ("sh", "s")] where text.hasPrefix(from) {
            text = to + text.dropFirst(2)
          }
          if text.hasPrefix("l") { text = "n" + text.dropFirst() }
          if text.hasPrefix("f") { text = "h" + text.dropFirst() }
          return text.hasSuffix("ng") ? String(text.dropLast()) : text
        })
    }
  }
}
