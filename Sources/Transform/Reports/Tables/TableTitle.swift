internal import ChineseText
internal import SurveyModel

/// What the title of a column, or of a row, says of its numbers.
struct TableTitle {
  /// Its words, one level behind the other, without units in parentheses.
  let levels: [[Unicode.Scalar]]
  /// The unit that it states; nil for none.
  let unit: TableUnit?
  /// What it has in place of a unit.
  let unknown: Unknown
  /// Its words without anything in parentheses: what its numbers count.
  var subjects: [[Unicode.Scalar]] {
    levels.map { level in
      guard level.last == ")", let open = level.lastIndex(of: "("), open > 0 else { return level }
      return Array(level[..<open])
    }
  }

  /// What a title has in place of a unit.
  enum Unknown {
    /// Nothing.
    case none
    /// Words that may be one: 产量(吨), and may say something else: 户数(年末).
    case doubtful
    /// A unit that the catalogue does not know, or half of one: 单位:度, 投资(亿).
    case unit
  }

  /// Reads a title.
  ///
  /// - Parameters:
  ///   - levels: Its words, from those that span the most.
  ///   - below: The unit that a row below the titles gives it, or nothing.
  ///   - known: The units.
  ///   - words: The words of tables.
  init(
    _ levels: [[Unicode.Scalar]], below: [Unicode.Scalar] = [], _ known: TableUnits,
    _ words: TableWords
  ) {
    var found = known.unit(below)
    var unknown = Unknown.none
    var left: [[Unicode.Scalar]] = []
    for level in levels.reversed() {
      var reading = Reading(level, known, words)
      reading.read()
      if let unit = reading.unit, found == nil { found = unit }
      if unknown != .unit, reading.unknown != .none { unknown = reading.unknown }
      if !reading.left.isEmpty { left.append(reading.left) }
    }
    self.levels = left.reversed()
    unit = found
    self.unknown = found == nil ? unknown : .none
  }

  /// Parts a level's unit from its words: 人口(万人), 户数/户, 余额 单位:万元.
  private struct Reading {
    let text: [Unicode.Scalar]
    let known: TableUnits
    let words: TableWords
    var left: [Unicode.Scalar] = []
    var unit: TableUnit?
    var unknown = Unknown.none

    /// What stands in parentheses and is no unit is longer, or has numbers.
    private static let longestUnknown = 4

    init(_ text: [Unicode.Scalar], _ known: TableUnits, _ words: TableWords) {
      self.text = text
      self.known = known
      self.words = words
    }

    mutating func read() {
      // A title that is nothing but a unit: 户 and % below 自来水.
      if let whole = known.unit(text), !known.isNoun(text) {
        (unit, left) = (whole, whole.isClassifier || whole.text == ["%"] ? [] : text)
        return
      }
      var at = 0
      while at < text.count {
        if let close = Self.closing(text[at]), let end = text[at...].firstIndex(of: close) {
          if !take(text[(at + 1)..<end], isLast: end == text.count - 1) {
            left += text[at...end]
          }
          at = end + 1
        } else if words.label(at: at, in: text) != nil {
          _ = take(text[at...], isLast: true)
          at = text.count
        } else {
          left.append(text[at])
          at += 1
        }
      }
      // 比上年±%, 为上年的%: the sign at the end is the unit.
      if unit == nil, left.count > 1, left.last == "%", let found = known.unit(["%"]) {
        unit = found
        left.removeLast()
        while let mark = left.last, "±+-的".unicodeScalars.contains(mark) { left.removeLast() }
      }
      guard unit == nil, let slash = left.lastIndex(of: "/"), slash > 0,
        let found = known.unit(left[(slash + 1)...])
      else { return }
      unit = found
      left = Array(left[..<slash])
    }

    /// Takes a unit, with or without 单位 before it; false where there is none.
    private mutating func take(_ inside: ArraySlice<Unicode.Scalar>, isLast: Bool) -> Bool {
      let label = words.label(at: inside.startIndex, in: text)
      let stated = inside.dropFirst(label ?? 0)
      // 村(社区) are two kinds of places.
      if let found = known.unit(stated), label != nil || stated.count == 1 || !known.isNoun(stated)
      {
        unit = unit ?? found
        return true
      }
      if label != nil || stated.allSatisfy({ NumeralSymbol($0).isScale }) {
        unknown = .unit
      } else if isLast, unknown == .none, stated.count <= Self.longestUnknown,
        !stated.contains(where: \.isDigit)
      {
        unknown = .doubtful
      }
      return label != nil
    }

    private static func closing(_ open: Unicode.Scalar) -> Unicode.Scalar? {
      switch open {
      case "(": ")"
      case "[": "]"
      case "〔": "〕"
      case "【": "】"
      default: nil
      }
    }
  }
}
