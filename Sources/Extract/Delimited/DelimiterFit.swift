internal import SurveyModel

/// How well a delimiter explains the start of a text.
struct DelimiterFit {
  let delimiter: UInt8
  /// 0 when the delimiter never stands between fields.
  private(set) var score = 0.0
  /// The share of the records that have the usual number of fields; 0 when that is one.
  private(set) var consistency = 0.0
  /// How many fields most of the records have; 0 where there is no record.
  private(set) var usualFields = 0
  /// Whether the commas of the text stand in numbers of its fields, where a decimal mark stands.
  private(set) var hasDecimalCommas = false
  /// Which marks in the numbers of its fields could separate decimals or thousands.
  private(set) var decimals = DecimalDoubts.none

  /// What its records do with their fields.
  private(set) var habits = FieldHabits()

  /// The records that are looked at, at most.
  private static let most = 1000

  init(of delimiter: UInt8, in sample: ArraySlice<UInt8>, isWhole: Bool) {
    self.delimiter = delimiter
    var counts: [Int: Int] = [:]
    var records = 0
    var fields = 0
    var commas = (all: 0, decimal: 0)
    var columns: Set<Int> = []
    var hasDecimalPoints = false
    var habits = FieldHabits()
    var tokenizer = DelimitedTokenizer(delimiter: delimiter)
    tokenizer.read(
      sample, isLast: isWhole,
      field: { field in
        defer { fields += 1 }
        habits.take(field)
        if !hasDecimalPoints { hasDecimalPoints = Self.hasDecimalPoint(field) }
        let count = field.count { $0 == UInt8(ascii: ",") }
        if count > 0 {
          commas.all += count
          switch Self.decimals(of: field) {
          case 0: break
          case let digits:
            commas.decimal += 1
            if digits != 3 || field.contains(UInt8(ascii: ".")) { columns.insert(fields) }
          }
        }
        return true
      },
      end: { _ in
        habits.endRecord()
        if fields > 0 {
          counts[fields, default: 0] += 1
          records += 1
        }
        fields = 0
        return records < Self.most
      })
    self.habits = habits
    // Semicolons stand where commas are decimal marks, unless points are seen to be.
    let isSemicolon = delimiter == UInt8(ascii: ";")
    let arePoints = columns.isEmpty && hasDecimalPoints
    decimals = DecimalDoubts(
      everywhere: !isSemicolon ? .none : arePoints ? .commas : .commasAndPoints,
      columns: columns)
    guard records > 0, let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })
    else { return }
    usualFields = most.key
    guard most.key > 1 else {
      // Titles and notes have no delimiters: a table under them still tells its own.
      let wide = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let wide else { return }
      score =
        Double(wide.value) / Double(records) * 0.5 + Double(min(wide.key, 50)) / 10_000
      return
    }
    consistency = Double(most.value) / Double(records)
    score = consistency + Double(min(most.key, 50)) / 100
    // A mark that closes in the middle of a field shows that fields end elsewhere.
    if tokenizer.fault != nil { score *= 0.5 }
    hasDecimalCommas =
      consistency >= 0.9 && commas.decimal > 0 && commas.decimal * 2 >= commas.all
  }

  /// The digits behind the comma of a field that is a number whose last mark is one, such as `0,25`,
  /// `1.000,5` or `-3,1 %`; 0 of any other.
  private static func decimals(of field: [UInt8]) -> Int {
    var commas = 0
    var digitsBehind = 0
    var hasDigitBefore = false
    for byte in field {
      switch byte {
      case 0x30...0x39:
        if commas > 0 { digitsBehind += 1 } else { hasDigitBefore = true }
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "."): if commas > 0 { return 0 }
      case 0x20, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "%"): continue
      default: return 0
      }
    }
    return commas == 1 && hasDigitBefore ? digitsBehind : 0
  }

  /// Whether a field is a number whose only mark is surely a decimal point: `2.5`, `0.125`, `1250.500`.
  private static func hasDecimalPoint(_ field: borrowing [UInt8]) -> Bool {
    var digits = (before: 0, behind: 0)
    var points = 0
    var leadsZero = false
    for index in field.indices {
      switch field[index] {
      case 0x30...0x39:
        if points > 0 {
          digits.behind += 1
        } else {
          if digits.before == 0 { leadsZero = field[index] == 0x30 }
          digits.before += 1
        }
      case UInt8(ascii: "."): points += 1
      case 0x20, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "%"): continue
      default: return false
      }
    }
    return points == 1 && digits.behind > 0 && digits.before > 0
      && (digits.behind != 3 || digits.before > 3 || leadsZero)
  }
}
