internal import ChineseText

/// Characters whose bytes were paired one byte too late, put right again.
///
/// The run begins with a byte that a break left over, and ends where a byte of ASCII stops the
/// pairing, or where a lead byte was left alone (a `?`).
struct ShiftedRun {
  /// A restored character and the damaged text that it came from.
  struct Character {
    var scalar: Unicode.Scalar
    var start: Int
    var end: Int
    var state: RepairedText.State
  }

  /// A character of which one byte is known.
  struct Gap {
    /// Where in ``ShiftedRun/characters`` it belongs.
    let index: Int
    let lead: UInt8
    let start: Int
    let end: Int
  }

  var characters: [Character] = []
  var gap: Gap?
  /// The position behind the run.
  var end = 0
  /// Whether a byte of ASCII, perhaps a digit, is gone behind the run.
  var swallowed: Swallowed = .nothing
  /// How many of the damaged characters are common ones.
  private(set) var damagedCommon = 0

  enum Swallowed {
    case nothing, parenthesis
    case ampersand(Unicode.Scalar)
    case unknown
  }

  private static let longest = 400

  /// Reads a run; nil when the text cannot be one.
  init?(
    pending first: UInt8, firstAt: Int, in scalars: [Unicode.Scalar], from start: Int,
    table: GBKTable, readings: inout PinyinReadings, folder: TextFolder
  ) {
    var pending = first
    var pendingAt = firstAt
    var at = start
    while true {
      guard at < scalars.count, at - start < Self.longest else {
        // The text ends inside a character.
        gap = Gap(index: characters.count, lead: pending, start: pendingAt, end: at)
        end = at
        break
      }
      let scalar = scalars[at]
      if scalar == "?" || scalar == "？" {
        readOrphan(pending, pendingAt, at, scalars, table, &readings)
        break
      }
      guard let bytes = Self.bytes(of: scalar, table) else {
        // A byte of ASCII that can end a pair ends the run.
        guard (0x40...0x7E).contains(scalar.value),
          let restored = table.scalar(lead: pending, trail: UInt8(scalar.value))
        else { return nil }
        characters.append(
          Character(scalar: restored, start: pendingAt, end: at + 1, state: .restored))
        end = at + 1
        Self.skipGloss(of: restored, in: scalars, at: &end, &readings)
        extendLast(to: end)
        break
      }
      guard let restored = table.scalar(lead: pending, trail: bytes.lead) else { return nil }
      if table.isCommon(folder.simplified(scalar)) { damagedCommon += 1 }
      characters.append(
        Character(scalar: restored, start: pendingAt, end: at + 1, state: .restored))
      pending = bytes.trail
      pendingAt = at
      at += 1
      Self.skipGloss(of: scalar, in: scalars, at: &at, &readings)
      if pending < 0x81 { return nil }
    }
  }

  private mutating func extendLast(to end: Int) {
    if let last = characters.indices.last { characters[last].end = end }
  }

  /// A lead byte that stands alone: what it swallowed tells how the run ends.
  private mutating func readOrphan(
    _ pending: UInt8, _ pendingAt: Int, _ at: Int, _ scalars: [Unicode.Scalar], _ table: GBKTable,
    _ readings: inout PinyinReadings
  ) {
    end = at + 1
    if let gloss = Gloss.syllable(in: scalars, from: at + 1) {
      let glossed = readings.characters(read: gloss.syllable, lead: pending, in: table)
      if let only = glossed.first, glossed.count == 1 {
        characters.append(
          Character(scalar: only, start: pendingAt, end: gloss.end, state: .restored))
        end = gloss.end
        swallowed = .parenthesis
        return
      }
    }
    gap = Gap(index: characters.count, lead: pending, start: pendingAt, end: at + 1)
    if let entity = Entity.named(in: scalars, from: at + 1) {
      swallowed = .ampersand(entity.0)
      end = entity.end
    } else if at + 1 < scalars.count, Self.isSplitPunctuation(scalars[at + 1]),
      !Self.continuesNumber(at + 1, scalars)
    {
      swallowed = .nothing
    } else {
      swallowed = at + 1 < scalars.count ? .unknown : .nothing
    }
  }

  static func isSplitPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", "，", "。", "?", "？": true
    default: false
    }
  }

  /// Whether a comma may part groups of three digits, of which the first is gone.
  private static func continuesNumber(_ at: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    scalars[at] == "," && scalars[(at + 1)...].prefix { $0.isDigit }.count == 3
  }

  private static func skipGloss(
    of scalar: Unicode.Scalar, in scalars: [Unicode.Scalar], at position: inout Int,
    _ readings: inout PinyinReadings
  ) {
    guard position < scalars.count, Gloss.isOpening(scalars[position]),
      let gloss = Gloss.syllable(in: scalars, from: position + 1),
      readings.isReading(gloss.syllable, of: scalar)
    else { return }
    position = gloss.end
  }

  /// The bytes of a character of a run; punctuation that was folded to ASCII counts as full width.
  private static func bytes(
    of scalar: Unicode.Scalar, _ table: GBKTable
  ) -> (
    lead: UInt8, trail: UInt8
  )? {
    if let bytes = table.bytes(of: scalar) { return bytes }
    guard (0x21...0x3F).contains(scalar.value) else { return nil }
    return (0xA3, UInt8(scalar.value) + 0x80)
  }
}
