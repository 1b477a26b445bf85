internal import Synchronization

/// How names are read aloud, to tell names that sound alike.
///
/// One table serves all threads; each character is looked up once.
package final class NameSounds: Sendable {
  private struct Known {
    var table = PinyinReadings()
    var sounds: [Unicode.Scalar: (exact: Set<String>, blurred: Set<String>)] = [:]
  }

  private let known = Mutex(Known())

  /// Makes a table that has been asked nothing yet.
  package init() {}

  /// The readings of each character of a name, toneless: as they are, and without what dialects and
  /// typists confuse.
  package func sounds(of name: String) -> (exact: [Set<String>], blurred: [Set<String>]) {
    known.withLock { known in
      let sounds = name.unicodeScalars.map { scalar in
        if let sound = known.sounds[scalar] { return sound }
        let exact = known.table.readings(of: scalar)
        let sound = (exact: exact, blurred: Self.blurred(exact))
        known.sounds[scalar] = sound
        return sound
      }
      return (sounds.map(\.exact), sounds.map(\.blurred))
    }
  }

  /// Whether two names have the same number of characters and each pair has a reading in common.
  package static func areEqual(_ left: [Set<String>], _ right: [Set<String>]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { !$0.isDisjoint(with: $1) && !$0.contains("") }
  }

  /// Readings without what dialects and typists confuse: `zh`/`z`, `n`/`l`, `f`/`h`, `ang`/`an`.
  private static func blurred(_ readings: Set<String>) -> Set<String> {
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
