/// How offices lay out and word their worksheets, whatever the survey: part of the codebook.
public struct Conventions: Hashable, Sendable {
  /// The words that begin a row of totals over the whole worksheet (`合计`).
  public let totals: [String]
  /// The words that begin a row of totals over the rows since the last such row (`小计`).
  public let subtotals: [String]
  /// The words that begin a note, above or below the data (`注`, `填表人`, `单位`).
  public let notes: [String]
  /// The words that announce the unit of the whole worksheet (`单位`).
  public let unitNotes: [String]
  /// The words for each base unit (`yuan`: `元`).
  public let units: [String: [String]]
  /// The words that may stand before a unit, with what they multiply it by (`万`: 10,000).
  public let multipliers: [String: Double]
  /// The words that may stand before a number and say that it is not exact (`约`).
  public let approximations: [String]
  /// The texts that stand for a missing value of any variable.
  public let missing: [String: MissingReason]
  /// The two digits that identity numbers start with (GB/T 2260); empty for any.
  public let provinces: [Int]
  /// The words that may end the name of a place of a level without being part of it.
  public let suffixes: [PlaceLevel: [String]]

  /// Describes conventions; without words nothing is recognised.
  public init(
    totals: [String] = [], subtotals: [String] = [], notes: [String] = [],
    unitNotes: [String] = [], units: [String: [String]] = [:],
    multipliers: [String: Double] = [:], approximations: [String] = [],
    missing: [String: MissingReason] = [:], suffixes: [PlaceLevel: [String]] = [:],
    provinces: [Int] = []
  ) {
    self.totals = totals
    self.subtotals = subtotals
    self.notes = notes
    self.unitNotes = unitNotes
    self.units = units
    self.multipliers = multipliers
    self.approximations = approximations
    self.missing = missing
    self.suffixes = suffixes
    self.provinces = provinces
  }
}
