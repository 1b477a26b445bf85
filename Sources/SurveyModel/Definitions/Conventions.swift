/// How offices write the names of places, beside their suffixes.
package struct PlaceNaming: Hashable, Sendable, Encodable {
  /// Characters that are one character in names (`柏栢`), each text led by the usual one.
  package let variants: [String]
  /// The words that a numbered part of a village may end in (`组`, `生产队`), the usual one first.
  package let groups: [String]
  /// The words that lead a former name in brackets (`原`).
  package let formerMarks: [String]
  /// The words beside the suffixes by whose end a text is known to speak of a place (`小区`).
  package let words: [String]
  /// What counties and townships are called behind their names (`镇`), without which these stand before
  /// the names of villages.
  package let titles: [String]
  /// The characters beside the suffixes that names end in and that are part of them (`庄`, `寨`): what
  /// begins as a total or a note does and ends so is a place.
  package let endings: [String]

  /// Describes a way of writing; without words only the name as it stands is understood.
  package init(
    variants: [String] = [], groups: [String] = [], formerMarks: [String] = [],
    words: [String] = [], titles: [String] = [], endings: [String] = []
  ) {
    self.titles = titles
    self.endings = endings
    self.variants = variants
    self.groups = groups
    self.formerMarks = formerMarks
    self.words = words
  }
}

/// How persons are named and addressed, by which a name is recognised where it should not be.
package struct PersonNaming: Hashable, Sendable, Encodable {
  /// Surnames in characters (`王`, `欧阳`).
  package let surnames: [String]
  /// Surnames in letters (`Zhang`).
  package let latinSurnames: [String]
  /// What is said behind a surname or name (`主任`, `大爷`).
  package let titles: [String]
  /// What is said before a surname or name (`老`, `Mr`).
  package let addresses: [String]

  /// Describes names; without surnames only names in parts (`阿依古丽·买买提`) are recognised.
  package init(
    surnames: [String] = [], latinSurnames: [String] = [], titles: [String] = [],
    addresses: [String] = []
  ) {
    self.surnames = surnames
    self.latinSurnames = latinSurnames
    self.titles = titles
    self.addresses = addresses
  }
}

/// How offices write a range of numbers.
package struct RangeWords: Hashable, Sendable, Encodable {
  /// The words between its ends (`至`, `-`).
  package let between: [String]
  /// The words before or behind its only, lower end (`以上`).
  package let atLeast: [String]
  /// The words before or behind its only, upper end (`以下`).
  package let atMost: [String]

  /// Describes ranges; without words none is recognised.
  package init(between: [String] = [], atLeast: [String] = [], atMost: [String] = []) {
    self.between = between
    self.atLeast = atLeast
    self.atMost = atMost
  }
}

/// How offices lay out and word their worksheets, whatever the survey: part of the codebook.
package struct Conventions: Hashable, Sendable, Encodable {
  /// The words that begin a row of totals over the whole worksheet (`合计`).
  package let totals: [String]
  /// The words that begin a row of totals over the rows since the last such row (`小计`).
  package let subtotals: [String]
  /// The words that name a row that says something of other rows and is no sum (`其中`, `平均`).
  package let summaries: [String]
  /// The words that begin a note, above or below the data (`注`, `填表人`, `单位`).
  package let notes: [String]
  /// The words before the marks of the columns, in the row that forms have below their header (`栏次`).
  package let columnMarks: [String]
  /// The words that announce the unit of the whole worksheet (`单位`).
  package let unitNotes: [String]
  /// The words for each base unit (`yuan`: `元`).
  package let units: [String: [String]]
  /// What other units are worth in a base unit (`mu`: `公顷` is 15).
  package let conversions: [String: [String: Double]]
  /// The words that may stand before a unit, with what they multiply it by (`万`: 10,000).
  package let multipliers: [String: Double]
  /// The words that may stand before a number and say that it is not exact (`约`).
  package let approximations: [String]
  /// By what share of it an approximate figure of a report may differ from the true one (0.05); 0 where
  /// it is only rounded.
  package let approximationShare: Double
  /// The signs and codes that stand before amounts of yuan (`¥`).
  package let yuanSigns: [String]
  /// How ranges are written.
  package let ranges: RangeWords
  /// The texts that mean yes.
  package let yes: [String]
  /// The texts that mean no.
  package let no: [String]
  /// The names of the months, by their number; the English ones are always understood.
  package let months: [Int: [String]]
  /// The names of eras, of days and of their parts.
  package let dates: DateWords
  /// The texts that stand for a missing value of any variable.
  package let missing: [String: MissingReason]
  /// How a person's name is recognised where it should not be.
  package let persons: PersonNaming
  /// The two digits that identity numbers start with (GB/T 2260); empty for any.
  package let provinces: [Int]
  /// The words that may end the name of a place without being part of it, by the name of its level.
  package let suffixes: [String: [String]]
  /// How names of places are written.
  package let placeNames: PlaceNaming

  /// What looks like a person's, by the surnames and the endings of places.
  package var personalText: PersonalText {
    PersonalText(persons, placeSuffixes: suffixes.values.flatMap(\.self) + placeNames.words)
  }

  /// Describes conventions; without words nothing is recognised.
  package init(
    totals: [String] = [], subtotals: [String] = [], notes: [String] = [],
    unitNotes: [String] = [], units: [String: [String]] = [:],
    multipliers: [String: Double] = [:], approximations: [String] = [],
    missing: [String: MissingReason] = [:], suffixes: [String: [String]] = [:],
    placeNames: PlaceNaming = PlaceNaming(), provinces: [Int] = [],
    persons: PersonNaming = PersonNaming(), conversions: [String: [String: Double]] = [:],
    ranges: RangeWords = RangeWords(), yes: [String] = [], no: [String] = [],
    months: [Int: [String]] = [:], columnMarks: [String] = [],
    summaries: [String] = [], dates: DateWords = DateWords(), yuanSigns: [String] = [],
    approximationShare: Double = 0
  ) {
    self.dates = dates
    self.yuanSigns = yuanSigns
    self.approximationShare = approximationShare
    self.summaries = summaries
    self.columnMarks = columnMarks
    self.months = months
    self.conversions = conversions
    self.ranges = ranges
    self.yes = yes
    self.no = no
    self.totals = totals
    self.subtotals = subtotals
    self.notes = notes
    self.unitNotes = unitNotes
    self.units = units
    self.multipliers = multipliers
    self.approximations = approximations
    self.missing = missing
    self.suffixes = suffixes
    self.placeNames = placeNames
    self.provinces = provinces
    self.persons = persons
  }
}
