internal import ChineseText
internal import SurveyModel

/// The words by which the tables of a report are read.
final class TableWords: Sendable {
  /// 单位: what stands behind says how a table or a column counts.
  let unitLabels: Words
  private let plainTitles: Words
  private let plainEnds: Words
  private let placeEnds: Words
  private let placeTitles: Words
  private let homes: Words
  private let notInNames: Words
  private let generic: Words
  private let kinds: Words
  private let goesOn: Words
  private let totals: Words
  private let unreadTitles: Words
  private let changes: Words
  private let noChanges: Words
  private let falls: Words
  private let rises: Words
  private let targets: Words
  private let noTargets: Words
  private let noValues: Words
  private let pageWords: Words
  private let continued: Words
  private let averages: Words
  private let others: Words
  /// 表2: before the number of a table in its title.
  let captions: Words

  init(_ language: ReportLanguage) {
    unitLabels = language.find(.unitLabel)
    plainTitles = language.find(.plainTitles)
    plainEnds = language.find(.plainTitleEnds)
    placeEnds = language.find(.placeEnds)
    placeTitles = language.find(.placeTitles)
    homes = language.find(.home)
    notInNames = language.find(.notInNames)
    generic = language.find(.generic)
    kinds = language.find(.placeKinds)
    goesOn = language.find(.goesOn)
    totals = language.find(.totalTitles)
    unreadTitles = language.find(.unreadTitles)
    changes = language.find(.changeTitles)
    noChanges = language.find(.changeTitlesUnless)
    falls = language.find(.fall)
    rises = language.find(.rise)
    targets = language.find(.targetTitles)
    noTargets = language.find(.targetTitlesUnless)
    noValues = language.find(.noValues)
    pageWords = language.find(.pageWords)
    continued = language.find(.continued)
    averages = language.find(.averages)
    others = language.find(.otherLabels)
    captions = language.find(.captions)
  }

  /// The length of 单位: at a position, with its colon; nil where it does not stand.
  func label(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    guard let length = unitLabels.length(at: position, in: text), position + length < text.count,
      text[position + length] == ":"
    else { return nil }
    return length + 1
  }

  /// The length of the number of a table at the head of its title: 表2, 表2-1, 表二:; nil for none.
  func number(ofTableIn title: [Unicode.Scalar]) -> Int? {
    guard let caption = captions.length(at: 0, in: title) else { return nil }
    let number = title[caption...]
      .prefix { NumeralSymbol($0).isDigit || "-—.|".unicodeScalars.contains($0) }
    guard number.contains(where: { NumeralSymbol($0).isDigit }) else { return nil }
    let end = caption + number.count
    return end < title.count && ":、,".unicodeScalars.contains(title[end]) ? end + 1 : end
  }

  /// Whether a title says nothing about its numbers, or only when.
  func isPlain(_ title: [Unicode.Scalar]) -> Bool {
    if title.isEmpty || plainTitles.contains(title) { return true }
    guard let end = plainEnds.length(endingAt: title.count, in: title) else { return false }
    return title.dropLast(end)
      .allSatisfy { $0.isDigit || $0 == "年" || $0 == "-" || $0 == "—" }
  }

  /// Whether a label only says when: 2021年, 2021年末, 9月.
  func isTime(_ label: [Unicode.Scalar]) -> Bool {
    isPlain(label)
      || label.first?.isDigit ?? false && label.contains(where: { $0 == "年" || $0 == "月" })
  }

  /// Whether a text is a year without 年.
  static func isYear(_ text: [Unicode.Scalar]) -> Bool {
    text.count == 4 && text.allSatisfy(\.isDigit)
      && (1949...2060).contains(text.number(text.indices) ?? 0)
  }

  /// Whether a cell says that there is no number.
  func isNoValue(_ text: [Unicode.Scalar]) -> Bool { noValues.contains(text) }

  /// Whether the numbers below a title count nothing: 序号.
  func isUnread(_ title: [Unicode.Scalar]) -> Bool { unreadTitles.contains(title) }

  /// Whether the cells below a title name places: 乡镇.
  func namesPlaces(_ title: [Unicode.Scalar]) -> Bool { placeTitles.contains(title) }

  /// Whether a short line says that the table above it goes on: 续表2, 表2(续).
  func saysContinued(_ text: [Unicode.Scalar]) -> Bool {
    continued.first(in: text.indices, of: text) != nil
  }

  /// Whether a line numbers a page: 3, —3—, 第3页共8页.
  func isPageNumber(_ text: [Unicode.Scalar]) -> Bool {
    var at = 0
    while at < text.count {
      if let length = pageWords.length(at: at, in: text) {
        at += length
      } else if text[at].isDigit || "-—–/|".unicodeScalars.contains(text[at]) {
        at += 1
      } else {
        return false
      }
    }
    return text.contains(where: \.isDigit)
  }

  // MARK: Labels

  /// Whether a row's label names no place, though the rows around it do: 2021年, 较上年, 平均, 其他.
  func namesNoPlace(_ label: [Unicode.Scalar]) -> Bool {
    isPlain(label) || Self.isYear(label) || isOther(label) || isNoValue(label) || isUnread(label)
      || averages.stand(at: 0, in: label) || averages.stand(endingAt: label.count, in: label)
      || movement(label) != .none || label.first?.isDigit ?? false && label.last == "年"
  }

  /// Whether a title or a label says that its numbers are a part of others: 其中:脱贫户.
  func saysPart(_ title: [Unicode.Scalar]) -> Bool { goesOn.stand(at: 0, in: title) }

  /// Whether a label counts what no other row names: 其他, 其余乡镇.
  func isOther(_ label: [Unicode.Scalar]) -> Bool { others.stand(at: 0, in: label) }

  /// The place that a row's label names, or nil.
  func place(_ label: [Unicode.Scalar]) -> String? {
    let label = unnumbered(label)
    guard (2...8).contains(label.count), placeEnds.stand(endingAt: label.count, in: label),
      !homes.contains(label), !placeTitles.contains(label), !isKind(label), !namesNoPlace(label),
      !label.contains(where: { notInNames.contains($0) || $0.isPunctuation || $0.isDigit })
    else { return nil }
    return label.string(label.indices)
  }

  /// The place that a label in a column of places names, whatever it ends with; nil for a part or a
  /// note.
  func listedPlace(_ label: [Unicode.Scalar]) -> String? {
    if let place = place(label) { return place }
    let label = unnumbered(label)
    guard (1...Self.longestPlace).contains(label.count), !homes.contains(label),
      !goesOn.stand(at: 0, in: label), !placeTitles.contains(label), !label.contains(":"),
      !namesNoPlace(label),
      !label.contains("。")
    else { return nil }
    return label.string(label.indices)
  }

  private static let longestPlace = 16

  /// Whether a label is a kind of places, and names none: 行政村, 通水自然村.
  private func isKind(_ label: [Unicode.Scalar]) -> Bool {
    if generic.contains(label) || kinds.stand(endingAt: label.count, in: label) { return true }
    return generic.length(endingAt: label.count, in: label).map { $0 > 2 } ?? false
  }

  /// What a total's label is a total of; nil for a label of anything else.
  ///
  /// - Returns: The label without 合计, empty where it says no more.
  func ofTotal(_ label: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    if homes.contains(label) { return [] }
    if let length = totals.length(endingAt: label.count, in: label) {
      let rest = Array(label.dropLast(length))
      return homes.contains(rest) ? [] : rest
    }
    // 合计(户).
    guard let length = totals.length(at: 0, in: label) else { return nil }
    return length == label.count || label[length] == "(" || label[length] == ":" ? [] : nil
  }

  /// A label without the number or word before it: 1.东河镇, (二)西山乡, 其中:北沟乡.
  private func unnumbered(_ label: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if let length = goesOn.length(at: 0, in: label), length < label.count, label[length] == ":" {
      return Array(label[(length + 1)...])
    }
    var at = 0
    if at < label.count, label[at] == "(" { at += 1 }
    let first = at
    while at < label.count, label[at].isDigit || NumeralSymbol(label[at]).isDigit { at += 1 }
    guard at > first, at < label.count, ".、)".unicodeScalars.contains(label[at]) else {
      return label
    }
    return Array(label[(at + 1)...])
  }

  // MARK: Titles

  /// What a column's numbers are beside what its title counts.
  enum Movement: Sendable {
    /// How much there is.
    case none
    /// A change that its numbers' signs say the direction of.
    case signed
    /// A change that the title says is a fall.
    case fall
  }

  /// Whether a title is of changes: 比上年增减, 同比增长(%).
  func movement(_ title: [Unicode.Scalar]) -> Movement {
    guard stands(changes, in: title, unless: noChanges) else { return .none }
    let isRise = rises.first(in: title.indices, of: title) != nil
    let fall = title.indices.contains { at in
      falls.length(at: at, in: title).map { $0 > 1 } ?? false
    }
    return fall && !isRise ? .fall : .signed
  }

  /// Whether a title is of what is yet to be reached: 2025年目标.
  func isTarget(_ title: [Unicode.Scalar]) -> Bool {
    stands(targets, in: title, unless: noTargets)
  }

  private func stands(_ words: Words, in title: [Unicode.Scalar], unless others: Words) -> Bool {
    var at = 0
    while at < title.count {
      if let length = others.length(at: at, in: title) {
        at += length
      } else if words.stand(at: at, in: title) {
        return true
      } else {
        at += 1
      }
    }
    return false
  }

  /// Titles of one line each over as many columns: 自来水户数, 合计, 其中脱贫户 are two columns.
  ///
  /// - Returns: Nil where the titles do not fit the columns.
  func spread(_ titles: [[Unicode.Scalar]], over width: Int) -> [[Unicode.Scalar]]? {
    var columns: [[Unicode.Scalar]] = []
    var spanning: [Unicode.Scalar] = []
    for (index, title) in titles.enumerated() {
      let next = index + 1 < titles.count ? titles[index + 1] : []
      if titles.count > width, totals.stand(at: 0, in: next) {
        spanning = title
      } else if !spanning.isEmpty {
        columns.append(spanning + [","] + title)
      } else {
        columns.append(title)
      }
    }
    return columns.count == width ? columns : nil
  }
}
