package import ChineseText

/// Repairs report text that the web has damaged.
///
/// A text without damage comes out as it went in. The ways of the damage, and so of the repair,
/// are those of text in GBK that was edited by code that did not see where characters begin.
package struct ReportRepairer: Sendable {
  let folder: TextFolder
  let table: GBKTable
  var readings = PinyinReadings()
  var context: ContextModel
  private let questions: Interrogative

  /// Prepares to repair a document.
  ///
  /// - Parameters:
  ///   - folder: Folds text for comparison.
  ///   - vocabulary: Words that the context of a guess may rest on.
  ///   - questions: Words of clauses that ask, so that their question mark is one.
  package init?(folder: TextFolder, vocabulary: [String] = [], questions: [String]) {
    guard let table = GBKTable.shared else { return nil }
    self.folder = folder
    self.table = table
    context = ContextModel(folder: folder)
    self.questions = Interrogative(questions)
    for word in vocabulary { context.learn(word.unicodeScalars) }
  }

  /// Learns the context of guesses from a text of the document.
  package mutating func learn(_ scalars: ArraySlice<Unicode.Scalar>) {
    guard Self.mayNeedRepair(scalars) else { return context.learn(scalars) }
    let repaired = repaired(Array(scalars))
    var text = repaired.scalars
    for index in text.indices where repaired.states[index] != .intact { text[index] = "?" }
    context.learn(text)
  }

  /// Whether a text has anything that might be damage.
  package static func mayNeedRepair(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.contains { scalar in
      switch scalar {
      case "?", "？", "(", "（", "&", "\u{FFFD}": true
      default: (0xE000...0xF8FF).contains(scalar.value)
      }
    }
  }

  /// The text as it was before it was damaged, as far as it can be known.
  package mutating func repaired(_ scalars: [Unicode.Scalar]) -> RepairedText {
    var text = RepairedText()
    text.reserveCapacity(scalars.count)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      switch scalar {
      case "(", "（":
        if stripGloss(scalars, &at, &text) { continue }
      case "&":
        if restoreEntity(scalars, &at, &text) { continue }
      case "?", "？", "\u{FFFD}":
        if restoreShift(scalars, &at, &text) { continue }
        if restorePunctuation(scalars, &at, &text) { continue }
        if keepLoss(scalars, &at, &text) { continue }
      default: break
      }
      text.append(scalar, at, at + 1, .intact)
      at += 1
    }
    return text
  }

  private mutating func stripGloss(
    _ scalars: [Unicode.Scalar], _ at: inout Int, _ text: inout RepairedText
  ) -> Bool {
    guard let glossed = text.scalars.last, glossed.value >= 0x3400,
      let gloss = Gloss.syllable(in: scalars, from: at + 1),
      readings.isReading(gloss.syllable, of: glossed)
    else { return false }
    text.repairs.append(
      Repair(kind: .gloss, certainty: .deterministic, start: at, end: gloss.end, replacement: ""))
    text.map.extendLast(to: gloss.end)
    at = gloss.end
    return true
  }

  private func restoreEntity(
    _ scalars: [Unicode.Scalar], _ at: inout Int, _ text: inout RepairedText
  ) -> Bool {
    guard
      let entity = Entity.named(in: scalars, from: at + 1)
        ?? Entity.numbered(in: scalars, from: at + 1)
    else { return false }
    text.repairs.append(
      Repair(
        kind: .entity, certainty: .deterministic, start: at, end: entity.end,
        replacement: String(entity.0)))
    text.append(entity.0, at, entity.end, .restored)
    at = entity.end
    return true
  }

  /// A `?` that took the parenthesis of a reading: `當?shù)卣…`.
  private mutating func restoreShift(
    _ scalars: [Unicode.Scalar], _ at: inout Int, _ text: inout RepairedText
  ) -> Bool {
    guard let gloss = Gloss.syllable(in: scalars, from: at + 1), let before = text.scalars.last,
      let bytes = table.bytes(of: before)
    else { return false }
    var best: (run: ShiftedRun, score: Int)?
    for key in readings.characters(read: gloss.syllable, lead: bytes.trail, in: table) {
      guard let trail = table.bytes(of: key)?.trail, trail >= 0x81,
        let run = ShiftedRun(
          pending: trail, firstAt: at, in: scalars, from: gloss.end, table: table,
          readings: &readings, folder: folder)
      else { continue }
      let score = self.score(run, after: before)
      if score > best?.score ?? .min { best = (run, score) }
    }
    guard let run = best?.run else { return false }
    append(run, from: at, kind: .shift, scalars: scalars, to: &text)
    at = run.end
    return true
  }

  /// A `?` before punctuation that was cut out of two characters: `重??紤]`.
  private mutating func restorePunctuation(
    _ scalars: [Unicode.Scalar], _ at: inout Int, _ text: inout RepairedText
  ) -> Bool {
    guard at + 2 < scalars.count, let cut = Self.cutBytes(scalars[at + 1]),
      let run = ShiftedRun(
        pending: cut.trail, firstAt: at + 1, in: scalars, from: at + 2, table: table,
        readings: &readings, folder: folder)
    else { return false }
    let common = run.characters.count { table.isCommon(folder.simplified($0.scalar)) }
    guard !run.characters.isEmpty || run.gap != nil,
      common * 10 >= run.characters.count * 8, common >= run.damagedCommon
    else { return false }
    let mark = lostBefore(cut.lead, left: text.scalars.last, right: run.characters.first?.scalar)
    guard let mark else { return false }
    text.append(mark.scalar, at, at + 2, mark.state)
    append(run, from: at, kind: .punctuation, scalars: scalars, to: &text)
    at = run.end
    return true
  }

  /// The bytes of punctuation that editors replace byte by byte.
  private static func cutBytes(_ scalar: Unicode.Scalar) -> (lead: UInt8, trail: UInt8)? {
    switch scalar {
    case "?", "？": (0xA3, 0xBF)
    case ",", "，": (0xA3, 0xAC)
    case "。": (0xA1, 0xA3)
    default: nil
    }
  }

  /// The character whose trail byte went into cut punctuation.
  private func lostBefore(
    _ trail: UInt8, left: Unicode.Scalar?, right: Unicode.Scalar?
  ) -> (
    scalar: Unicode.Scalar, state: RepairedText.State
  )? {
    let ideographs = table.scalars(trail: trail).filter { $0.value >= 0x3400 }
    if let left, let right,
      let guess = context.best(
        of: ideographs.filter { context.count(left, $0) > 0 && context.count($0, right) > 0 },
        after: left, before: right)
    {
      return (guess, .guessed)
    }
    switch trail {
    case 0xA3: return ("。", .restored)
    case 0xA1: return ("！", .restored)
    default: return nil
    }
  }

  /// How well a run reads: its common characters, and pairs that stand elsewhere too.
  private func score(_ run: ShiftedRun, after left: Unicode.Scalar) -> Int {
    var score = 0
    var previous = left
    for character in run.characters {
      if table.isCommon(folder.simplified(character.scalar)) { score += 2 } else { score -= 2 }
      if context.count(previous, character.scalar) > 0 { score += 3 }
      previous = character.scalar
    }
    return score
  }

  private func append(
    _ run: ShiftedRun, from start: Int, kind: Repair.Kind, scalars: [Unicode.Scalar],
    to text: inout RepairedText
  ) {
    var certainty = Repair.Certainty.deterministic
    let first = text.scalars.count
    for character in run.characters {
      text.append(character.scalar, character.start, character.end, character.state)
    }
    if let gap = run.gap {
      let candidates = table.scalars(lead: gap.lead)
        .filter {
          (table.bytes(of: $0)?.trail ?? 0) >= 0x81
        }
      let right = run.end < scalars.count ? scalars[run.end] : nil
      if let guess = context.best(of: candidates, after: text.scalars.last, before: right) {
        certainty = .guessed
        text.append(guess, gap.start, gap.end, .guessed)
      } else {
        certainty = .lost
        text.append("?", gap.start, gap.end, .unreadable)
      }
      switch run.swallowed {
      case .ampersand(let entity): text.append(entity, gap.end, run.end, .restored)
      case .unknown: text.append("?", gap.end - 1, gap.end, .lost)
      case .nothing, .parenthesis: break
      }
    }
    text.repairs.append(
      Repair(
        kind: kind, certainty: certainty, start: start, end: run.end,
        replacement: text.scalars.string(first..<text.scalars.count)))
  }

  /// A `?` that nothing explains: genuine, or the mark of a loss.
  private func keepLoss(
    _ scalars: [Unicode.Scalar], _ at: inout Int, _ text: inout RepairedText
  ) -> Bool {
    guard questions.isLoss(at: at, in: scalars) else { return false }
    if let entity = Entity.named(in: scalars, from: at + 1) {
      text.append("?", at, at + 1, .lost)
      text.append(entity.0, at + 1, entity.end, .restored)
      at = entity.end
    } else {
      text.append("?", at, at + 1, .lost)
      at += 1
    }
    text.repairs.append(
      Repair(kind: .loss, certainty: .lost, start: at - 1, end: at, replacement: "?"))
    return true
  }
}
