/// How the dates of a variable are written: `d/M/yyyy`, `dd.MM.yy`, `MMM d, yyyy`, `yyyy年M月d日`.
///
/// `d` is the day, `M` the month in digits, `MMM` its name, long or short, `yy` and `yyyy` the year,
/// `r` the year of the Republic (民国), 110 being 2021;
/// capitals do not matter. Letters that stand for themselves are put between apostrophes.
package struct DateFormat: Hashable, Encodable, Sendable, CustomStringConvertible {
  /// The year before the first of the Republic (民国), 1912.
  package static let yearBeforeRepublic = 1911

  /// A part of a date as it is written.
  package enum Element: Hashable, Sendable {
    /// The year in two or four digits.
    case year(digits: Int)
    /// The year of the Republic, counted from 1912, in one to three digits.
    case republicYear
    /// The month, in exactly two digits where another number touches it, else in one or two.
    case month(isFixed: Bool)
    /// The name of the month.
    case monthName
    /// The day, in exactly two digits where another number touches it, else in one or two.
    case day(isFixed: Bool)
    /// A text that stands for itself.
    case literal(String)
    /// White space.
    case space

    /// Whether it is written in digits.
    package var isNumber: Bool {
      switch self {
      case .year, .republicYear, .month, .day: true
      case .monthName, .literal, .space: false
      }
    }

    fileprivate var name: String? {
      switch self {
      case .year, .republicYear: "year"
      case .month, .monthName: "month"
      case .day: "day"
      case .literal, .space: nil
      }
    }
  }

  /// Why no date can be written so.
  package struct Problem: Error, Hashable {
    /// What is wrong, for a message.
    package let reason: String
  }

  /// The format as the pipeline has it.
  package let description: String
  /// Its parts, in order.
  package let elements: [Element]

  /// Reads a format.
  ///
  /// - Throws: ``Problem`` where no date could match it: a letter that means nothing, no year, a day
  ///   without a month, a part that stands twice, or numbers of no fixed length that touch.
  package init(_ text: String) throws(Problem) {
    description = text
    elements = try Self.fixed(try Self.elements(of: text))
    let names = elements.compactMap(\.name)
    for name in ["year", "month", "day"] where names.count(where: { $0 == name }) > 1 {
      throw Problem(reason: "the \(name) stands twice in it")
    }
    guard names.contains("year") else { throw Problem(reason: "it has no year") }
    guard names.contains("month") || !names.contains("day") else {
      throw Problem(reason: "it has a day and no month")
    }
  }

  /// Writes the format as the pipeline has it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func elements(of text: String) throws(Problem) -> [Element] {
    var elements: [Element] = []
    var rest = text[...]
    while let first = rest.first {
      let run = rest.prefix { $0.lowercased() == first.lowercased() }
      switch first {
      case "y", "Y": elements.append(try year(run))
      case "r", "R": elements.append(.republicYear)
      case "m", "M": elements.append(try month(run))
      case "d", "D":
        guard run.count <= 2 else { throw Problem(reason: "“\(run)” is neither d nor dd") }
        elements.append(.day(isFixed: run.count == 2))
      case "'":
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        guard quoted.endIndex < rest.endIndex else {
          throw Problem(reason: "an apostrophe in it is never closed")
        }
        elements.append(.literal(quoted.isEmpty ? "'" : String(quoted)))
        rest = rest[rest.index(after: quoted.endIndex)...]
        continue
      case _ where first.isWhitespace: elements.append(.space)
      case "%": throw Problem(reason: "“%” is none of its signs")
      case _ where first.isASCII && (first.isLetter || first.isNumber):
        throw Problem(reason: "“\(run)” is none of its parts")
      default: elements.append(.literal(String(run)))
      }
      rest = rest[run.endIndex...]
    }
    return elements
  }

  private static func year(_ run: Substring) throws(Problem) -> Element {
    guard run.count == 2 || run.count == 4 else {
      throw Problem(reason: "“\(run)” is neither yy nor yyyy")
    }
    return .year(digits: run.count)
  }

  private static func month(_ run: Substring) throws(Problem) -> Element {
    switch run.count {
    case 1, 2: return .month(isFixed: run.count == 2)
    case 3, 4: return .monthName
    default: throw Problem(reason: "“\(run)” is neither M, MM, MMM nor MMMM")
    }
  }

  /// Numbers that touch have fixed lengths; others may do without their leading zero.
  private static func fixed(_ elements: [Element]) throws(Problem) -> [Element] {
    var fixed = elements
    for index in elements.indices where elements[index].isNumber {
      let isTouched =
        index > 0 && elements[index - 1].isNumber
        || index + 1 < elements.count && elements[index + 1].isNumber
      switch elements[index] {
      case .day(let isFixed):
        if isTouched, !isFixed { throw Problem(reason: "nothing parts the day from its neighbour") }
        fixed[index] = .day(isFixed: isTouched)
      case .month(let isFixed):
        if isTouched, !isFixed {
          throw Problem(reason: "nothing parts the month from its neighbour")
        }
        fixed[index] = .month(isFixed: isTouched)
      case .republicYear:
        if isTouched { throw Problem(reason: "nothing parts the year from its neighbour") }
      case .year, .monthName, .literal, .space: break
      }
    }
    return fixed
  }
}
