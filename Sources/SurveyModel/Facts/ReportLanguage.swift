/// The words by which figures of a language's running text are told apart.
///
/// Every list is data of the catalogue, under `languages` and the language's tag; the catalogue
/// says what each is for.
package struct ReportLanguage: Hashable, Sendable {
  /// A list of words; its raw value is its path in the catalogue.
  package enum List: String, CaseIterable, Sendable {
    case codes = "numbers.codes"
    case tenthsBefore = "numbers.tenths_before"
    case wordsEndingInNumeral = "numbers.words_ending_in_numeral"
    case each = "numbers.each"
    case eachOf = "numbers.each_of"
    case namedSets = "numbers.named_sets"
    case durationsBehind = "numbers.durations_behind"
    case durationsBefore = "numbers.durations_before"
    case classesOf = "numbers.classes_of"
    case rankBehind = "numbers.rank_behind"
    case rankScopes = "numbers.rank_scopes"
    case rankMarks = "numbers.rank_marks"
    case codesBehind = "numbers.codes_behind"
    case sessionsOf = "numbers.sessions_of"
    case aboutBefore = "bounds.before.about"
    case lessThanBefore = "bounds.before.less_than"
    case moreThanBefore = "bounds.before.more_than"
    case atLeastBefore = "bounds.before.at_least"
    case atMostBefore = "bounds.before.at_most"
    case aboutBehind = "bounds.behind.about"
    case atLeastBehind = "bounds.behind.at_least"
    case atMostBehind = "bounds.behind.at_most"
    case fall = "changes.fall"
    case rise = "changes.rise"
    case become = "changes.become"
    case aimedAt = "roles.aimed_at"
    case aimedAtUnless = "roles.aimed_at_unless"
    case targetBehind = "roles.target_behind"
    case targetBefore = "roles.target_before"
    case subset = "roles.subset"
    case negations = "negations.words"
    case negationsUnless = "negations.unless"
    case averages = "averages"
    case introducedBy = "figures.introduced_by"
    case followedBy = "figures.followed_by"
    case respectively = "figures.respectively"
    case listMarks = "figures.list_marks"
    case itemMarks = "figures.item_marks"
    case goesOn = "figures.goes_on"
    case betweenNounAndNumber = "figures.between_noun_and_number"
    case scopeBeforeNoun = "figures.scope_before_noun"
    case money = "figures.money"
    case moneyBehind = "figures.money_behind"
    case unitLabel = "figures.unit_label"
    case among = "figures.among"
    case verbsBehindPlace = "figures.verbs_behind_place"
    case scopes = "figures.scopes"
    case wholeFollowedBy = "figures.whole_followed_by"
    case endeavours = "figures.endeavours"
    case thisYear = "dates.this_year"
    case lastYear = "dates.last_year"
    case now = "dates.now"
    case declared = "dates.declared"
    case declaredBehind = "dates.declared_behind"
    case asOf = "dates.as_of"
    case comparedBy = "dates.compared_by"
    case comesFrom = "dates.comes_from"
    case plans = "dates.plans"
    case era = "dates.era"
    case since = "dates.since"
    case yearEnd = "dates.year_end"
    case home = "places.home"
    case province = "places.province"
    case nation = "places.nation"
    case provinces = "places.levels.province"
    case prefectures = "places.levels.prefecture"
    case counties = "places.levels.county"
    case townships = "places.levels.township"
    case villages = "places.levels.village"
    case beforeNames = "places.before_names"
    case subjectBehind = "places.subject_behind"
    case noPlaces = "places.no_ends"
    case genericAlone = "places.generic_alone"
    case placeKinds = "places.kinds"
    case generic = "places.generic"
    case notInNames = "places.not_in_names"
    case populations = "populations"
    case plainTitles = "tables.plain_titles"
    case plainTitleEnds = "tables.plain_title_ends"
    case shareTitles = "tables.share_titles"
    case totalTitles = "tables.total_titles"
    case placeEnds = "tables.place_ends"
  }

  /// The language's tag, such as `zh`.
  package let id: String
  private let words: [List: [String]]

  /// Describes a language; a list that is not given is empty.
  package init(id: String, words: [List: [String]]) {
    self.id = id
    self.words = words
  }

  /// The words of a list, as the catalogue writes them.
  package subscript(_ list: List) -> [String] { words[list] ?? [] }
}
