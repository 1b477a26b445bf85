import ChineseText
import SurveyModel

/// Reads one column of a worksheet as the values of one variable, a batch at a time.
///
/// A register repeats its villages, codes and dates on every row: each is read once and remembered.
/// So it serves the batches of one workbook, whose shared strings are the same throughout.
/// What differs on every row is stored as it stands where ``PlainText`` says that it may be.
struct ColumnReader {
  /// A record whose cell asks for more than a stored value.
  struct Finding {
    /// The index of the record in the batch.
    let record: Int
    /// What its cell says.
    let reading: ValueReader.Reading
  }

  /// The place that each record of a batch has in the column of a place variable, or the wave in that
  /// of the variable that tells it.
  struct Places {
    /// A record without a place: its cell is blank, or the worksheet lacks the column.
    static let none: UInt32 = 0
    /// A record whose place was looked for and not found.
    static let lost = UInt32.max

    /// By record, an index into ``containers``, or ``none`` or ``lost``.
    var numbers: [UInt32] = []
    /// The places with their waves; the first stands for none.
    var containers = [PlaceContainer()]

    private var known: [PlaceContainer: UInt32] = [:]

    /// The number of a place.
    mutating func number(of place: PlaceContainer) -> UInt32 {
      if let number = known[place] { return number }
      let number = UInt32(containers.count)
      known[place] = number
      containers.append(place)
      return number
    }
  }

  /// What a cell is known by; the same cell within another place may say something else.
  private struct Question: Hashable {
    let kind: ValueKind
    let payload: UInt64
    let place: UInt32
  }

  private struct TextQuestion: Hashable {
    let text: String
    let place: UInt32
  }

  /// A cell as the batch has it.
  private struct Cell {
    let row: Int
    let kind: ValueKind
    let payload: UInt64
  }

  /// What a column of records gets for a cell.
  private struct Stored {
    let kind: ValueKind
    var payload: UInt64
    /// The number of the place, for a place variable.
    var place = Places.none
    /// Whether the value is the text of the cell, not a letter changed.
    var isAsItStands = false
    /// The answer that has more to say of the cell, or -1.
    var finding: Int32 = -1
  }

  /// What a cell says, remembered.
  private struct Answer {
    var stored: Stored
    /// What else is to be said of the cell, or nil.
    let finding: ValueReader.Reading?
    /// The text, where the value is one.
    let text: String?
    /// The batch in whose texts the payload of ``stored`` stands.
    var batch = 0
  }

  /// A question that was asked of late, and the index of its answer.
  private struct Recent {
    var question = Question(kind: .blank, payload: 0, place: 0)
    var answer: Int32 = -1
  }

  /// Beyond this many different cells a column is not repetitive and starts to remember anew.
  private static let limit = 8192
  /// The places for the latest questions; a power of two.
  private static let slots = 1024

  private(set) var reader: ValueReader
  /// The zero-based column, or nil when the worksheet lacks the variable.
  let column: Int?
  /// The index of the variable whose place contains this one's, or that tells its wave; nil for none.
  let container: Int?
  /// The places of the records of the last batch; empty for a variable that is no place.
  private(set) var places = Places()

  private let plain: PlainText?
  private let isPlace: Bool
  private let isWave: Bool
  private let isNumber: Bool
  private let isWhole: Bool
  private let isDate: Bool
  private let hasMissingNumbers: Bool
  /// Whether a blank cell is a finding.
  private let asksForBlanks: Bool
  private let seal: (@Sendable (String) -> String)?
  private var batches = 0
  private var answers: [Answer] = []
  private var known: [Question: Int] = [:]
  private var knownTexts: [TextQuestion: Int] = [:]
  /// Whether texts that stood within an unknown place are hidden.
  private var unjudged: [String: Bool] = [:]
  /// The answers to the latest questions, each at the place that its payload chooses: a look that
  /// spares most columns the search in ``known``.
  private var recent: [Recent] = []

  /// - Parameters:
  ///   - reader: Reads a cell.
  ///   - column: The zero-based column, or nil.
  ///   - container: The index of the containing place's variable, or nil.
  ///   - seal: The keyed hash of a variable's values; nil for one that is kept as it is read.
  init(_ reader: ValueReader, column: Int?, container: Int?, seal: (@Sendable (String) -> String)?)
  {
    self.reader = reader
    self.column = column
    self.container = container
    self.seal = seal
    plain = reader.plainText
    let kind = reader.variable.kind
    isPlace = kind.isPlace
    isWave = !Waves.days(of: reader.variable).isEmpty
    isNumber = (kind == .number || kind == .integer) && reader.scale == 1 && seal == nil
    isWhole = kind == .integer
    isDate = kind == .date && seal == nil && !reader.hasMissingDates
    hasMissingNumbers = !reader.missingNumbers.isEmpty
    asksForBlanks = reader.variable.isRequired && column != nil
  }

  /// The reader of a column of a worksheet whose decimal marks leave doubts.
  func doubting(_ doubts: DecimalDoubts) -> Self {
    guard let column else { return self }
    var copy = self
    copy.reader.decimals.doubts = doubts.marks(inColumn: column)
    return copy
  }

  /// Reads the cells of the data rows of a batch.
  ///
  /// - Parameters:
  ///   - rows: The data rows, by their index in the batch; each is a record.
  ///   - batch: The batch.
  ///   - container: The places of the containing variable, which was read before.
  ///   - records: Gets a value for each row, and the cell as it was read where `keep` asks for it.
  ///   - index: The index of the variable in the records.
  ///   - keep: What the store keeps.
  /// - Returns: The records whose cells ask for more, in order.
  mutating func read(
    _ rows: [Int], of batch: RowBatch, within container: Places?, into records: inout RecordBatch,
    at index: Int, keep: PipelineDefinition.Keep
  ) -> [Finding] {
    batches += 1
    places.numbers.removeAll(keepingCapacity: true)
    var values = ValueColumn(blanks: rows.count)
    var raw = ValueColumn(blanks: keep == .all ? rows.count : 0)
    var findings: [Finding] = []
    let column = column.flatMap { $0 < batch.columns.count ? batch.columns[$0] : nil }
    let kinds = column?.kinds ?? Array(repeating: .blank, count: batch.count)
    let payloads = column?.payloads ?? Array(repeating: 0, count: batch.count)
    for (record, row) in rows.enumerated() {
      let cell = Cell(row: row, kind: kinds[row], payload: payloads[row])
      let place = container?.numbers[record] ?? Places.none
      let stored = store(cell, of: batch, within: container, place, &records.texts)
      values.kinds[record] = stored.kind
      values.payloads[record] = stored.payload
      if isPlace || isWave { places.numbers.append(stored.place) }
      if cell.kind == .blank, asksForBlanks, place != Places.lost {
        findings.append(Finding(record: record, reading: .value(.blank)))
      } else if stored.finding >= 0, let reading = answers[Int(stored.finding)].finding {
        findings.append(Finding(record: record, reading: reading))
      }
      guard keep == .all else { continue }
      if place == Places.lost, let sealed = hidden(cell, of: batch, in: &records.texts) {
        raw.kinds[record] = .text
        raw.payloads[record] = sealed
      } else if seal == nil || cell.kind == .blank {
        raw.kinds[record] = cell.kind
        raw.payloads[record] = cell.payload
      } else if stored.isAsItStands {
        raw.kinds[record] = stored.kind
        raw.payloads[record] = stored.payload
      } else {
        raw.kinds[record] = .text
        raw.payloads[record] = sealed(cell, of: batch, in: &records.texts)
      }
    }
    records.values[index] = values
    if keep == .all { records.raw[index] = raw }
    return findings
  }

  private mutating func store(
    _ cell: Cell, of batch: RowBatch, within places: Places?, _ place: UInt32,
    _ texts: inout TextTable
  ) -> Stored {
    // Without the place around it a name cannot be judged; the row is held back as it is.
    if place == Places.lost {
      return Stored(kind: .missing, payload: MissingReason.unreadable.payload, place: Places.lost)
    }
    switch cell.kind {
    case .blank:
      return Stored(kind: .blank, payload: 0, place: noPlace(places?.containers[Int(place)]))
    case .number where isNumber && isPlainNumber(cell.payload):
      return Stored(kind: .number, payload: cell.payload)
    case .dateTime where isDate:
      // There are more dates than a column remembers, and reading one is quicker than remembering it.
      guard let date = DateText.read(serial: Double(bitPattern: cell.payload)) else { break }
      return Stored(kind: .date, payload: date.packed)
    case .text where isPlain(cell.payload, of: batch):
      return Stored(
        kind: .text, payload: seal == nil ? cell.payload : sealed(cell, of: batch, in: &texts),
        isAsItStands: true)
    default: break
    }
    let index = answer(cell, of: batch, within: places, place)
    if answers[index].batch != batches, let text = answers[index].text {
      answers[index].batch = batches
      answers[index].stored.payload = UInt64(TextID.local(texts.append(text)).bits)
    }
    return answers[index].stored
  }

  private func isPlainNumber(_ payload: UInt64) -> Bool {
    let number = Double(bitPattern: payload)
    return number.magnitude < 1e15 && (!isWhole || number == number.rounded())
      && !(hasMissingNumbers && reader.missingNumbers.contains(number))
  }

  private func isPlain(_ payload: UInt64, of batch: RowBatch) -> Bool {
    guard plain != nil else { return false }
    let (bytes, range) = batch.utf8(ofText: payload)
    // Not bound to a name, so that nothing of it is copied.
    return plain?.isValue(bytes, range) ?? false
  }

  /// The index of what a cell says, read now or before.
  private mutating func answer(
    _ cell: Cell, of batch: RowBatch, within places: Places?, _ place: UInt32
  ) -> Int {
    if answers.count >= Self.limit { forget() }
    let index = answers.count
    func ask() -> Answer {
      let container = places?.containers[Int(place)]
      return answer(reader.read(value(of: cell, in: batch), within: container), container)
    }
    let isShared = TextID(bits: UInt32(truncatingIfNeeded: cell.payload)).isShared
    if cell.kind == .text, !isShared, case .text(let text) = value(of: cell, in: batch) {
      let question = TextQuestion(text: text, place: place)
      if let known = knownTexts[question] { return known }
      remember(ask(), at: index)
      knownTexts[question] = index
    } else if cell.kind == .error {
      remember(ask(), at: index)
    } else {
      let question = Question(kind: cell.kind, payload: cell.payload, place: place)
      let slot = Self.slot(of: question)
      if recent.isEmpty { recent = Array(repeating: Recent(), count: Self.slots) }
      if recent[slot].answer >= 0, recent[slot].question == question {
        return Int(recent[slot].answer)
      }
      let answer = known[question] ?? index
      if answer == index {
        remember(ask(), at: index)
        known[question] = index
      }
      recent[slot] = Recent(question: question, answer: Int32(answer))
      return answer
    }
    return index
  }

  private mutating func remember(_ answer: Answer, at index: Int) {
    answers.append(answer)
    if answer.finding != nil { answers[index].stored.finding = Int32(index) }
  }

  /// Where ``recent`` has a question: Knuth's multiplicative hash.
  private static func slot(of question: Question) -> Int {
    let mixed = (question.payload ^ UInt64(question.place) << 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> (64 - UInt64(slots.trailingZeroBitCount)))
  }

  private mutating func forget() {
    answers.removeAll(keepingCapacity: true)
    recent.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    knownTexts.removeAll(keepingCapacity: true)
  }

  private mutating func answer(
    _ reading: ValueReader.Reading, _ container: PlaceContainer?
  ) -> Answer {
    // A record of no wave would count nowhere.
    let reading =
      if isWave, case .value(.missing) = reading { reader.unreadable } else { reading }
    let (value, finding): (Value, ValueReader.Reading?) =
      switch reading {
      case .value(let value): (value, value == .blank && asksForBlanks ? reading : nil)
      case .interpreted(let value, _), .decided(let value, _): (value, reading)
      case .unreadable, .unplaced: (.missing(.unreadable), reading)
      }
    var texts = TextTable()
    let kept = ValueColumn([seal.map { value.sealed(by: $0) } ?? value], texts: &texts)
    var stored = Stored(kind: kept.kinds[0], payload: kept.payloads[0])
    if isPlace, value.isMissing { stored.place = noPlace(container) }
    if isPlace || isWave, value == .missing(.unreadable) { stored.place = Places.lost }
    if isPlace, case .text(let code) = value {
      stored.place = places.number(of: PlaceContainer(wave: container?.wave, code: code))
    }
    if isWave, case .text(let day) = value {
      stored.place = places.number(of: PlaceContainer(wave: day))
    }
    return Answer(stored: stored, finding: finding, text: texts.count > 0 ? texts[0] : nil)
  }

  /// The number of no place: what lies in it is looked for anywhere, on the day of the row's wave.
  private mutating func noPlace(_ container: PlaceContainer?) -> UInt32 {
    guard isPlace, let wave = container?.wave else { return Places.none }
    return places.number(of: PlaceContainer(wave: wave))
  }

  private func value(of cell: Cell, in batch: RowBatch) -> Value {
    column.map { batch.value(row: cell.row, column: $0) } ?? .blank
  }

  /// The keyed hash of a cell that nobody judged, because the place around it is unknown, as a text of the
  /// batch; nil for one that may be seen.
  private mutating func hidden(
    _ cell: Cell, of batch: RowBatch, in texts: inout TextTable
  ) -> UInt64? {
    guard isPlace, cell.kind != .blank else { return nil }
    // A number is a telephone's or a person's as likely as a place's.
    guard case .text(let text) = value(of: cell, in: batch) else {
      return self.sealed(cell, of: batch, in: &texts)
    }
    if unjudged.count == Self.limit { unjudged.removeAll(keepingCapacity: true) }
    let isHidden = unjudged[text] ?? reader.hides(unjudged: text)
    unjudged[text] = isHidden
    return isHidden ? self.sealed(cell, of: batch, in: &texts) : nil
  }

  /// The keyed hash of a cell that is not blank, as a text of the batch.
  private func sealed(_ cell: Cell, of batch: RowBatch, in texts: inout TextTable) -> UInt64 {
    UInt64(TextID.local(texts.append(reader.seal(value(of: cell, in: batch).shown))).bits)
  }
}
