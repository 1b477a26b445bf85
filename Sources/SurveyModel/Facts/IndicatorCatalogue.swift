/// What reports state figures about, and the words that they use for it.
package struct IndicatorCatalogue: Hashable, Sendable {
  /// Something that reports state figures about.
  package struct Indicator: Hashable, Sendable {
    /// What the figures of an indicator are.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A state at a date.
      case stock
      /// What happened in a period.
      case flow
      /// A share or a ratio.
      case rate
      /// An aim.
      case target
      /// A place in an order.
      case rank
      /// A rule and not a count.
      case rule
    }

    /// The id, such as `tap_water_household_rate`.
    package let id: String
    /// The title.
    package let label: Label
    /// The base unit, such as `percent`.
    package let unit: String
    /// What its figures are.
    package let kind: Kind
    /// Wordings, in Simplified characters; see the catalogue's own head for how they are written.
    package let synonyms: [String]
    /// Words of which one must stand before the figure in its paragraph, or in its sentence.
    package let topics: [String]
    /// Words that must not stand in the figure's clause.
    package let exclusions: [String]
    /// What it counts of the things that its words name.
    package let extent: Extent
    /// Units of the same kind of thing: beside a figure of one of them (8镇5乡) a figure is a part.
    package let splitUnits: Set<String>

    /// The indicators whose change it is, empty where it is none.
    ///
    /// Where its clause does not say what changed (比上年减少2万人), it names only a figure behind one of them.
    package let changeOf: Set<String>

    /// What an indicator counts of the things that its words name.
    package enum Extent: Hashable, Sendable {
      /// All of them in the place: no figure that its clause narrows to a part.
      case whole
      /// Those that the wording says.
      case stated
    }

    /// Describes an indicator.
    package init(
      id: String, label: Label = Label(), unit: String, kind: Kind = .stock,
      synonyms: [String] = [], topics: [String] = [], exclusions: [String] = [],
      extent: Extent = .stated, splitUnits: Set<String> = [], changeOf: Set<String> = []
    ) {
      self.changeOf = changeOf
      self.id = id
      self.label = label
      self.unit = unit
      self.kind = kind
      self.synonyms = synonyms
      self.topics = topics
      self.exclusions = exclusions
      self.extent = extent
      self.splitUnits = splitUnits
    }
  }

  /// The words that make a number a quantity of a unit.
  package struct Unit: Hashable, Sendable {
    /// What holds of some units.
    package enum Trait: String, CaseIterable, Sendable {
      /// It counts places, which may only say where a thing is.
      case places
      /// Its places are many, and a figure of them is of some unless its sentence says all.
      case many
      /// Anything may be counted in it: 项, 次.
      case vague
      /// It is given for each of another thing: 一队三人.
      case perThing = "per_thing"
    }

    /// The unit, such as `person`.
    package let id: String
    /// Words that say the unit behind a number (`人`, `万元`'s `元`).
    package let words: [String]
    /// Nouns that say it behind a classifier (`个`) and before a number.
    package let nouns: [String]
    /// Labels that say by themselves what a bare number behind them counts.
    package let labels: [String]
    /// What holds of it.
    package let traits: Set<Trait>

    /// Describes a unit.
    package init(
      id: String, words: [String], nouns: [String], labels: [String] = [], traits: Set<Trait> = []
    ) {
      self.traits = traits
      self.id = id
      self.words = words
      self.nouns = nouns
      self.labels = labels
    }
  }

  /// A classifier, which leaves the unit to its noun.
  package struct Classifier: Hashable, Sendable {
    /// The word (`个`).
    package let word: String
    /// The unit when no noun says more.
    package let unit: String
    /// The units whose nouns it counts; nil where it counts every noun's.
    package let counted: Set<String>?

    /// Describes a classifier.
    package init(word: String, unit: String, counted: Set<String>? = nil) {
      self.word = word
      self.unit = unit
      self.counted = counted
    }
  }

  /// A relation that figures of one report should keep.
  package struct Check: Hashable, Sendable {
    /// What is compared.
    package enum Relation: Hashable, Sendable {
      /// The parts add up to the total.
      case sum(parts: [String], total: String)
      /// The part is at most the whole.
      case part(String, of: String)
      /// Both are the same number.
      case equal(String, String)
      /// The quotient lies in a range.
      case ratio(String, per: String, least: Double?, most: Double?)
      /// The rate, in percent or permille, is numerator over denominator.
      case rate(String, numerator: String, denominator: String)
      /// The figure reaches its target.
      case target(String, reaches: String)
    }

    /// What is compared.
    package let relation: Relation
    /// Whether a failure is a contradiction (true) or only worth a look.
    package let isHard: Bool
    /// The title.
    package let label: Label

    /// Describes a check.
    package init(relation: Relation, isHard: Bool, label: Label = Label()) {
      self.relation = relation
      self.isHard = isHard
      self.label = label
    }
  }

  /// The indicators, in the order of the file.
  package let indicators: [Indicator]
  /// The units and their words.
  package let units: [Unit]
  /// The classifiers.
  package let classifiers: [Classifier]
  /// Words that hold a noun of a unit and are none (`乡村` is no `村`).
  package let ignoredNouns: [String]
  /// The relations to check.
  package let checks: [Check]
  /// The words of each language that is written without spaces.
  package let languages: [ReportLanguage]
  /// The words of each language whose words are parted by spaces.
  package let spacedLanguages: [SpacedLanguage]

  /// Describes a catalogue that reads numbers alone, without the words of any language.
  package init(
    indicators: [Indicator], units: [Unit], classifiers: [Classifier] = [],
    ignoredNouns: [String] = [], checks: [Check] = []
  ) {
    self.init(
      indicators: indicators, units: units, classifiers: classifiers, ignoredNouns: ignoredNouns,
      checks: checks, languages: [], spacedLanguages: [])
  }

  /// Describes a catalogue.
  package init(
    indicators: [Indicator], units: [Unit], classifiers: [Classifier], ignoredNouns: [String],
    checks: [Check], languages: [ReportLanguage], spacedLanguages: [SpacedLanguage]
  ) {
    self.indicators = indicators
    self.units = units
    self.classifiers = classifiers
    self.ignoredNouns = ignoredNouns
    self.checks = checks
    self.languages = languages
    self.spacedLanguages = spacedLanguages
  }

  /// The words of a language, all lists empty where the catalogue has none.
  package func language(_ id: String) -> ReportLanguage {
    languages.first { $0.id == id } ?? ReportLanguage(id: id, words: [:])
  }

  /// The ids of the units with a trait.
  package func units(_ trait: Unit.Trait) -> Set<String> {
    Set(units.lazy.filter { $0.traits.contains(trait) }.map(\.id))
  }

  /// The indicator with an id, or nil.
  package func indicator(_ id: String) -> Indicator? {
    indicators.first { $0.id == id }
  }
}
