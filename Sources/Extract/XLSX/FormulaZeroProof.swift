internal import SurveyModel

/// Tells formulas of which 0 is the true value, whoever calculated them or did not: sums, products and
/// the like of cells of their worksheet that hold nothing but 0.
///
/// A formula that is anything else, or one too many, proves nothing.
struct FormulaZeroProof {
  /// The cells that hold a number other than 0, a truth value or an error.
  private var numbers: [CellReference] = []
  /// The cells that hold a text, which a sum passes over.
  private var texts: [CellReference] = []
  private var formulas: [[UInt8]] = []
  /// Whether there is a cell or a formula of which nothing can be told.
  private var isOpen = false

  /// More cells and formulas are not compared with each other.
  private static let most = (cells: 10_000, formulas: 1000)
  /// Functions that give 0 for zeros, and how many of their arguments must be zeros.
  private static let functions: [String: Int] = [
    "SUM": .max, "MIN": .max, "MAX": .max, "ABS": 1, "IFERROR": .max, "ROUND": 1, "ROUNDUP": 1,
    "ROUNDDOWN": 1,
  ]

  /// Takes a formula; one without a text, as those of a shared formula, is open.
  mutating func take(formula: [UInt8]) {
    guard !formula.isEmpty, formulas.count < Self.most.formulas else {
      isOpen = true
      return
    }
    formulas.append(formula)
  }

  /// Takes a cell without a formula that holds something other than 0.
  mutating func take(constant reference: String, isText: Bool) {
    guard let cell = CellReference(reference), numbers.count + texts.count < Self.most.cells else {
      isOpen = true
      return
    }
    if isText { texts.append(cell) } else { numbers.append(cell) }
  }

  /// Whether every formula is 0 where all others are.
  var holds: Bool { !isOpen && formulas.allSatisfy(isZero) }

  // MARK: Formulas

  private enum Token: Equatable {
    case zero
    case number
    /// A cell or a range that holds nothing but zeros.
    case cells
    /// A function or a bracket opens; how many of its arguments must be zeros.
    case open(zeros: Int)
    case close
    case comma
    case plus
    case times
    case over
  }

  /// Whether a formula is 0 where its cells are.
  private func isZero(_ formula: [UInt8]) -> Bool {
    guard let tokens = tokens(of: formula) else { return false }
    /// Of each bracket that is open, how many arguments must be zeros, and how many are done.
    var open: [(zeros: Int, done: Int)] = []
    for (index, token) in tokens.enumerated() {
      let before = index > 0 ? tokens[index - 1] : nil
      switch token {
      case .open(let zeros): open.append((zeros, 0))
      case .close: if open.popLast() == nil { return false }
      case .comma:
        guard let last = open.indices.last else { return false }
        open[last].done += 1
      case .number:
        if let last = open.last, last.done >= last.zeros { continue }
        let behind = index + 1 < tokens.count ? tokens[index + 1] : nil
        let scales = behind == .times && isValue(index + 2, of: tokens)
        let isScale =
          (before == .times || before == .over) && index > 1
          && (tokens[index - 2] == .cells || tokens[index - 2] == .close)
        guard scales || isScale else { return false }
      case .over:
        guard index + 1 < tokens.count, tokens[index + 1] == .number else { return false }
      case .zero, .cells, .plus, .times: break
      }
    }
    return open.isEmpty && !tokens.isEmpty
  }

  /// Whether cells or a bracket begin at a token.
  private func isValue(_ index: Int, of tokens: [Token]) -> Bool {
    guard index < tokens.count else { return false }
    if case .open = tokens[index] { return true }
    return tokens[index] == .cells
  }

  /// The tokens of a formula; nil where it has another, or cells that hold more than zeros.
  private func tokens(of formula: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var index = 0
    while index < formula.count {
      let byte = formula[index]
      index += 1
      switch byte {
      case 0x20, 0x0A, 0x0D: continue
      case UInt8(ascii: "("): tokens.append(.open(zeros: .max))
      case UInt8(ascii: ")"): tokens.append(.close)
      case UInt8(ascii: ","): tokens.append(.comma)
      case UInt8(ascii: "+"), UInt8(ascii: "-"): tokens.append(.plus)
      case UInt8(ascii: "*"): tokens.append(.times)
      case UInt8(ascii: "/"): tokens.append(.over)
      default:
        let end =
          formula[index...].firstIndex { !Self.isWord($0) } ?? formula.count
        let word = String(decoding: formula[(index - 1)..<end], as: UTF8.self)
        index = end
        if end < formula.count, formula[end] == UInt8(ascii: "(") {
          guard let zeros = Self.functions[word.uppercased()] else { return nil }
          tokens.append(.open(zeros: zeros))
          index += 1
        } else if let number = Double(word) {
          tokens.append(number == 0 ? .zero : .number)
        } else {
          guard holdsZeros(word) else { return nil }
          tokens.append(.cells)
        }
      }
    }
    return tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "$"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Whether a word is a cell or a range that holds nothing but zeros.
  private func holdsZeros(_ word: String) -> Bool {
    guard let range = CellRange(word) else { return false }
    return !numbers.contains(where: range.contains)
      && (word.contains(":") || !texts.contains(where: range.contains))
  }
}
