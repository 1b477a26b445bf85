/// The words by which figures of a language's running text are told apart.
///
/// Every list is data of the catalogue, under `languages` and the language's tag; the catalogue
/// says what each is for.
package struct ReportLanguage: Hashable, Sendable {
  /// A list of words; its raw value is its path in the catalogue.
  package enum List: String, CaseIterable, Sendable {
    case captions = "numbers.captions"
    case codes = "numbers.codes"
    case tenthsBefore = "numbers.tenths_before"
    case spokenYuan = "numbers.spoken_yuan"
    case piecesOfMoney = "numbers.pieces_of_money"
    case dealings = "numbers.dealings"
    case tenthsOfYuan = "numbers.tenths_of_yuan"
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
    case raisedUnits = "numbers.raised_units"
    case sessionsOf = "numbers.sessions_of"
    case notOne = "numbers.not_one"
    case periodsBehind = "numbers.periods_behind"
    case periodsBefore = "numbers.periods_before"
    case aboutBefore = "bounds.before.about"
    case lessThanBefore = "bounds.before.less_than"
    case moreThanBefore = "bounds.before.more_than"
    case atLeastBefore = "bounds.before.at_least"
    case atMostBefore = "bounds.before.at_most"
    case boundsUnless = "bounds.before.unless"
    case aboutBehind = "bounds.behind.about"
    case atLeastBehind = "bounds.behind.at_least"
    case atMostBehind = "bounds.behind.at_most"
    case fall = "changes.fall"
    case rise = "changes.rise"
    case netChanges = "changes.net"
    case less = "changes.less"
    case more = "changes.more"
    case become = "changes.become"
    case riseUnless = "changes.rise_unless"
    case raised = "changes.raised"
    case aimedAt = "roles.aimed_at"
    case aimedAtUnless = "roles.aimed_at_unless"
    case won = "roles.won"
    case wonUnless = "roles.won_unless"
    case demanded = "roles.demanded"
    case demandedUnless = "roles.demanded_unless"
    case reached = "roles.reached"
    case reachedOfAim = "roles.reached_of_aim"
    case plannedSections = "roles.planned_sections"
    case plannedSectionsUnless = "roles.planned_sections_unless"
    case plannedAhead = "roles.planned_ahead"
    case plannedTitles = "roles.planned_titles"
    case appendices = "roles.appendices"
    case targetBehind = "roles.target_behind"
    case targetBehindUnless = "roles.target_behind_unless"
    case targetBefore = "roles.target_before"
    case subset = "roles.subset"
    case ordinalMarks = "roles.ordinal_marks"
    case decided = "roles.decided"
    case groups = "figures.groups"
    case governing = "figures.governing"
    case partsOfPlaces = "figures.parts_of_places"
    case highest = "bounds.highest"
    case lowest = "bounds.lowest"
    case negations = "negations.words"
    case negationsUnless = "negations.unless"
    case averages = "averages"
    case excepting = "figures.excepting"
    case excepted = "figures.excepted"
    case introducedBy = "figures.introduced_by"
    case followedBy = "figures.followed_by"
    case respectively = "figures.respectively"
    case listMarks = "figures.list_marks"
    case itemMarks = "figures.item_marks"
    case grades = "figures.grades"
    case making = "figures.making"
    case goesOn = "figures.goes_on"
    case sameAgain = "figures.same_again"
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
    case yearBefore = "dates.year_before"
    case nextYear = "dates.next_year"
    case sameYear = "dates.same_year"
    case yearBehind = "dates.year_behind"
    case now = "dates.now"
    case dayPrefixes = "dates.day_prefixes"
    case untilDate = "dates.until"
    case declared = "dates.declared"
    case declaredBehind = "dates.declared_behind"
    case asOf = "dates.as_of"
    case comparedBy = "dates.compared_by"
    case comparedByUnless = "dates.compared_by_unless"
    case comesFrom = "dates.comes_from"
    case likened = "dates.likened"
    case plans = "dates.plans"
    case era = "dates.era"
    case since = "dates.since"
    case granted = "dates.granted"
    case samePeriod = "dates.same_period"
    case declaredDay = "dates.declared_day"
    case yearEnd = "dates.year_end"
    case yearStart = "dates.year_start"
    case yearEndUnless = "dates.year_end_unless"
    case firstHalf = "dates.first_half"
    case secondHalf = "dates.second_half"
    case quarters = "dates.quarters"
    case quartersUpTo = "dates.quarters_up_to"
    case ordinals = "dates.ordinals"
    case months = "dates.months"
    case rangeMarks = "dates.range_marks"
    case founded = "dates.founded"
    case wholeYear = "dates.whole_year"
    case yearPrefixes = "dates.year_prefixes"
    case beforeDate = "dates.before_date"
    case dateline = "dates.dateline"
    case home = "places.home"
    case around = "places.around"
    case eachPlace = "places.each"
    case sumsOfPlaces = "places.sums"
    case visitDays = "places.visit_days"
    case restOfPlaces = "places.rest"
    case goneTo = "places.gone_to"
    case otherPlaces = "places.others"
    case beforeNames = "places.before_names"
    case subjectBehind = "places.subject_behind"
    case objectBehind = "places.object_behind"
    case venueBehind = "places.venue_behind"
    case anaphors = "places.anaphors"
    case endsBefore = "places.ends_before"
    case noPlaces = "places.no_ends"
    case genericAlone = "places.generic_alone"
    case placeKinds = "places.kinds"
    case officialEnds = "places.official_ends"
    case generic = "places.generic"
    case notInNames = "places.not_in_names"
    case withinNames = "places.within_names"
    case populations = "populations"
    case questions = "questions"
    case plainTitles = "tables.plain_titles"
    case plainTitleEnds = "tables.plain_title_ends"
    case shareTitles = "tables.share_titles"
    case totalTitles = "tables.total_titles"
    case placeEnds = "tables.place_ends"
    case placeTitles = "tables.place_titles"
    case unreadTitles = "tables.unread_titles"
    case countEnds = "tables.count_ends"
    case measuredTitles = "tables.measured_titles"
    case changeTitles = "tables.change_titles"
    case changeTitlesUnless = "tables.change_titles_unless"
    case targetTitles = "tables.target_titles"
    case targetTitlesUnless = "tables.target_titles_unless"
    case noValues = "tables.no_values"
    case otherLabels = "tables.other_labels"
    case pageWords = "tables.page_words"
    case continued = "tables.continued"
  }

  /// What names of places of one level end with, and what else is peculiar to them.
  package struct Level: Hashable, Sendable {
    /// What holds of the places of some levels.
    package enum Trait: String, CaseIterable, Sendable {
      /// One may lie in another whose name ends otherwise: 县 in what ends with 市.
      case nested
      /// Their names have hardly ever more than two characters before the end.
      case shortNames = "short_names"
      /// They may be named without the end: 到柳湾走访.
      case namedBare = "named_bare"
    }

    /// The words that their names end with.
    package let ends: [String]
    /// What holds of them.
    package let traits: Set<Trait>

    /// Describes a level.
    package init(ends: [String], traits: Set<Trait> = []) {
      self.ends = ends
      self.traits = traits
    }
  }

  /// The language's tag, such as `zh`.
  package let id: String
  /// The levels of places, the outermost first.
  package let levels: [Level]
  private let words: [List: [String]]

  /// Describes a language; a list that is not given is empty.
  package init(id: String, words: [List: [String]], levels: [Level] = []) {
    self.id = id
    self.words = words
    self.levels = levels
  }

  /// The words of a list, as the catalogue writes them.
  package subscript(_ list: List) -> [String] { words[list] ?? [] }
}
